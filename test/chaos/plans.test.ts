// Random declarations with whatever attributes unknown in the plan, imports, rotations, changes elsewhere and passing time:
// what is planned can be applied, and a second plan is empty. A long run of the same: npm run chaos.
import * as fc from "fast-check";
import { plansCanBeApplied } from "./plans/property";

// Bounded by the number of sequences; a busy machine takes its time.
jest.setTimeout(900_000);

test("1,000 sequences of plans can be applied", async () => {
  await fc.assert(plansCanBeApplied(), { numRuns: 1_000, seed: 20_260_102 });
});
