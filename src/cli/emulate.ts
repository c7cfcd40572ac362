// `electronhub emulate`: runs the API emulator until it is told to stop.
import { Command, InvalidArgumentError, Option } from "commander";
import { type Answered } from "../emulator";
import { DEFAULT_TIER, isTier, type Tier, TIERS } from "../emulator/tiers";
import { wholeNumber } from "./whole-number";

const DEFAULT_PORT = 4010;

interface EmulateOptions {
  readonly port: number;
  readonly state?: string;
  readonly tier: Tier;
  readonly rpm?: number;
  readonly events?: number;
  readonly refusePastExpiry?: true;
  readonly quiet?: true;
}

export function emulateCommand(): Command {
  return new Command("emulate")
    .description("Run an emulator of the Electron Hub API on this machine")
    .option("--port <number>", "port to listen on; 0 takes a free one", wholeNumber(0, 65_535), DEFAULT_PORT)
    .option("--state <file>", "keep keys and balances in this file")
    .addOption(
      new Option("--tier <name>", `subscription tier of the accounts: ${Object.keys(TIERS).join(", ")}`)
        .argParser(tierNamed)
        .default(DEFAULT_TIER),
    )
    .option("--rpm <number>", "requests per minute, instead of the tier's", wholeNumber(1, 1_000_000))
    .option("--events <number>", "how many changes of keys to remember (default: 10000)", wholeNumber(0, 1_000_000))
    .option("--refuse-past-expiry", "refuse an expiry in the past at update too")
    .option("--quiet", "write no line per request")
    .action(emulate);
}

/** The API's pages write them in upper case too. */
function tierNamed(text: string): Tier {
  const name = text.toLowerCase();
  if (isTier(name)) return name;
  throw new InvalidArgumentError(`It must be one of ${Object.keys(TIERS).join(", ")}.`);
}

async function emulate(options: EmulateOptions): Promise<void> {
  const { port, tier, rpm: requestsPerMinute, state: stateFile, events: keptEvents, quiet } = options;
  const { startEmulator } = await import("../emulator/index.js");
  const emulator = await startEmulator({
    ...{ port, tier, requestsPerMinute, stateFile, keptEvents },
    refusePastExpiryOnUpdate: options.refusePastExpiry,
    onAnswer: quiet ? undefined : (answered) => log(lineOf(answered)),
    onFailure: (error) => log(`electronhub: ${error instanceof Error ? error.message : String(error)}`),
  }).catch((error: unknown) => {
    throw isPortTaken(error) ? new Error(`port ${port} is in use; choose another with --port`) : error;
  });
  // Not "once": a library that unlocks files at the end of the process ends it where it finds itself listening alone.
  const stop = () => void emulator.stop();
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  // Where nobody reads the lines any more, the emulator goes on.
  process.stderr.on("error", () => undefined);
  console.log(`The Electron Hub emulator listens at ${emulator.baseUrl}
API key: ${emulator.apiKey}

To use it from a shell:
  export ELECTRONHUB_BASE_URL=${emulator.baseUrl}
  export ELECTRONHUB_API_KEY=${emulator.apiKey}

Ctrl-C ends it.`);
}

/** Apart from the lines above, which programs read. */
const log = (line: string): void => console.error(line);

function lineOf({ method, path, status, budget }: Answered): string {
  const answer = status === "reset" ? "connection reset" : String(status);
  return `${method} ${path} ${answer}${budget ? `, ${budget.left} of ${budget.limit} left` : ""}`;
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE";
