import { lockOutsOf } from "./fairness";

test.each<[string, readonly number[], number]>([
  ["nothing is refused", [], 0],
  ["one", [5_000], 1],
  ["several at once", [5_000, 5_000, 5_200], 1],
  ["the last one just before it ends", [5_000, 184_999], 1],
  ["one when it has ended", [5_000, 185_000], 2],
  ["refusals do not prolong it", [5_000, 100_000, 185_000, 190_000], 2],
])("lock-outs: %s", (_, refusedAt, lockOuts) => {
  expect(lockOutsOf(refusedAt)).toBe(lockOuts);
});
