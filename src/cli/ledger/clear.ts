// Forgets the account's request ledger, after it has been shown and asked for.
import { clearLedger } from "../../api/pace/clear-ledger";
import { ledgerStatus } from "../../api/pace/ledger-status";
import { type Snapshot } from "../../api/pace/snapshot";
import { budgetHash } from "../../api/pace/ledger-place";
import { accountNamed, ledgerOf } from "../account";
import { interruptible } from "../interruptible";
import { type Terminal } from "../terminal";
import { storeOf, textOf } from "./presentation";

export interface Clearing {
  readonly env: NodeJS.ProcessEnv;
  readonly consent: Consent;
  readonly terminal: Terminal;
}

interface Consent {
  readonly dryRun: boolean;
  readonly yes: boolean;
}

/** Throws a sentence where it was not cleared though that was asked for. */
export async function clear({ env, consent, terminal }: Clearing): Promise<void> {
  const account = accountNamed(env);
  const ledger = ledgerOf(account, env);
  const status = await ledgerStatus(ledger);
  terminal.out(textOf({ baseUrl: account.baseUrl, hash: budgetHash(account) }, status));
  if (status.kind === "none" || status.kind === "new") return terminal.out("\nThere is nothing to clear.");
  const others = status.kind === "shared" ? othersIn(status.snapshot) : OTHERS;
  terminal.out(`\n${RISK}\n${others}`);
  const agreed = await interruptible((stop) => agrees(consent, terminal, stop), "ended; nothing was changed");
  if (!agreed) return;
  await clearLedger(ledger);
  terminal.out(`${others}\nCleared: ${storeOf(status.store)}`);
}

const RISK = `Clearing it forgets all of that: the requests of the last minute, the line, a lock-out, and the limit that was told.
The next requests may then be too many, and the API locks the account out for three minutes, for everybody.`;

const OTHERS = "Processes that run put back what they know, a lock-out too: end them first.";

const othersIn = ({ waiting, underWay }: Snapshot): string =>
  `Processes that wait: ${waiting.processes}; requests under way: ${underWay}. ${OTHERS}`;

async function agrees({ dryRun, yes }: Consent, terminal: Terminal, stop: AbortSignal): Promise<boolean> {
  if (dryRun) {
    terminal.out("Dry run: nothing was changed. To clear it: --yes");
    return false;
  }
  if (yes) return true;
  if (!terminal.ask) {
    terminal.out("Dry run, because there is no terminal to ask at: nothing was changed. To clear it: --yes");
    return false;
  }
  const answer = await terminal.ask("Type clear to clear it: ", stop);
  if (answer?.trim() === "clear") return true;
  throw new Error(`nothing was changed: ${stop.aborted ? "interrupted" : "clear was not typed"}`);
}
