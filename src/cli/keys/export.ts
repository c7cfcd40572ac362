// `electronhub keys export`
import { Command, Option } from "commander";
import { type AccountOptions, environmentWith, onAccount } from "../account-options";

interface ExportOptions extends AccountOptions {
  readonly format: string;
  readonly output?: string;
}

export function exportCommand(): Command {
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
      const { exportKeys, isExportFormat } = await import("./export-keys.js");
      const { systemTerminal } = await import("../terminal.js");
      if (!isExportFormat(format)) throw new Error(`there is no format ${format}`);
      await exportKeys({ format, output, env: environmentWith({ baseUrl }), terminal: systemTerminal() });
    });
}
