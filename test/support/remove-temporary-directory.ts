// After the last test: what is left of the run's temporary directory.
import { rmSync } from "node:fs";

export default function removeTemporaryDirectory(): void {
  if (process.env.TMPDIR) rmSync(process.env.TMPDIR, { recursive: true, force: true });
}
