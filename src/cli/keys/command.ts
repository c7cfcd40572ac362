// `electronhub keys ...`: housekeeping among an account's proxy keys. Key values are never shown.
import { Command, InvalidArgumentError, Option } from "commander";
import { checkDuration, milliseconds } from "../../rules";
import { ACCOUNT_ENVIRONMENT, type AccountOptions, environmentWith, onAccount } from "../account-options";
import {
  disableAllCommand,
  disableCommand,
  enableCommand,
  pruneCommand,
  purgeCommand,
  removeCommand,
} from "./housekeeping-commands";

interface ListOptions extends AccountOptions {
  readonly name?: string;
  readonly idle?: number;
  readonly wide?: true;
  readonly unmanaged?: readonly string[];
  readonly json?: true;
  readonly detailedExitcode?: true;
}

interface ExportOptions extends AccountOptions {
  readonly format: string;
  readonly output?: string;
}

export function keysCommand(): Command {
  return new Command("keys")
    .description("List and tidy up the account's proxy keys")
    .addHelpText("after", ACCOUNT_ENVIRONMENT)
    .addCommand(listCommand())
    .addCommand(exportCommand())
    .addCommand(disableCommand())
    .addCommand(enableCommand())
    .addCommand(disableAllCommand())
    .addCommand(pruneCommand())
    .addCommand(removeCommand())
    .addCommand(purgeCommand());
}

function listCommand(): Command {
  return onAccount(new Command("list"))
    .description("List the account's proxy keys, without their values")
    .option("--json", "as JSON")
    .option("--wide", "the whole table, whatever the terminal's width")
    .option("--name <name>", "only keys of this name; * stands for any characters, as in 'ci-*'")
    .option("--idle <duration>", "only keys that were not used for so long, nor made, as in 90d or 12h", durationOf)
    .option(
      "--unmanaged <file>",
      "only those that are in no state: a state file, or `terraform show -json` of a state or plan; - is standard input; may be given several times",
      (file: string, others: readonly string[] = []) => [...others, file],
    )
    .option("--detailed-exitcode", "with --unmanaged: exit with 2 where there are any")
    .action(async (options: ListOptions) => {
      if (options.detailedExitcode && !options.unmanaged) throw new Error("--detailed-exitcode goes with --unmanaged");
      const { listKeys } = await import("./list.js");
      const { systemTerminal } = await import("../terminal.js");
      const { text, found, remarks } = await listKeys({
        states: options.unmanaged,
        selection: { name: options.name, idleMs: options.idle },
        json: options.json ?? false,
        columns: systemTerminal({ wide: options.wide }).columns,
        env: environmentWith(options),
      });
      console.log(text);
      if (remarks !== undefined) console.error(remarks);
      if (options.detailedExitcode && found) process.exitCode = 2;
    });
}

function exportCommand(): Command {
  return onAccount(new Command("export"))
    .description(
      "Write the account's proxy keys as configuration, with import blocks: the first plan imports them and changes nothing. Never their values",
    )
    .addOption(
      new Option(
        "--format <name>",
        "hcl: resources and import blocks; cdktf: a stack in TypeScript; json: the settings alone",
      )
        .choices(["hcl", "cdktf", "json"])
        .makeOptionMandatory(),
    )
    .option("--output <file>", "a new file, readable by its owner only; standard output otherwise")
    .action(async ({ format, output, baseUrl }: ExportOptions) => {
      const { exportKeys, isExportFormat } = await import("./export.js");
      const { systemTerminal } = await import("../terminal.js");
      if (!isExportFormat(format)) throw new Error(`there is no format ${format}`);
      await exportKeys({ format, output, env: environmentWith({ baseUrl }), terminal: systemTerminal() });
    });
}

/** In milliseconds. */
function durationOf(text: string): number {
  const mistake = checkDuration(text);
  if (mistake) throw new InvalidArgumentError(mistake.detail);
  return milliseconds(text);
}
