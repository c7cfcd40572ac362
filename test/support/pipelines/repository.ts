// The files that a team has in its repository: copies of examples, which a test may change.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const EXAMPLES = resolve(__dirname, "../../../examples/projects/pipelines");

export class Repository {
  readonly directory = mkdtempSync(join(tmpdir(), "electronhub-repository-"));

  /** `files` of examples/projects/pipelines, or of a folder in it. */
  constructor(folder: string, files: readonly string[]) {
    for (const file of files) cpSync(join(EXAMPLES, folder, file), join(this.directory, file));
  }

  edit(file: string, before: string, after: string): void {
    const path = join(this.directory, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(before)) throw new Error(`${file} has no ${before} to edit`);
    writeFileSync(
      path,
      text.replace(before, () => after),
    );
  }

  dispose(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** The text of one of the examples. */
export const exampleText = (path: string): string => readFileSync(join(EXAMPLES, path), "utf8");
