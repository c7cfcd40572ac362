// Files that a command leaves behind: for their owner's eyes only, and never in the place of another one.
import { open, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { types } from "node:util";

/** Returns where it is. Rejects with a sentence; then it has left no file. */
export async function newFile(path: string, text: string): Promise<string> {
  const file = resolve(path);
  const handle = await open(file, "wx", 0o600).catch((error: unknown) => {
    throw new Error(`${file} cannot be written: ${reasonOf(error)}`);
  });
  try {
    await handle.writeFile(text);
    await handle.sync();
  } catch (error) {
    await rm(file, { force: true });
    throw new Error(`${file} cannot be written: ${reasonOf(error)}`);
  } finally {
    await handle.close();
  }
  return file;
}

function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return "unknown";
  const exists = "code" in error && error.code === "EEXIST";
  return exists ? "the file exists already, and is not overwritten" : error.message;
}
