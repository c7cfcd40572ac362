// Which calls faults hit: how often, after how many, how likely, and in which order.
import { type Emulator, type Fault } from "../../src/emulator";
import { FaultPlan } from "../../src/emulator/fault-plan";
import { call, startTestEmulator } from "../support/emulator";
import { FakeClock } from "../support/fake-clock";

const CREATE = "POST /auth/proxy/create";
const LIST = "GET /auth/proxy";

const A: Fault = { endpoint: CREATE, kind: "respond", status: 500 };
const B: Fault = { endpoint: CREATE, kind: "respond", status: 503 };

/** What the plan does to calls of `endpoint`: the status of the fault that hits, or 0. */
function hits(plan: FaultPlan, calls: number, endpoint: string = CREATE): number[] {
  return Array.from({ length: calls }, () => {
    const fault = plan.take(endpoint);
    return fault?.kind === "respond" ? fault.status : 0;
  });
}

function planOf(...faults: Fault[]): FaultPlan {
  const plan = new FaultPlan();
  faults.forEach((fault) => plan.inject(fault));
  return plan;
}

test.each<[what: string, faults: Fault[], expected: number[]]>([
  ["nothing", [], [0, 0]],
  ["one fault hits once", [A], [500, 0, 0]],
  ["times", [{ ...A, times: 2 }], [500, 500, 0]],
  ["in the order of injection", [A, B], [500, 503, 0]],
  ["the earlier one as often as it can", [{ ...A, times: 2 }, B], [500, 500, 503, 0]],
  ["another endpoint's passes", [{ ...A, endpoint: LIST }, B], [503, 0]],
  ["* is any endpoint", [{ ...A, endpoint: "*", times: 2 }], [500, 500, 0]],
  ["skip", [{ ...A, skip: 2 }], [0, 0, 500, 0]],
  ["skip 0", [{ ...A, skip: 0 }], [500, 0]],
  ["skip and times", [{ ...A, skip: 1, times: 2 }], [0, 500, 500, 0]],
  ["a call that one skips falls through to the next", [{ ...A, skip: 1 }, B], [503, 500, 0]],
  [
    "two that skip count the same calls",
    [
      { ...A, skip: 1 },
      { ...B, skip: 2 },
    ],
    [0, 500, 0, 503, 0],
  ],
  ["a call that one hits is not skipped by the next", [A, { ...B, skip: 1 }], [500, 0, 503, 0]],
  // Seed 1 draws 0.627, 0.003, 0.527, 0.981, 0.968, 0.281, 0.613, 0.721, 0.426.
  ["a probability, without bound", [{ ...A, probability: 0.5 }], [0, 500, 0, 0, 0, 500, 0, 0, 500]],
  ["a probability, bounded", [{ ...A, probability: 0.5, times: 2 }], [0, 500, 0, 0, 0, 500, 0, 0, 0]],
  ["seed 1 is the default", [{ ...A, probability: 0.5, seed: 1 }], [0, 500, 0, 0, 0, 500, 0, 0, 500]],
  // Seed 2 draws 0.734, 0.325, 0.285, 0.538, 0.875, 0.631, 0.499.
  ["another seed", [{ ...A, probability: 0.5, seed: 2 }], [0, 500, 500, 0, 0, 0, 500]],
  ["a higher probability", [{ ...A, probability: 0.7 }], [500, 500, 500, 0, 0, 500, 500, 0]],
  ["probability 1 is every call", [{ ...A, probability: 1 }], [500, 500, 500, 500]],
  ["what is skipped is not drawn for", [{ ...A, probability: 0.5, skip: 2 }], [0, 0, 0, 500, 0, 0, 0, 500]],
  ["a call that is drawn for in vain falls through", [{ ...A, probability: 0.5 }, B], [503, 500, 0, 0, 0, 500]],
  [
    "each fault has a generator of its own",
    [
      { ...A, probability: 0.5 },
      { ...B, probability: 0.5 },
    ],
    // A's draws: 0.627, 0.003, 0.527, 0.981, 0.968, 0.281. B is not asked about A's hits: 0.627, 0.003, 0.527, 0.981.
    [0, 500, 503, 0, 0, 500],
  ],
])("%s", (_, faults, expected) => {
  expect(hits(planOf(...faults), expected.length)).toEqual(expected);
});

test("calls of other endpoints are neither skipped nor drawn for", () => {
  const plan = planOf({ ...A, skip: 1 }, { ...B, probability: 0.5 });
  expect(hits(plan, 3, LIST)).toEqual([0, 0, 0]);
  expect(hits(plan, 4)).toEqual([0, 500, 503, 0]);
});

test("* sees calls of all endpoints", () => {
  const plan = planOf({ ...A, endpoint: "*", skip: 2 });
  expect([hits(plan, 1, LIST), hits(plan, 1), hits(plan, 1, "GET *")]).toEqual([[0], [0], [500]]);
});

test.each<[fault: Fault, calls: number, expected: readonly object[]]>([
  [A, 0, [{ ...A, times: 1 }]],
  [A, 1, []],
  [{ ...A, times: 3 }, 1, [{ ...A, times: 2 }]],
  [{ ...A, skip: 2, times: 2 }, 1, [{ ...A, skip: 1, times: 2 }]],
  [{ ...A, skip: 2, times: 2 }, 3, [{ ...A, skip: 0, times: 1 }]],
  [{ ...A, probability: 0.5 }, 6, [{ ...A, probability: 0.5 }]],
  [{ ...A, probability: 0.5, seed: 1, times: 3 }, 2, [{ ...A, probability: 0.5, seed: 1, times: 2 }]],
  [{ ...A, probability: 0.5, times: 1 }, 2, []],
])("%j after %i calls is listed with what is left of it", (fault, calls, expected) => {
  const plan = planOf(fault);
  hits(plan, calls);
  expect(plan.list()).toEqual(expected);
});

describe("over HTTP", () => {
  let emulator: Emulator;
  let clock: FakeClock;
  beforeEach(async () => {
    clock = new FakeClock();
    emulator = await startTestEmulator({ clock });
  });
  afterEach(() => emulator.stop());

  const status = async (endpoint: string = LIST) => (await call(emulator, endpoint)).status;
  const FAILS: Fault = { ...A, endpoint: LIST };

  test("* hits unknown paths too", async () => {
    emulator.inject({ ...FAILS, endpoint: "*", times: 2 });
    expect([await status("GET /user/me"), await status("GET /nowhere"), await status()]).toEqual([500, 500, 200]);
  });

  test("cleared faults are forgotten", async () => {
    emulator.inject({ ...FAILS, times: 5 });
    emulator.clearFaults();
    expect(await status()).toBe(200);
  });

  test("a call that is locked out is not shown to any", async () => {
    emulator.inject({ endpoint: LIST, kind: "lock-out" });
    emulator.inject({ ...FAILS, skip: 1 });
    expect([await status(), await status()]).toEqual([429, 429]);
    await clock.advance(180_000);
    expect([await status(), await status(), await status()]).toEqual([200, 500, 200]);
  });

  test("a call that is hit counts as a call", async () => {
    emulator.inject({ endpoint: LIST, kind: "reset" });
    await expect(status()).rejects.toThrow("fetch failed");
    expect(emulator.requests()).toEqual({ [LIST]: 1 });
  });
});
