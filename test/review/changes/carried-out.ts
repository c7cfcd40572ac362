// A change as it goes: the plan's JSON, and then what the apply did to which key.
import { keyId } from "../../../src/api/key-id";
import { type Emulator, type KeyEvent, type StoredKey } from "../../../src/emulator";
import { type Act } from "../../chaos/plans/cycle";

export interface CarriedOut {
  /** As `terraform show -json` prints the plan. */
  readonly json: string;
  /** What the apply did, in order. */
  readonly events: readonly KeyEvent[];
  /** How many calls of the API the apply made. */
  readonly requests: number;
  /** Ids in the state by address, before and after the apply. */
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
}

/** What somebody else does to the key with this id. */
export function act({ store }: Emulator, id: string | undefined, what: Act): void {
  const key = store.keys().find((one) => keyId(one.key) === id);
  if (key === undefined) throw new Error(`there is no key ${String(id)}`);
  if (what === "toggle") store.toggle(key.key);
  else if (what === "remove") store.remove(key.key);
  else store.change(key.key, what);
}

export const requestsOf = (emulator: Emulator): number =>
  Object.values(emulator.requests()).reduce((sum, count) => sum + count, 0);

/** Of one event, as a review calls it. */
export interface Done {
  readonly text: string;
  /** Whether limit_type differs, which only the emulator knows: nobody is told it. */
  readonly setsLimitType: boolean;
  readonly id: string;
}

export function doneIn(events: readonly KeyEvent[]): readonly Done[] {
  return events
    .filter(({ by }) => by === "client")
    .map(({ key, type, before, after }) => ({
      text: textOf(type, before, after),
      setsLimitType: before !== null && after !== null && before.limit_type !== after.limit_type,
      id: keyId(key),
    }));
}

function textOf(type: KeyEvent["type"], before: StoredKey | null, after: StoredKey | null): string {
  if (before === null || after === null) return type === "created" ? "create" : "remove";
  if (type === "toggled") return after.is_active ? "toggle on" : "toggle off";
  const changed = SENT.filter(([field]) => canonical(before[field]) !== canonical(after[field]));
  return `update ${changed.map(([, name]) => name).join(", ")}`;
}

/** Fields as they are sent, and the settings' names, in the order in which the plan lists them; limit_type apart. */
const SENT = [
  ["name", "name"],
  ["allocated_ammount", "allocated_amount"],
  ["expires_at", "expires_at"],
  ["model_whitelist", "model_whitelist"],
  ["ip_whitelist", "ip_whitelist"],
] as const;

const canonical = (value: string | number | readonly string[]): string =>
  JSON.stringify(typeof value === "object" ? value.map((entry) => entry.replace(/\/32$/, "")).sort() : value);
