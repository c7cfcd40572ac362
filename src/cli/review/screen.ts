// Where a review is shown: standard output, with the colours and the width of the terminal if it is one.
import { reasonOf } from "./reason";

export interface Screen {
  /** Columns of a line of text. */
  readonly width: number;
  readonly colour: boolean;
  /** The review itself. Rejects with a sentence; not where nobody reads on, as with `| head`. */
  show(text: string): Promise<void>;
  /** What happens beside it. */
  tell(text: string): void;
}

export interface ScreenOptions {
  /** --no-color is false. */
  readonly color: boolean;
  readonly width: number | undefined;
}

const COLUMNS = 80;
/** Longer lines are hard to read. */
const MOST_COLUMNS = 120;

export function systemScreen(options: ScreenOptions, { stdout, stderr, env }: NodeJS.Process): Screen {
  stdout.on("error", () => undefined);
  stderr.on("error", () => undefined);
  return {
    width: options.width ?? Math.min(stdout.isTTY ? stdout.columns || COLUMNS : COLUMNS, MOST_COLUMNS),
    colour: options.color && isColourful(env, stdout.isTTY),
    show: (text) =>
      new Promise((done, reject) => {
        stdout.write(text, (error) => {
          if (!error || isClosed(error)) done();
          else reject(new Error(`standard output cannot be written: ${reasonOf(error)}`));
        });
      }),
    tell: (text) => void stderr.write(`${text}\n`),
  };
}

/** NO_COLOR comes first, then FORCE_COLOR, then whether somebody looks at it. */
export function isColourful({ NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return !["0", "false"].includes(FORCE_COLOR);
  return isTerminal && TERM !== "dumb";
}

const isClosed = (error: Error): boolean => "code" in error && error.code === "EPIPE";
