// The executable `electronhub`. Loads each command's work only when that command runs, so that --help is quick.
import { Command } from "commander";
import { doctorCommand } from "./doctor/command";
import { emulateCommand } from "./emulate";
import { installCommand } from "./install/command";
import { Interrupted } from "./interruptible";
import { keysCommand } from "./keys/command";
import { ledgerCommand } from "./ledger/command";
import { reviewCommand } from "./review/command";

const PREFIX = "electronhub: ";

/** Mistakes in the arguments begin as all errors do; commander hands its settings to no command that is added ready-made. */
function withPrefix(command: Command): Command {
  command.configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, PREFIX)) });
  command.commands.forEach(withPrefix);
  return command;
}

const ENVIRONMENT = `
Environment:
  ELECTRONHUB_API_KEY, ELECTRONHUB_BASE_URL
      the account that keys, ledger and doctor work on; the help of each command names all that it reads`;

const program = new Command("electronhub")
  .description("Tools for Electron Hub proxy keys as infrastructure code")
  .version(process.env.PACKAGE_VERSION ?? "0.0.0")
  .addHelpText("after", ENVIRONMENT)
  .addCommand(doctorCommand())
  .addCommand(emulateCommand())
  .addCommand(installCommand())
  .addCommand(keysCommand())
  .addCommand(ledgerCommand())
  .addCommand(reviewCommand());

withPrefix(program)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(`${PREFIX}${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = error instanceof Interrupted ? error.exitCode : 1;
  });
