// Makes a directory and those above it. Not with Node's own `recursive`, which goes round for ever where the system says that
// a parent is missing although it is there, as Linux's /proc does.
import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** New ones are the user's own: mode 0700. Rejects as `mkdir` does. */
export async function makeDirectory(path: string): Promise<void> {
  if (await isDirectory(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeDirectory(parent);
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    // Another process was quicker.
    if (!(await isDirectory(path))) throw error;
  }
}

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
