// What all commands that change keys have in common at the command line: they show, ask and keep a backup.
import { Command } from "commander";
import { type AccountOptions, environmentWith, onAccount } from "../../account-options";
import { wholeNumber } from "../../whole-number";
import { type BulkChange } from "./bulk-change";

export interface BulkOptions extends AccountOptions {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly count?: number;
  readonly backup?: string;
  readonly wide?: true;
}

export const IDS = "ids of keys, as `keys list` shows them; never their values";

export const ASKS_FIRST =
  "Shows them first and asks; without a terminal it changes nothing unless told with --yes --count. Keeps a backup of their settings";

export function bulkCommand(name: string): Command {
  return onAccount(new Command(name))
    .option("--dry-run", "only show what would be done")
    .option("--yes", "do not ask; with --count")
    .option(
      "--count <number>",
      "with --yes: how many keys it is meant for; nothing is done where there are more or fewer",
      wholeNumber(0, 1_000_000),
    )
    .option(
      "--backup <file>",
      "where the backup goes, a new file: settings and ids as JSON, no values (default: electronhub-keys-TIME.json in this directory)",
    )
    .option("--wide", "the whole table, whatever the terminal's width");
}

/** What is told apart from the options that all these commands have. */
interface Told {
  readonly change: BulkChange;
  readonly ids?: readonly string[];
  readonly atOnce?: true;
}

export async function start(told: Told, options: BulkOptions): Promise<void> {
  const { changeKeys } = await import("./change-keys.js");
  const { systemTerminal } = await import("../../terminal.js");
  const { dryRun = false, yes = false, count, backup, wide } = options;
  const consent = { dryRun, yes, count };
  await changeKeys({ ...told, consent, backup, env: environmentWith(options), terminal: systemTerminal({ wide }) });
}
