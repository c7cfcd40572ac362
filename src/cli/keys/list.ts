// `electronhub keys list`
import { Command, InvalidArgumentError } from "commander";
import { checkDuration, milliseconds } from "../../rules";
import { type AccountOptions, environmentWith, onAccount } from "../account-options";

interface ListOptions extends AccountOptions {
  readonly name?: string;
  readonly idle?: number;
  readonly wide?: true;
  readonly unmanaged?: readonly string[];
  readonly json?: true;
  readonly detailedExitcode?: true;
}

export function listCommand(): Command {
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
      const { listKeys } = await import("./list-keys.js");
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

/** In milliseconds. */
function durationOf(text: string): number {
  const mistake = checkDuration(text);
  if (mistake) throw new InvalidArgumentError(mistake.detail);
  return milliseconds(text);
}
