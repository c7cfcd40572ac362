// The executable `electronhub`. Loads each command's work only when that command runs, so that --help is quick.
import { Command } from "commander";
import { emulateCommand } from "./emulate";
import { installCommand } from "./install/command";
import { Interrupted } from "./interruptible";
import { keysCommand } from "./keys/command";
import { reviewCommand } from "./review/command";

const program = new Command("electronhub")
  .description("Tools for Electron Hub proxy keys as infrastructure code")
  .version(process.env.PACKAGE_VERSION ?? "0.0.0")
  .addCommand(emulateCommand())
  .addCommand(installCommand())
  .addCommand(keysCommand())
  .addCommand(reviewCommand());

program.parseAsync().catch((error: unknown) => {
  console.error(`electronhub: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof Interrupted ? error.exitCode : 1;
});
