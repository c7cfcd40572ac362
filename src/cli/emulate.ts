// `electronhub emulate`: runs the API emulator until it is told to stop.
import { Command, Option } from "commander";
import { DEFAULT_TIER, isTier, TIERS } from "../emulator/tiers";
import { wholeNumber } from "./whole-number";

const DEFAULT_PORT = 4010;

interface EmulateOptions {
  readonly port: number;
  readonly state?: string;
  readonly tier: string;
  readonly rpm?: number;
  readonly refusePastExpiry?: true;
}

export function emulateCommand(): Command {
  return new Command("emulate")
    .description("Run an emulator of the Electron Hub API on this machine")
    .option("--port <number>", "port to listen on; 0 takes a free one", wholeNumber(0, 65_535), DEFAULT_PORT)
    .option("--state <file>", "keep keys and balances in this file")
    .addOption(
      new Option("--tier <name>", "subscription tier of the accounts")
        .choices(Object.keys(TIERS))
        .default(DEFAULT_TIER),
    )
    .option("--rpm <number>", "requests per minute, instead of the tier's", wholeNumber(1, 1_000_000))
    .option("--refuse-past-expiry", "refuse an expiry in the past at update too")
    .action(emulate);
}

async function emulate(options: EmulateOptions): Promise<void> {
  const { port, tier, rpm: requestsPerMinute, state: stateFile, refusePastExpiry: refusePastExpiryOnUpdate } = options;
  if (!isTier(tier)) throw new Error(`there is no tier ${tier}`);
  const { startEmulator } = await import("../emulator/index.js");
  const settings = { port, tier, requestsPerMinute, stateFile, refusePastExpiryOnUpdate };
  const emulator = await startEmulator(settings).catch((error: unknown) => {
    throw isPortTaken(error) ? new Error(`port ${port} is in use; choose another with --port`) : error;
  });
  const stop = () => void emulator.stop();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  console.log(`The Electron Hub emulator listens at ${emulator.baseUrl}
API key: ${emulator.apiKey}

To use it from a shell:
  export ELECTRONHUB_BASE_URL=${emulator.baseUrl}
  export ELECTRONHUB_API_KEY=${emulator.apiKey}

Ctrl-C ends it.`);
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE";
