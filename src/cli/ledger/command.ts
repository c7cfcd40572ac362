// `electronhub ledger ...`: the request ledger that all processes of an account share. Sends no request to the API.
import { Command } from "commander";
import { type AccountOptions, ACCOUNT_ENVIRONMENT, environmentWith, onAccount } from "../account-options";

interface ShowOptions extends AccountOptions {
  readonly json?: true;
  readonly detailedExitcode?: true;
}

interface ClearOptions extends AccountOptions {
  readonly dryRun?: true;
  readonly yes?: true;
}

export function ledgerCommand(): Command {
  return new Command("ledger")
    .description("Show or clear the account's request ledger: the places in the minute that all processes share")
    .addHelpText("after", ACCOUNT_ENVIRONMENT)
    .addCommand(showCommand())
    .addCommand(clearCommand());
}

function showCommand(): Command {
  return onAccount(new Command("show"))
    .description(
      "Tell what is left of the minute, who waits, and until when the account is locked out. Changes nothing",
    )
    .option("--json", "as JSON, whose form docs/requests.md describes")
    .option("--detailed-exitcode", "exit with 2 where a request would have to wait now")
    .addHelpText("after", SHOW_EXIT_CODES)
    .action(async (options: ShowOptions) => {
      const { showLedger } = await import("./show.js");
      const { text, readable, mustWait } = await showLedger(environmentWith(options), options.json ?? false);
      console.log(text);
      if (!readable) process.exitCode = 1;
      else if (options.detailedExitcode && mustWait) process.exitCode = 2;
    });
}

const SHOW_EXIT_CODES = `
Exit codes:
  0  the ledger was read, or there is none yet
  1  an error, or the ledger cannot be used
  2  with --detailed-exitcode: a request would have to wait now`;

function clearCommand(): Command {
  return onAccount(new Command("clear"))
    .description(
      "Forget this account's ledger, and no other one's. Shows first what that is and asks; without a terminal it changes nothing unless told with --yes",
    )
    .option("--dry-run", "only show what would be forgotten")
    .option("--yes", "do not ask")
    .action(async (options: ClearOptions) => {
      const { clear } = await import("./clear.js");
      const { systemTerminal } = await import("../terminal.js");
      const { dryRun = false, yes = false } = options;
      await clear({ env: environmentWith(options), consent: { dryRun, yes }, terminal: systemTerminal() });
    });
}
