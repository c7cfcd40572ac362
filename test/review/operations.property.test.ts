// What is told of a change is what the apply then does: random changes, with the provider over real HTTP to the emulator.
import * as fc from "fast-check";
import { reviewPlans } from "../../src/review";
import { changes } from "./changes/change";
import { compared } from "./changes/compared";
import { inProcess } from "./changes/in-process";

// Bounded by the number of changes; a busy machine takes its time.
jest.setTimeout(600_000);

const OPTIONS = { perMinute: 60, now: 0 };

const KINDS = [
  "create: create",
  "create: create, toggle off",
  "update: ",
  "update: update",
  "update: toggle off",
  "update: toggle on",
  "update: toggle off, update",
  "update: update, toggle on",
  "update, unknown in part",
  "destroy: ",
  "destroy: remove",
  "destroy: toggle off",
  "destroy: update",
  "replace: new create",
  "replace: old remove, new create",
  "replace: new create, old remove",
  "replace: old toggle off, new create",
  "replace: new create, old toggle off",
  "replace: old update, new create",
  "replace: new create, old update",
];

test("the operations reviewed are the operations done: 100 changes", async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(changes, async (change) => {
      const done = await inProcess(change);
      fc.pre(done !== undefined);
      const review = reviewPlans([{ text: done.json, label: "plan" }], OPTIONS);
      const { breaches, kinds } = compared(review, done);
      for (const kind of kinds) seen.set(kind, (seen.get(kind) ?? 0) + 1);
      if (breaches.length > 0) throw new Error(`${breaches.join("\n")}\n${done.json}`);
    }),
    { numRuns: 100, seed: 3 },
  );
  // Were one of them missing, the property would say less.
  expect(KINDS.filter((kind) => !seen.has(kind))).toEqual([]);
});
