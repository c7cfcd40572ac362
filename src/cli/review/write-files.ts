// Files of a review: each is written as a whole or not at all, and an older one stays until the new one is complete. What is not a
// file, such as a device or a pipe, is written to directly.
import { randomUUID } from "node:crypto";
import { type Stats, statSync, realpathSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { reasonOf } from "./reason";

export interface Target {
  /** As it was asked for. */
  readonly name: string;
  /** Where it is written, behind any link. */
  readonly file: string;
  readonly isSpecial: boolean;
}

/** Before any work is done. Throws a sentence where a file cannot be written, or must not be. */
export function targetOf(name: string, inputs: readonly string[], others: readonly Target[]): Target {
  const there = statOf(name);
  if (there?.isDirectory()) throw new Error(`--output ${name} is a directory; name a file in it`);
  const file = there === undefined ? resolve(realDirectory(name), basename(name)) : realpathSync(name);
  const isSpecial = there !== undefined && !there.isFile();
  if (!isSpecial) {
    const taken = inputs.find((input) => isSame(there, statOf(input)));
    if (taken !== undefined)
      throw new Error(`--output ${name} would overwrite ${taken}, which is read; name another file`);
    if (others.some((other) => other.file === file)) throw new Error(`--output ${name} is given twice`);
  }
  return { name, file, isSpecial };
}

function realDirectory(name: string): string {
  const directory = dirname(resolve(name));
  if (!statOf(directory)?.isDirectory()) {
    throw new Error(`--output ${name}: there is no directory ${directory}; make it first`);
  }
  return realpathSync(directory);
}

/** Rejects with a sentence; then none of the files was changed, unless they could not be given their names. */
export async function writeFiles(files: readonly { readonly target: Target; readonly text: string }[]): Promise<void> {
  const written: { readonly temporary: string; readonly target: Target }[] = [];
  try {
    for (const { target, text } of files) {
      const temporary = target.isSpecial ? undefined : temporaryOf(target.file);
      if (temporary !== undefined) written.push({ temporary, target });
      await write(temporary ?? target.file, text, target.isSpecial).catch((error: unknown) => {
        throw new Error(`${target.name} cannot be written: ${reasonOf(error)}`);
      });
    }
    for (const { temporary, target } of written) {
      await rename(temporary, target.file).catch((error: unknown) => {
        throw new Error(`${target.name} cannot be written: ${reasonOf(error)}`);
      });
    }
  } finally {
    await Promise.all(written.map(({ temporary }) => rm(temporary, { force: true })));
  }
}

/** In the same directory, because only there a file can be given another's name at once. */
const temporaryOf = (file: string): string =>
  join(dirname(file), `.${basename(file).slice(0, 100)}.${randomUUID()}.tmp`);

async function write(file: string, text: string, isSpecial: boolean): Promise<void> {
  const handle = await open(file, isSpecial ? "w" : "wx");
  try {
    await handle.writeFile(text);
    if (!isSpecial) await handle.sync();
  } finally {
    await handle.close();
  }
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

const isSame = (one: Stats | undefined, other: Stats | undefined): boolean =>
  one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
