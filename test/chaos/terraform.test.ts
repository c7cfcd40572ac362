// The same sequences with the real terraform, Ctrl-C and kills included. A long run: npm run chaos.
import * as fc from "fast-check";
import { RealTerraform, TIMEOUT_MS } from "./real-terraform";
import { converges } from "./sequence";

jest.setTimeout(240_000);

test("10 sequences with the real terraform keep every promise and converge", async () => {
  const interruptions = ["stop", "kill", "kill terraform"] as const;
  const limits = { timeoutMs: TIMEOUT_MS, lockOuts: false, interruptions };
  const property = converges(
    () => RealTerraform.create(),
    limits,
    5,
    () => undefined,
  );
  // Shrinking would take minutes; the sequence is told as it is.
  await fc.assert(property, { numRuns: 10, seed: 7, endOnFailure: true });
});
