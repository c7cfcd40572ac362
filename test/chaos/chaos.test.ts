// Random declarations, changes, imports, faults and other people's acts: whatever happens, money stays accounted for and
// no key is live that should not be. A long run of the same: npm run chaos.
import * as fc from "fast-check";
import { InProcess, TIMEOUT_MS } from "./in-process";
import { converges } from "./sequence";

// Bounded by the number of sequences; a busy machine takes its time.
jest.setTimeout(900_000);

test("250 sequences keep every promise and converge", async () => {
  const limits = { timeoutMs: TIMEOUT_MS, lockOuts: true, interruptions: ["stop", "kill"] } as const;
  const property = converges(
    () => InProcess.create(),
    limits,
    12,
    () => undefined,
  );
  await fc.assert(property, { numRuns: 250, seed: 20_260_101 });
});
