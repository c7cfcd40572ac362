// `electronhub keys ...`: housekeeping among an account's proxy keys. Key values are never shown.
import { Command, Option } from "commander";
import { disableAllCommand, pruneCommand, purgeCommand, removeCommand } from "./housekeeping-commands";

interface ListOptions {
  readonly unmanaged?: readonly string[];
  readonly json?: true;
  readonly detailedExitcode?: true;
}

interface ExportOptions {
  readonly format: string;
  readonly output?: string;
}

export function keysCommand(): Command {
  return new Command("keys")
    .description("List and tidy up the account's proxy keys (ELECTRONHUB_API_KEY, ELECTRONHUB_BASE_URL)")
    .addCommand(listCommand())
    .addCommand(exportCommand())
    .addCommand(disableAllCommand())
    .addCommand(pruneCommand())
    .addCommand(removeCommand())
    .addCommand(purgeCommand());
}

function listCommand(): Command {
  return new Command("list")
    .description("List the account's proxy keys, without their values")
    .option("--json", "as JSON")
    .option(
      "--unmanaged <file>",
      "only those that are in no state: a state file, or `terraform show -json` of a state or plan; - is standard input; may be given several times",
      (file: string, others: readonly string[] = []) => [...others, file],
    )
    .option("--detailed-exitcode", "with --unmanaged: exit with 2 where there are any")
    .action(async (options: ListOptions) => {
      if (options.detailedExitcode && !options.unmanaged) throw new Error("--detailed-exitcode goes with --unmanaged");
      const { listKeys } = await import("./list.js");
      const { text, found, remarks } = await listKeys({
        states: options.unmanaged,
        json: options.json ?? false,
        env: process.env,
      });
      console.log(text);
      if (remarks !== undefined) console.error(remarks);
      if (options.detailedExitcode && found) process.exitCode = 2;
    });
}

function exportCommand(): Command {
  return new Command("export")
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
    .action(async ({ format, output }: ExportOptions) => {
      const { exportKeys, isExportFormat } = await import("./export.js");
      const { systemTerminal } = await import("../terminal.js");
      if (!isExportFormat(format)) throw new Error(`there is no format ${format}`);
      await exportKeys({ format, output, env: process.env, terminal: systemTerminal() });
    });
}
