// The proxy keys of this process that a destroy lets work on for a while (`deletion_policy = "expire"`), as far as they
// were read, created or updated by now: for objects that remove keys, and must not cut that time short.
import { parseDuration } from "../rules";
import { type ProxyKeyState } from "./proxy-key/schema";

type Key = Pick<ProxyKeyState, "id" | "deletion_policy" | "deletion_grace_period">;

export class GracePeriods {
  /** In milliseconds by id; null for keys that a destroy does not let expire. */
  private readonly periods = new Map<string, number | null>();
  private readonly leaving = new Set<string>();

  /** A key as its state says. */
  note(key: Key | null): void {
    if (typeof key?.id === "string") this.periods.set(key.id, periodOf(key));
  }

  /** A key whose destroy is planned. */
  noteLeaving(key: Key): void {
    this.note(key);
    if (typeof key.id === "string") this.leaving.add(key.id);
  }

  /** Null: a destroy does not let it expire. Undefined: nothing is known of such a key. */
  of(id: string): number | null | undefined {
    return this.periods.get(id);
  }

  isLeaving(id: string): boolean {
    return this.leaving.has(id);
  }
}

const periodOf = ({ deletion_policy: policy, deletion_grace_period: period }: Key): number | null =>
  policy === "expire" && typeof period === "string" ? (parseDuration(period) ?? null) : null;
