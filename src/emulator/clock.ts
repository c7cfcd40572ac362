// The emulator's time. Nothing in this folder asks the system for the time except systemClock.

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The API counts in whole seconds. */
export const unixSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
