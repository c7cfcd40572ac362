// Before the first test: a temporary directory of the run's own. cdktf's Testing leaves its output directories behind; with
// this one they go when the run ends.
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default function useOwnTemporaryDirectory(): void {
  // Short, because sockets live in it, whose paths must be.
  const directory = mkdtempSync(join(tmpdir(), "eh-"));
  // As open as the one it lies in: a test may work as another user.
  chmodSync(directory, 0o755);
  process.env.TMPDIR = directory;
}
