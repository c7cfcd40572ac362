// Makes a directory and those above it. Not with Node's own `recursive`, which goes round for ever where the system says that
// a parent is missing although it is there, as Linux's /proc does.
import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** New ones are the user's own: mode 0700. Throws as `mkdirSync` does. */
export function makeDirectory(path: string): void {
  if (isDirectory(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeDirectory(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process was quicker.
    if (!isDirectory(path)) throw error;
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
