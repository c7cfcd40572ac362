// `electronhub install`: the provider in a directory of the machine, for plain HCL, `terraform -chdir` and CLI configurations
// that keep Terraform from looking into a stack's output.
import { Command } from "commander";
import { homedir } from "node:os";
import { join } from "node:path";

interface InstallOptions {
  readonly mirror?: string;
  readonly executable?: string;
  readonly printCliConfig?: true;
}

export function installCommand(): Command {
  return new Command("install")
    .description("Put the provider where Terraform and OpenTofu look for providers on this machine")
    .option("--mirror <directory>", "a filesystem mirror, instead of the user's plugin directory")
    .option("--executable <file>", "another executable of the provider, such as a standalone binary")
    .option("--print-cli-config", "print the CLI configuration (.terraformrc) that makes Terraform look there")
    .addHelpText("after", ENVIRONMENT)
    .action(async (options: InstallOptions) => {
      const { install } = await import("./install.js");
      const { report, cliConfig } = install({
        mirror: options.mirror,
        executable: options.executable,
        bundled: join(__dirname, "terraform-provider-electronhub"),
        version: process.env.PACKAGE_VERSION ?? "0.0.0",
        machine: process,
        env: process.env,
        home: homedir(),
      });
      // The configuration alone goes to standard output, into a file if that is wished.
      if (!options.printCliConfig) return console.log(report);
      console.error(report);
      process.stdout.write(cliConfig);
    });
}

const ENVIRONMENT = `
Environment:
  HOME, XDG_DATA_HOME  where the user's plugin directory is (on Windows: APPDATA)`;
