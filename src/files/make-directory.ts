// Makes a directory and those above it. Not with Node's own `recursive`, which goes round for ever where the system says that
// a parent is missing although it is there, as Linux's /proc does.
import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** What may be done with new ones: whatever the user's own default is, or by the user alone. */
type Mode = "usual" | "private";

const MODES: Readonly<Record<Mode, number>> = { usual: 0o777, private: 0o700 };

/** Throws as `mkdirSync` does. */
export function makeDirectory(path: string, mode: Mode): void {
  if (isDirectory(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeDirectory(parent, mode);
  try {
    mkdirSync(path, { mode: MODES[mode] });
  } catch (error) {
    // Another process was quicker.
    if (!isDirectory(path)) throw error;
  }
}

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
