// How long so many calls take.
import { minutesFor, restedOutlook } from "../../../src/api/pace/estimate";

test.each([
  [0, 5, 0],
  [5, 5, 0],
  [6, 5, 1],
  [10, 5, 1],
  [11, 5, 2],
  [101, 60, 1],
])("%d calls at %d a minute, rested: %d minutes", (calls, perMinute, minutes) => {
  expect(minutesFor(restedOutlook(perMinute), calls)).toBe(minutes);
});

test("the smallest limit is assumed where none is told", () => {
  expect(restedOutlook(undefined)).toEqual({ free: 5, perMinute: 5, isAssumed: true, lockedOutMs: 0 });
});

test("what is free, and a lock-out, count", () => {
  expect(minutesFor({ free: 1, perMinute: 5, isAssumed: false, lockedOutMs: 0 }, 6)).toBe(1);
  expect(minutesFor({ free: 1, perMinute: 5, isAssumed: false, lockedOutMs: 90_000 }, 6)).toBe(3);
});
