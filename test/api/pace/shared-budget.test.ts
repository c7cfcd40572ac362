// What is shared, when it moves from one place to another, or is lost in one of them.
import { EMPTY_BUDGET, type Budget, merge } from "../../../src/api/pace/budget";
import { apartFrom, processOf, turnAt } from "../../../src/api/pace/apart";
import { Known } from "../../../src/api/pace/known";
import { shift } from "../../../src/api/pace/shift";
import { lifetimeOf } from "../../../src/api/pace/stored-budget";

const NOW = 1_000_000_000;
const MINUTE = 60_000;
const place = (id: string, at = NOW, openUntil = NOW + 30_000) => ({ id, at, openUntil, until: openUntil + MINUTE });
const holding = (...ids: string[]): Budget => ({ ...EMPTY_BUDGET, spent: ids.map((id) => place(id)) });

const FULL: Budget = {
  spent: [place("a.1")],
  line: [{ id: "b.2", since: NOW - 1, count: 3, until: NOW + 4_999 }],
  taughtAt: NOW - 5,
  believedAt: NOW - 6,
  limit: 20,
  plan: { limit: 20, at: NOW - 7 },
  cap: { halvings: 1, until: NOW + 8 },
  foreign: { count: 2, until: NOW + 9 },
  left: 3,
  lockedUntil: NOW + 10,
  lockedAt: NOW - 11,
  cautious: false,
};

test("by another clock every time is another one, and nothing else", () => {
  const shifted = shift(FULL, 500);
  expect(shifted).toMatchObject({ taughtAt: NOW + 495, lockedUntil: NOW + 510, limit: 20, left: 3 });
  const times = (text: string) => text.match(/\d{9,}/g) ?? [];
  const [before, after] = [times(JSON.stringify(FULL)), times(JSON.stringify(shifted))];
  expect(before).toHaveLength(12);
  expect(after.map(Number)).toEqual(before.map((time) => Number(time) + 500));
  expect(shift(shifted, -500)).toEqual(FULL);
  expect(shift(EMPTY_BUDGET, 0)).toEqual(EMPTY_BUDGET);
});

test("it is kept as long as something in it counts, and a minute", () => {
  expect(lifetimeOf(EMPTY_BUDGET, NOW)).toBe(MINUTE);
  expect(lifetimeOf(holding("a"), NOW)).toBe(90_000 + MINUTE);
  expect(lifetimeOf({ ...EMPTY_BUDGET, lockedUntil: NOW + 180_000 }, NOW)).toBe(180_000 + MINUTE);
  expect(lifetimeOf({ ...EMPTY_BUDGET, taughtAt: NOW }, NOW)).toBe(11 * MINUTE);
  expect(lifetimeOf({ ...EMPTY_BUDGET, cap: { halvings: 1, until: NOW + 20 * MINUTE } }, NOW)).toBe(21 * MINUTE);
});

describe("what is stored and what a process knows, together", () => {
  test("a request that both know is as it was later: used, and then answered", () => {
    const reserved = place("a", NOW, NOW + 90_000);
    const used = place("a", NOW + 1_000, NOW + 31_000);
    const answered = place("a", NOW + 1_000, NOW + 1_100);
    const spent = (one: typeof reserved, other: typeof reserved) =>
      merge({ ...EMPTY_BUDGET, spent: [one] }, { ...EMPTY_BUDGET, spent: [other] }).spent;
    expect(spent(reserved, used)).toEqual([used]);
    expect(spent(used, reserved)).toEqual([used]);
    expect(spent(used, answered)).toEqual([answered]);
    expect(spent(answered, used)).toEqual([answered]);
  });

  test("the later lesson counts, the longer lock-out, and every place", () => {
    const older = { ...holding("a"), taughtAt: 1, limit: 5, lockedUntil: NOW + 2 };
    const newer = { ...holding("b"), taughtAt: 2, limit: 20, lockedUntil: NOW + 1 };
    for (const [stored, own] of [
      [older, newer],
      [newer, older],
    ] as const) {
      const both = merge(stored, own);
      expect(both).toMatchObject({ limit: 20, taughtAt: 2, lockedUntil: NOW + 2 });
      expect(both.spent.map(({ id }) => id).sort()).toEqual(["a", "b"]);
    }
  });
});

