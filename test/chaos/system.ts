// What the sequences are run against: terraform's part, played or real, with the provider and the emulator.
import { keyId } from "../../src/api/key-id";
import { type Emulator, type Fault } from "../../src/emulator";
import { type KeyEvent, type StoredKey } from "../../src/emulator/proxy-key";
import { type Message } from "../support/core";
import { type Declaration } from "./declaration";

/** Ctrl-C, or a process that dies, as soon as the API was called so often in the apply. */
export interface Interruption {
  readonly kind: "stop" | "kill" | "kill terraform";
  readonly afterCalls: number;
}

/** What is declared, by address. */
export type Declared = ReadonlyMap<string, Declaration>;

/** What one apply did. */
export interface Applied {
  readonly messages: readonly Message[];
  readonly failed: boolean;
  readonly interrupted: Interruption["kind"] | undefined;
  readonly events: readonly KeyEvent[];
}

export interface System {
  readonly emulator: Emulator;
  /** Plans and applies, in two processes. What is delayed has come when it returns. */
  apply(declared: Declared, faults?: readonly Fault[], interruption?: Interruption): Promise<Applied>;
  /** The addresses that a plan would change, or undefined where it fails. */
  pending(declared: Declared): Promise<readonly string[] | undefined>;
  import(declared: Declared, address: string, id: string): Promise<void>;
  /** The addresses in state, by the value of their key. */
  owners(): ReadonlyMap<string, string>;
  /** What was logged since the last call. */
  newLogLines(): readonly string[];
  stop(): Promise<void>;
}

/** The keys of the account. */
export const keysOf = ({ emulator }: System): readonly StoredKey[] => emulator.store.keysOf(emulator.apiKey);

/** By the value of each key, which a state need not hold: who has its id. */
export function ownersOf(
  { emulator }: System,
  ids: readonly (readonly [id: unknown, address: string])[],
): ReadonlyMap<string, string> {
  const values = new Map(emulator.events().map(({ key }) => [keyId(key), key]));
  const owners = ids.flatMap(([id, address]) => {
    const key = typeof id === "string" ? values.get(id) : undefined;
    return key === undefined ? [] : [[key, address] as const];
  });
  if (new Set(owners.map(([key]) => key)).size < owners.length) throw new Error("one key has two owners");
  return new Map(owners);
}

/** Resolves as soon as the API was called so often, or the work is over: with whether it was called. */
export async function calledSoOften(emulator: Emulator, times: number, isOver: () => boolean): Promise<boolean> {
  const calls = () => Object.values(emulator.requests()).reduce((sum, count) => sum + count, 0);
  const before = calls();
  while (!isOver() && calls() - before < times) await new Promise(setImmediate);
  return !isOver();
}
