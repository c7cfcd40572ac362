// Whom a command talks to: results on standard output, all else on standard error, and questions where somebody sits.
import { createInterface } from "node:readline";
import { discardPending } from "./pending-input";

export interface Terminal {
  /** A result. */
  out(text: string): void;
  /** What happens meanwhile. */
  err(text: string): void;
  /** How wide a result may be; undefined: as wide as it is. */
  readonly columns?: number | undefined;
  /** The line that was typed; undefined: none, or asked to stop. Not there where nobody can be asked. */
  readonly ask?: (question: string, stop: AbortSignal) => Promise<string | undefined>;
}

/** `wide`: results are as wide as they are. */
export function systemTerminal({ wide = false }: { readonly wide?: boolean } = {}): Terminal {
  return {
    columns: process.stdout.isTTY && !wide ? process.stdout.columns : undefined,
    out: (text) => console.log(text),
    err: (text) => console.error(text),
    ...(process.stdin.isTTY && process.stderr.isTTY && { ask }),
  };
}

async function ask(question: string, stop: AbortSignal): Promise<string | undefined> {
  // What was typed before the question was seen is not an answer to it.
  await discardPending(process.stdin, stop);
  if (stop.aborted) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    const end = (answer?: string) => {
      stop.removeEventListener("abort", leave);
      if (answer === undefined) console.error();
      resolve(answer);
      lines.close();
    };
    const leave = () => end();
    stop.addEventListener("abort", leave, { once: true });
    lines.once("close", leave);
    // While a line is read, the terminal sends no signal.
    lines.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
    lines.question(question, (answer) => end(answer));
  });
}
