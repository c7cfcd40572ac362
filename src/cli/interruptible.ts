// Ctrl-C, and being told to end: work that is under way is asked to stop, and says what it has done. A second time ends
// the process at once.

/** How shells name an end by a signal: 128 and its number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export class Interrupted extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
    this.name = "Interrupted";
  }
}

/** Rejects with Interrupted where work that was asked to stop did not come to its end. `atOnce`: what is said the second time. */
export async function interruptible<T>(
  work: (stop: AbortSignal) => Promise<T>,
  atOnce = "ended at once; it is not known whether a request under way took effect",
): Promise<T> {
  const stop = new AbortController();
  let exitCode: number = EXIT_CODES.SIGINT;
  const end = (signal: keyof typeof EXIT_CODES) => {
    if (stop.signal.aborted) {
      console.error(`electronhub: ${atOnce}`);
      process.exit(EXIT_CODES[signal]);
    }
    exitCode = EXIT_CODES[signal];
    stop.abort();
  };
  // Not "once": a library that unlocks files at the end of the process ends it where it finds itself listening alone.
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  try {
    return await work(stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    throw new Interrupted(error instanceof Error ? error.message : "interrupted", exitCode);
  } finally {
    process.off("SIGINT", end);
    process.off("SIGTERM", end);
  }
}
