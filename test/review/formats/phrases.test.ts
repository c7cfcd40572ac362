// The words for sums and times that could be misread.
import { accountWords, costWords } from "../../../src/review/formats/phrases";
import { NO_COST } from "../sample";

const sums = { keys: 2, before: 0, after: 0, difference: 0, leftBehind: 0, untold: 0 };

test.each([
  ["all amounts are told", sums, "credits 0, as before"],
  [
    "one of two is not",
    { ...sums, after: 5, difference: 5, untold: 1 },
    "credits 0 -> 5 (+5); those of 1 key more are unknown or sensitive",
  ],
  ["none is", { ...sums, untold: 2 }, "credits not known: those of 2 keys are unknown or sensitive"],
])("credits where %s", (_what, told, expected) => {
  expect(accountWords(told, "->")).toBe(expected);
});

test.each([
  ["no call", {}, "no request"],
  ["nothing known", { isAtLeast: true }, "how many requests is known only during apply"],
  ["little", { requests: 2 }, "2 requests, within a minute at 60 a minute"],
  [
    "some minutes",
    { requests: 700, minutes: 119, isAtLeast: true },
    "at least 700 requests, about 119 minutes at 60 a minute",
  ],
  [
    "hours",
    { requests: 10_005, perMinute: 5, isAssumed: true, minutes: 2000 },
    "10,005 requests, about 33 hours at 5 a minute (assumed; --rpm)",
  ],
])("calls: %s", (_what, cost, expected) => {
  expect(costWords({ ...NO_COST, ...cost })).toBe(expected);
});
