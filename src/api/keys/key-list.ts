// All keys of the account, as this process knows them: one list call, shared by everyone who asks, and kept true by what
// our own writes answer. What a write touched is not believed of a list that was under way meanwhile.
import { type ElectronhubCalls } from "../client";
import { keyId } from "../key-id";
import { type KeyObject } from "../wire";
import { SharedCall } from "./shared-call";

/** The keys of the account by id, in the list's order. */
export type KeyIndex = ReadonlyMap<string, KeyObject>;

/** A moment, by the number of lists that had begun: to ask for one that began later. */
export type Mark = number;

export interface Look {
  readonly keys: KeyIndex;
  /** When the list call began, in milliseconds. */
  readonly startedAt: number;
  /** Lists after this mark are later ones. */
  readonly mark: Mark;
  /** How many more records the list has, without a key's value. Where there are any, no key is proven absent. */
  readonly unidentified: number;
}

/** Whether a key is on; undefined where the API does not tell. */
export interface Status {
  readonly on: boolean | undefined;
  /** In milliseconds: from then on it must be looked up again before it is flipped. */
  readonly freshUntil: number;
}

type Lister = Pick<ElectronhubCalls, "list">;

interface Seen {
  readonly record: KeyObject;
  /** When its status was asked for, in milliseconds: not later than the server's own look. */
  readonly statusAt: number;
}

interface Known {
  readonly keys: Map<string, Seen>;
  /** Its records, as they are handed out: made when they are asked for, and anew after a change. */
  index?: KeyIndex | undefined;
  readonly startedAt: number;
  /** Which list of this process it was. */
  readonly number: number;
  readonly unidentified: number;
}

type Change = (keys: Map<string, Seen>) => void;

/** A list under way, and what was written since it began. */
interface Flight {
  readonly startedAt: number;
  readonly number: number;
  readonly call: SharedCall<Known>;
  readonly written: Change[];
  /** Cleared by a write of which it is not known what it did. */
  believed: boolean;
}

/** A status that was seen longer ago is looked up again before it is flipped. */
const FRESH_STATUS_MS = 10_000;

export class KeyList {
  private known: Known | undefined;
  /** Oldest first. */
  private readonly flights = new Set<Flight>();
  private launched = 0;

  constructor(private readonly now: () => number) {}

  mark(): Mark {
    return this.launched;
  }

  /** From memory, if there was a list before. */
  async get(calls: Lister, signal: AbortSignal): Promise<KeyIndex> {
    return (await this.look(calls, signal)).keys;
  }

  /** From memory, if there was a list that began after `mark`. */
  async look(calls: Lister, signal: AbortSignal, mark: Mark = 0): Promise<Look> {
    const known = this.since(mark) ?? (await this.fetch(calls, signal, mark));
    const { startedAt, number, unidentified } = known;
    known.index ??= recordsOf(known.keys);
    return { keys: known.index, startedAt, mark: number, unidentified };
  }

  /** Whether a key is on, seen within ten seconds. Undefined: there is no such key. */
  async status(calls: Lister, key: string, signal: AbortSignal): Promise<Status | undefined> {
    const id = keyId(key);
    const seen = this.known?.keys.get(id);
    if (seen && this.isFresh(seen.statusAt)) return statusOf(seen);
    const found = (await this.fetch(calls, signal, 0)).keys.get(id);
    return found && statusOf(found);
  }

  /** A write that was sent `since` answered with what the key now is, or is known to have set these fields. */
  wrote(key: string, fields: Partial<KeyObject>, since: number): void {
    const id = keyId(key);
    this.change((keys) => {
      const before = keys.get(id);
      const statusAt = fields.is_active === undefined ? (before?.statusAt ?? 0) : since;
      keys.set(id, { record: overwritten(before?.record, { ...fields, key }), statusAt });
    });
  }

  removed(key: string): void {
    this.change((keys) => keys.delete(keyId(key)));
  }

  /** A write failed, and what it did is not known: the next question lists again. */
  forget(): void {
    this.known = undefined;
    for (const flight of this.flights) flight.believed = false;
  }

  private since(mark: Mark): Known | undefined {
    return this.known && this.known.number > mark ? this.known : undefined;
  }

  /** What lies in the future was seen before the clock was set back, and there is no telling when. */
  private isFresh(at: number): boolean {
    const age = this.now() - at;
    return age >= 0 && age <= FRESH_STATUS_MS;
  }

  private change(change: Change): void {
    if (this.known) {
      change(this.known.keys);
      this.known.index = undefined;
    }
    for (const flight of this.flights) flight.written.push(change);
  }

  private fetch(calls: Lister, signal: AbortSignal, mark: Mark): Promise<Known> {
    const flight = [...this.flights].find(
      ({ believed, number, startedAt, call }) =>
        believed && number > mark && this.isFresh(startedAt) && !call.abandoned,
    );
    return (flight ?? this.launch(calls)).call.wait(signal);
  }

  private launch(calls: Lister): Flight {
    const startedAt = this.now();
    const number = ++this.launched;
    const written: Change[] = [];
    const call = new SharedCall("GET /auth/proxy", async (signal): Promise<Known> => {
      const found = await calls.list(signal);
      const keys = new Map<string, Seen>(found.map((record) => [keyId(record.key), { record, statusAt: startedAt }]));
      for (const change of written) change(keys);
      return { keys, startedAt, number, unidentified: found.unidentified ?? 0 };
    });
    const flight: Flight = { startedAt, number, call, written, believed: true };
    this.flights.add(flight);
    call.settled((known) => this.land(flight, known));
    return flight;
  }

  /** A list that failed is not a list: the next one asks again. */
  private land(flight: Flight, found: Known | undefined): void {
    this.flights.delete(flight);
    const newer = found && found.number > (this.known?.number ?? 0);
    if (newer && flight.believed) this.known = found;
  }
}

/** What is written anew is no longer odd. */
function overwritten(before: KeyObject | undefined, fields: Partial<KeyObject> & { key: string }): KeyObject {
  const written = Object.keys(fields);
  const odd = fields.odd ?? before?.odd?.filter((remark) => !written.some((name) => remark.startsWith(`${name}: `)));
  const { odd: _odd, ...record } = { ...before, ...fields };
  return odd && odd.length > 0 ? { ...record, odd } : record;
}

const statusOf = ({ record, statusAt }: Seen): Status => ({
  on: record.is_active,
  freshUntil: statusAt + FRESH_STATUS_MS,
});

const recordsOf = (keys: ReadonlyMap<string, Seen>): KeyIndex =>
  new Map([...keys].map(([id, { record }]) => [id, record]));
