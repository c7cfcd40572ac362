// Locks a file against other processes. Only that others hold the lock is worth a wait; whatever else is in the way, such as
// a disk that is full or may not be written, will be in the way the next time too, and is thrown at once.
import { rm, stat } from "node:fs/promises";
import { type Clock } from "../clock";

export interface LockOptions {
  readonly clock: Clock;
  /** How long to wait for others to unlock. */
  readonly waitMs: number;
  /** Others took the lock over while it was held. */
  readonly onTakenOver: () => void;
}

export type Unlock = () => Promise<void>;

const TRIES = 40;
/** A process that died holding the lock. Holding it takes milliseconds. */
const STALE_MS = 5_000;

/** Undefined: others have held it all the time. */
export async function lockFile(file: string, { clock, waitMs, onTakenOver }: LockOptions): Promise<Unlock | undefined> {
  // Loaded with the first request: most provider processes never send any.
  const { lock } = await import("proper-lockfile");
  for (let tries = 0; ; tries++) {
    try {
      return await lock(file, { realpath: false, stale: STALE_MS, retries: 0, onCompromised: onTakenOver });
    } catch (error) {
      if (!isHeld(error)) throw error;
    }
    if (tries === TRIES) return undefined;
    if (tries === 0) await breakLockOfTheFuture(`${file}.lock`);
    await clock.sleep(waitMs / TRIES);
  }
}

/**
 * Made before the system's clock was set back, by a process that has died: as long as that process lived, it would have
 * renewed its lock. By its age it would be respected until the clock has caught up.
 */
async function breakLockOfTheFuture(path: string): Promise<void> {
  const made = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (made > Date.now() + STALE_MS) await rm(path, { recursive: true, force: true });
}

const isHeld = (error: unknown): boolean => codeOf(error) === "ELOCKED" || isPassing(error);

/** What Windows says of a file or directory that somebody else has just opened or deleted. */
export const isPassing = (error: unknown): boolean =>
  process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes(codeOf(error));

/** As in `EROFS`; "" where there is none. */
export const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
