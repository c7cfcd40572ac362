// Throws away what was typed into a terminal before a question is asked there.
import { setTimeout as sleep } from "node:timers/promises";
import { type ReadStream } from "node:tty";

/** What was typed is with the process as soon as it reads; nobody notices so short a wait. */
const PATIENCE_MS = 50;
const CTRL_C = 3;

export async function discardPending(input: ReadStream, stop: AbortSignal): Promise<void> {
  const discard = (typed: Buffer | string) => {
    // While every key is read by itself, the terminal sends no signal.
    if (Buffer.from(typed).includes(CTRL_C)) process.kill(process.pid, "SIGINT");
  };
  // Half a line, too: the terminal would hand it over together with the rest.
  input.setRawMode(true);
  input.on("data", discard);
  try {
    await sleep(PATIENCE_MS, undefined, { signal: stop }).catch(() => undefined);
  } finally {
    input.off("data", discard);
    input.pause();
    input.setRawMode(false);
  }
}
