// `electronhub doctor`: what is wrong with this machine or pipeline. Looks only.
import { Command } from "commander";
import { type AccountOptions, environmentWith, onAccount } from "../account-options";
import { Interrupted, interruptible } from "../interruptible";

interface DoctorOptions extends AccountOptions {
  readonly json?: true;
}

export function doctorCommand(): Command {
  return onAccount(new Command("doctor"))
    .description(
      "Tell what is wrong with this machine or pipeline, and what to do next. Changes nothing; makes at most two calls to the API",
    )
    .option("--json", "as JSON, whose form docs/doctor.md describes")
    .addHelpText("after", MORE)
    .action(async (options: DoctorOptions) => {
      try {
        await run(options);
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
        console.error("electronhub: interrupted");
        // What is looked up just now would hold the process.
        process.exit(error.exitCode);
      }
    });
}

async function run(options: DoctorOptions): Promise<void> {
  const { diagnose } = await import("./doctor.js");
  const { jsonOf, textOf, toMend } = await import("./presentation.js");
  const version = process.env.PACKAGE_VERSION ?? "0.0.0";
  const report = await interruptible((stop) =>
    diagnose({
      env: environmentWith(options),
      directory: process.cwd(),
      platform: process.platform,
      nodeVersion: process.version,
      version,
      now: Date.now,
      stop,
    }),
  );
  const text = options.json ? jsonOf(report, version) : textOf(report);
  await new Promise<void>((written) => process.stdout.write(`${text}\n`, () => written()));
  process.exit(toMend(report.findings) === 0 ? 0 : 2);
}

const MORE = `  TERRAFORM_BINARY_NAME  what to run instead of terraform, as cdktf has it
  TF_CLI_CONFIG_FILE     the CLI configuration, if it is not ~/.terraformrc

Exit codes:
  0  nothing to mend
  1  an error: the doctor could not do its work
  2  something to mend

Each check says its own: without network, key or terraform the others go on.`;
