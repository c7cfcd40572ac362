// The ledger file: what earlier versions wrote is understood, and what is not plausible is dropped or bounded.
import { LEASE_MS } from "../../../src/api/pace/line";
import { EMPTY_BUDGET } from "../../../src/api/pace/budget";
import { parseBudget } from "../../../src/api/pace/stored-budget";

const NOW = 1_000_000_000;
const parsed = (stored: object) => parseBudget(JSON.stringify({ spent: [], ...stored }), NOW);

test("a file of the version before, without a line, and with the halved limit itself", () => {
  const stored = {
    spent: [{ id: "a", at: NOW - 100, openUntil: NOW - 50, until: NOW + 59_950 }],
    taughtAt: NOW - 50,
    believedAt: NOW - 100,
    limit: 10,
    cap: { value: 5, until: NOW + 1_000 },
    foreign: { count: 2, until: NOW + 5_000 },
    left: 3,
    lockedUntil: 0,
    cautious: false,
  };
  expect(parseBudget(JSON.stringify(stored), NOW)).toEqual({
    ...stored,
    line: [],
    cap: { halvings: 1, until: NOW + 1_000 },
  });
});

test("what this version writes comes back", () => {
  const budget = {
    ...EMPTY_BUDGET,
    line: [{ id: "w", since: NOW - 1, count: 3, until: NOW + 4_999 }],
    plan: { limit: 20, at: NOW - 1 },
    cap: { halvings: 2, until: NOW + 1 },
    lockedAt: NOW - 1,
    lockedUntil: NOW + 1,
  };
  expect(parseBudget(JSON.stringify(budget), NOW)).toEqual(budget);
  expect(parsed({ plan: { at: NOW } })).toEqual({ ...EMPTY_BUDGET, plan: { at: NOW } });
});

test.each<[string, object, object]>([
  [
    "a waiter for ever",
    { line: [{ id: "w", since: 0, count: 1, until: 1e300 }] },
    { line: [{ until: NOW + LEASE_MS }] },
  ],
  ["a waiter without a count", { line: [{ id: "w", since: 0, until: NOW }] }, { line: [] }],
  ["a waiter for less than nothing", { line: [{ id: "w", since: 0, count: -3, until: NOW }] }, { line: [] }],
  ["a line of something else", { line: [null, 7, "w", {}] }, { line: [] }],
  ["a line that is no list", { line: { length: 5 } }, { line: [] }],
  [
    "a limit halved for ever",
    { cap: { halvings: 1e6, until: 1e300 } },
    { cap: { halvings: 20, until: NOW + 1_200_000 } },
  ],
  ["a plan of the future", { plan: { limit: 7, at: 1e300 } }, { plan: { limit: 7, at: NOW } }],
  ["a lock-out that was told in the future", { lockedUntil: 1e300, lockedAt: 1e299 }, { lockedUntil: NOW + 600_000 }],
])("%s is dropped or bounded", (_, stored, expected) => {
  expect(parsed(stored)).toMatchObject(expected);
});

test.each([{ plan: {} }, { plan: 7 }, { cap: {} }, { cap: { halvings: 0 } }, { cap: { halvings: "2" } }])(
  "%j says nothing",
  (stored) => {
    expect(parsed(stored)).toEqual(EMPTY_BUDGET);
  },
);

test("of a line without end, the last 200 count", () => {
  const line = Array.from({ length: 5_000 }, (_, n) => ({ id: `${n}`, since: n, count: 1, until: NOW }));
  expect(parsed({ line })?.line).toHaveLength(200);
});