describe("what this process knows", () => {
  test("its own place that is missing was lost; another's may have been given back", () => {
    const known = new Known();
    known.note(holding("other.1"), holding("other.1", "me.1"));
    expect(known.self).toBe("me");
    expect(known.isLostIn(holding("other.1", "me.1"), NOW)).toBe(false);
    expect(known.isLostIn(holding("me.1", "other.2"), NOW)).toBe(false);
    expect(known.isLostIn(holding("other.1"), NOW)).toBe(true);
    expect(known.addTo(holding("other.2"))).toMatchObject({
      cautious: true,
      spent: [{ id: "other.2" }, { id: "other.1" }, { id: "me.1" }],
    });
    // Given back by itself.
    known.note(holding("other.1", "me.1"), holding("other.1"));
    expect(known.isLostIn(holding(), NOW)).toBe(true);
    expect(known.isLostIn(holding("other.2"), NOW)).toBe(false);
  });

  test("a place that is over is missed nowhere", () => {
    const known = new Known();
    known.note(holding(), holding("me.1"));
    expect(known.isLostIn(holding(), NOW + 80_000)).toBe(true);
    expect(known.isLostIn(holding(), NOW + 88_000)).toBe(false);
  });
});

describe("turns", () => {
  const apart = { self: "b", of: 3, rank: 1, since: 0, aheadMs: 0 };
  const limited = { ...EMPTY_BUDGET, limit: 20 };
  // Four turns in seventy seconds, of five requests each.
  const TURN = 17_500;

  test.each<[string, number, number, Budget, number]>([
    ["another one's", 0, 1, limited, TURN],
    ["its own", TURN, 5, limited, TURN],
    ["its own, begun a moment ago", TURN + 4_999, 1, limited, TURN + 4_999],
    ["its own, begun too long ago", TURN + 5_000, 1, limited, 4 * TURN],
    ["used up", TURN + 5, 5, { ...limited, spent: [place("b.1", TURN + 1, TURN + 2)] }, 4 * TURN],
    ["used in part", TURN + 5, 4, { ...limited, spent: [place("b.1", TURN + 1, TURN + 2)] }, TURN + 5],
    ["the next one's", 2 * TURN, 1, limited, 4 * TURN],
    ["the whole of a small limit", 70_000, 2, { ...limited, limit: 2 }, 70_000],
  ])("%s", (_, now, count, budget, at) => {
    expect(turnAt(apart, budget, count, now)).toBe(at);
  });

  test("by the server's clock", () => {
    expect(turnAt({ ...apart, aheadMs: TURN }, limited, 1, 0)).toBe(0);
    expect(turnAt({ ...apart, aheadMs: -TURN }, limited, 1, TURN)).toBe(2 * TURN);
  });

  test("in one order, of those that have places or wait for them", () => {
    const known = { ...FULL, spent: [...FULL.spent, place("z.1", 0, NOW - 2 * MINUTE)] };
    expect(processOf("a.1")).toBe("a");
    expect(apartFrom(known, "aa", NOW, 7)).toEqual({
      self: "aa",
      of: 3,
      rank: 1,
      since: NOW,
      aheadMs: 7,
      cap: known.cap,
    });
    expect(apartFrom(known, "b", NOW, 7)).toMatchObject({ of: 2, rank: 1 });
    expect(apartFrom(EMPTY_BUDGET, "b", NOW, 7)).toBeUndefined();
  });

  test.each<[string, number, boolean]>([
    ["is under way", 5_000, true],
    ["was answered within the last minute", -59_999, true],
    ["was answered a minute ago", -MINUTE, false],
  ])("with a process whose last request %s: %d ms, %s", (_, ago, counts) => {
    const known = { ...EMPTY_BUDGET, spent: [place("a.1", NOW - 2 * MINUTE, NOW + ago)] };
    expect(apartFrom(known, "b", NOW, 0) !== undefined).toBe(counts);
  });
});
