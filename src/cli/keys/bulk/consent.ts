// Whether a command may change anything: the number of keys is typed at the terminal, or given beforehand. Without either it
// is a dry run.
import { keysOf } from "../../../rules";
import { type Terminal } from "../../terminal";

export interface Consent {
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly count: number | undefined;
}

export interface Planned {
  /** As in "remove". */
  readonly doing: string;
  /** How many keys. */
  readonly count: number;
}

/** Throws a sentence where the options contradict each other. */
export function checkConsent({ yes, count }: Consent): void {
  if (yes && count === undefined) throw new Error("--yes goes with --count N: how many keys it is meant for");
  if (!yes && count !== undefined) throw new Error("--count goes with --yes");
}

/** False: nothing is to be changed, and that has been said. Throws a sentence where something else was consented to. */
export async function consented(
  consent: Consent,
  { doing, count }: Planned,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<boolean> {
  const how = `To ${doing} ${count === 1 ? "it" : "them"}: --yes --count ${count}`;
  if (consent.dryRun) {
    terminal.out(`Dry run: nothing was changed. ${how}`);
    return false;
  }
  if (consent.yes) {
    if (consent.count === count) return true;
    throw new Error(
      `nothing was changed: it would ${doing} ${keysOf(count)}, and --count says ${String(consent.count)}`,
    );
  }
  if (!terminal.ask) {
    terminal.out(`Dry run, because there is no terminal to ask at: nothing was changed. ${how}`);
    return false;
  }
  const answer = await terminal.ask(`Type ${count} to ${doing} ${keysOf(count)}: `, stop);
  if (answer?.trim() === String(count)) return true;
  throw new Error(`nothing was changed: ${stop.aborted ? "interrupted" : `${count} was not typed`}`);
}
