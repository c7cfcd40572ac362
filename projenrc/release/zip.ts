// Zip archives: written so that the same files give the same bytes, and read for their hashes.
import { createWriteStream } from "node:fs";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { openPromise } from "yauzl";
import { ZipFile } from "yazl";

export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

/** The earliest that a zip archive can say. It says local times, and not of which zone. */
const TIME = new Date(1980, 0, 1);

/** Entries are sorted by name, and none has a time of its own. */
export async function writeZip(file: string, entries: readonly ZipEntry[]): Promise<void> {
  const zip = new ZipFile();
  for (const { name, content, executable } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const mode = executable ? 0o100755 : 0o100644;
    zip.addBuffer(content, name, { mtime: TIME, mode, forceDosTimestamp: true });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

/** The files in an archive, one after the other. */
export async function* readZip(file: string): AsyncGenerator<{ readonly name: string; readonly content: Buffer }> {
  const zip = await openPromise(file);
  for await (const entry of zip.eachEntry()) {
    yield { name: entry.fileName, content: await buffer(await zip.openReadStreamPromise(entry)) };
  }
}
