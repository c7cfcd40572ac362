// The commands that change keys: `keys disable`, `keys enable`, `keys disable-all`, `keys prune`, `keys remove`, `keys purge`. All of
// them show, ask and keep a backup.
import { Command } from "commander";
import { type AccountOptions, environmentWith, onAccount } from "../account-options";
import { wholeNumber } from "../whole-number";
import { type Chore } from "./chores";

interface HousekeepingOptions extends AccountOptions {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly count?: number;
  readonly backup?: string;
  readonly wide?: true;
}

interface PurgeOptions extends HousekeepingOptions {
  readonly atOnce?: true;
}

export function disableCommand(): Command {
  return housekeepingCommand("disable")
    .description(`Switch off the proxy keys with these ids. They keep their settings and credits. ${ASKS_FIRST}`)
    .argument("<id...>", IDS)
    .action(async (ids: readonly string[], options: HousekeepingOptions) => {
      const { DISABLE, only } = await import("./chores.js");
      await run(only(ids, DISABLE), options);
    });
}

export function enableCommand(): Command {
  return housekeepingCommand("enable")
    .description(`Switch on the proxy keys with these ids, with the settings that they have. ${ASKS_FIRST}`)
    .argument("<id...>", IDS)
    .action(async (ids: readonly string[], options: HousekeepingOptions) => {
      const { ENABLE, only } = await import("./chores.js");
      await run(only(ids, ENABLE), options);
    });
}

export function disableAllCommand(): Command {
  return housekeepingCommand("disable-all")
    .description(`Switch off every proxy key that is on. They keep their settings and credits. ${ASKS_FIRST}`)
    .action(async (options: HousekeepingOptions) => {
      const { DISABLE_ALL } = await import("./chores.js");
      await run(DISABLE_ALL, options);
    });
}

export function pruneCommand(): Command {
  return housekeepingCommand("prune")
    .description(`Remove every proxy key that has expired. ${ASKS_FIRST}`)
    .requiredOption("--expired", "those whose expiry has passed, by the API's clock")
    .action(async (options: HousekeepingOptions) => {
      const { PRUNE_EXPIRED } = await import("./chores.js");
      await run(PRUNE_EXPIRED, options);
    });
}

export function removeCommand(): Command {
  return housekeepingCommand("remove")
    .description(`Remove the proxy keys with these ids, also those of which the API tells something odd. ${ASKS_FIRST}`)
    .argument("<id...>", IDS)
    .action(async (ids: readonly string[], options: HousekeepingOptions) => {
      const { REMOVE_NAMED, only } = await import("./chores.js");
      await run(only(ids, REMOVE_NAMED), options);
    });
}

export function purgeCommand(): Command {
  return housekeepingCommand("purge")
    .description(`Remove every proxy key of the account, one by one; never one that is made meanwhile. ${ASKS_FIRST}`)
    .option("--at-once", "with one call, which removes keys that are made meanwhile too")
    .action(async (options: PurgeOptions) => {
      const { PURGE } = await import("./chores.js");
      await run(PURGE, options, options.atOnce);
    });
}

const IDS = "ids of keys, as `keys list` shows them; never their values";

const ASKS_FIRST =
  "Shows them first and asks; without a terminal it changes nothing unless told with --yes --count. Keeps a backup of their settings";

function housekeepingCommand(name: string): Command {
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

async function run(chore: Chore, options: HousekeepingOptions, atOnce?: true): Promise<void> {
  const { keepHouse } = await import("./housekeeping.js");
  const { systemTerminal } = await import("../terminal.js");
  const { dryRun = false, yes = false, count, backup, wide } = options;
  const consent = { dryRun, yes, count };
  const terminal = systemTerminal({ wide });
  await keepHouse({ chore, consent, backup, atOnce, env: environmentWith(options), terminal });
}
