// `electronhub keys ...`: housekeeping among an account's proxy keys. Key values are never shown.
import { Command } from "commander";

interface ListOptions {
  readonly unmanaged?: readonly string[];
  readonly json?: true;
  readonly detailedExitcode?: true;
}

export function keysCommand(): Command {
  return new Command("keys")
    .description("List and tidy up the account's proxy keys (ELECTRONHUB_API_KEY, ELECTRONHUB_BASE_URL)")
    .addCommand(listCommand());
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
      const { text, found } = await listKeys({
        states: options.unmanaged,
        json: options.json ?? false,
        env: process.env,
      });
      console.log(text);
      if (options.detailedExitcode && found) process.exitCode = 2;
    });
}
