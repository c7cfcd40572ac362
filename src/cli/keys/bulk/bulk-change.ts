// What a command that changes many keys consists of: its words, which keys it is about, and what is done to one of them.
import { type KeyObject, type ReservedCalls } from "../../../api";
import { type KeyAccess } from "../../../api/keys/access";

export interface BulkChange {
  /** As in "Type 12 to remove 12 proxy keys". */
  readonly doing: string;
  /** As in "12 proxy keys removed". */
  readonly done: string;
  /** What is said where there is no such key. */
  readonly none: string;
  /** Begins the line above the table. */
  readonly concerning: string;
  /** Loaded when the command runs: its help needs no API client. */
  readonly load: () => Promise<KeyChange>;
}

export interface KeyChange {
  /** @param now - milliseconds since 1970 */
  readonly concerns: (key: KeyObject, now: number) => boolean;
  /** Places in the request budget that `perform` needs at once. */
  readonly places: number;
  readonly endpoint: string;
  /** Returns what became of the key, in the words of a progress line. */
  readonly perform: (key: string, task: Task) => Promise<string>;
}

export interface Task {
  readonly account: KeyAccess;
  readonly calls: ReservedCalls;
  readonly stop: AbortSignal;
}
