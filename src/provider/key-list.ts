// All keys of the account, as this process knows them: one list call, shared by everyone who asks, and kept true by what
// our own writes answer. What a write touched is not believed of a list that was under way meanwhile.
import { type ElectronhubCalls, type KeyObject } from "../api";
import { keyId } from "./key-id";

/** The keys of the account by id, in the list's order. */
export type KeyIndex = ReadonlyMap<string, KeyObject>;

interface Seen {
  readonly record: KeyObject;
  /** Milliseconds; not later than the server's own look. */
  readonly at: number;
}

type Change = (keys: Map<string, Seen>) => void;

/** A list under way, and what was written since it began. */
interface Flight {
  readonly startedAt: number;
  readonly keys: Promise<Map<string, Seen>>;
  readonly written: Change[];
  /** Cleared by a write of which it is not known what it did. */
  believed: boolean;
}

/** A status that was seen longer ago is looked up again before it is flipped. */
const FRESH_STATUS_MS = 10_000;

export class KeyList {
  private known: Map<string, Seen> | undefined;
  private flight: Flight | undefined;

  constructor(private readonly now: () => number) {}

  /** From memory, if there was a list before. */
  async get(calls: Pick<ElectronhubCalls, "list">, signal: AbortSignal): Promise<KeyIndex> {
    return records(this.known ?? (await this.fetch(calls, signal)));
  }

  /** Whether a key is on, seen within ten seconds. Undefined: the API does not tell, or there is no such key. */
  async status(calls: Pick<ElectronhubCalls, "list">, key: string, signal: AbortSignal): Promise<boolean | undefined> {
    const id = keyId(key);
    const fresh = (seen: Seen | undefined) => seen && this.now() - seen.at <= FRESH_STATUS_MS;
    const seen = this.known?.get(id);
    if (seen && fresh(seen)) return seen.record.is_active;
    return (await this.fetch(calls, signal)).get(id)?.record.is_active;
  }

  /** A write answered with what the key now is, or is known to have set these fields. */
  wrote(key: string, fields: Partial<KeyObject>): void {
    const at = this.now();
    const id = keyId(key);
    this.change((keys) => keys.set(id, { record: { ...keys.get(id)?.record, ...fields, key }, at }));
  }

  removed(key: string): void {
    this.change((keys) => keys.delete(keyId(key)));
  }

  /** A write failed, and what it did is not known: whoever asks next lists again. */
  forget(): void {
    this.known = undefined;
    if (this.flight) this.flight.believed = false;
  }

  private change(change: Change): void {
    if (this.known) change(this.known);
    this.flight?.written.push(change);
  }

  private fetch(calls: Pick<ElectronhubCalls, "list">, signal: AbortSignal): Promise<Map<string, Seen>> {
    const { flight } = this;
    if (flight?.believed && this.now() - flight.startedAt <= FRESH_STATUS_MS) return flight.keys;
    return this.launch(calls, signal).keys;
  }

  private launch(calls: Pick<ElectronhubCalls, "list">, signal: AbortSignal): Flight {
    const startedAt = this.now();
    const written: Change[] = [];
    const keys = calls.list(signal).then((listed) => {
      const found = new Map(listed.map((record) => [keyId(record.key), { record, at: startedAt }]));
      for (const change of written) change(found);
      return found;
    });
    const flight: Flight = { startedAt, keys, written, believed: true };
    this.flight = flight;
    const land = (found?: Map<string, Seen>) => {
      if (this.flight !== flight) return;
      this.flight = undefined;
      // A list that failed is no list: the next one asks again.
      if (found && flight.believed) this.known = found;
    };
    keys.then(land, () => land());
    return flight;
  }
}

const records = (keys: ReadonlyMap<string, Seen>): KeyIndex =>
  new Map([...keys].map(([id, { record }]) => [id, record]));
