// What a plugin process writes. Looking at `process.stdout` or `process.stderr` makes a stream, which takes some 3 ms of every
// start: so the first line goes straight to its descriptor, and stderr gets its stream with the first line that is logged.
import { writeSync } from "node:fs";

const STDOUT = 1;

/** To the client or the person who started the process; also where nobody reads it any more. */
export function announce(text: string): void {
  try {
    writeSync(STDOUT, text);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
}

/**
 * Writes to stderr. A client that dies closes its other end. A log line that nobody reads must not take down a call under way;
 * the watchdog ends the process in order.
 */
export function standardError(process: NodeJS.Process): (text: string) => void {
  let stream: NodeJS.WriteStream | undefined;
  return (text) => {
    stream ??= process.stderr.on("error", () => undefined);
    stream.write(text);
  };
}
