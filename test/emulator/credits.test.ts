// Credits and caps: what allocations cost, what comes back, and that none is lost or made.
import * as fc from "fast-check";
import { type Emulator, type Tier } from "../../src/emulator";
import { Ledger } from "../../src/emulator/ledger";
import { Store } from "../../src/emulator/store";
import { call, json, numberedKey, numberedKeys, property, startTestEmulator } from "../support/emulator";
import { FakeClock } from "../support/fake-clock";

const KEY = numberedKey(1);
const settings = (allocated_ammount: number) => ({ name: "ci", expires_at: -1, allocated_ammount });

describe("the balance", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    const accounts = [{ apiKey: "ek-emulator-poor", credits: 1000 }];
    emulator = await startTestEmulator({ accounts, clock: new FakeClock(), random: numberedKeys() });
  });
  afterEach(() => emulator.stop());

  const balance = async () => property(json(await call(emulator, "GET /user/me")), "credits");
  const create = (amount: number) => call(emulator, "POST /auth/proxy/create", { body: settings(amount) });
  const update = (amount: number) =>
    call(emulator, "POST /auth/proxy/update", { body: { proxy_key: KEY, ...settings(amount) } });
  const remove = () => call(emulator, "POST /auth/proxy/remove", { body: { proxy_key: KEY } });
  const insufficient = {
    error: {
      message: "Insufficient balance",
      type: "payment_required_error",
      param: "allocated_ammount",
      code: "insufficient_balance",
    },
  };

  test("pays the allocation at create, all of it if need be", async () => {
    await create(400);
    expect(await balance()).toBe(600);
    await create(600);
    expect(await balance()).toBe(0);
  });

  test("that does not suffice for a create: 402, and no key", async () => {
    const answer = await create(1000.01);
    expect([answer.status, json(answer)]).toEqual([402, insufficient]);
    expect(await balance()).toBe(1000);
    expect(emulator.store.keys()).toEqual([]);
  });

  test("pays the difference when an allocation is raised, and gets it back when it is lowered", async () => {
    await create(400);
    await update(900);
    expect(await balance()).toBe(100);
    await update(150);
    expect(await balance()).toBe(850);
  });

  test("that does not suffice for the difference: 402, and the key as before", async () => {
    await create(400);
    const answer = await update(1000.01);
    expect([answer.status, json(answer)]).toEqual([402, insufficient]);
    expect(await balance()).toBe(600);
    expect(emulator.store.find(KEY)?.allocated_ammount).toBe(400);
    expect((await update(1000)).status).toBe(200);
  });

  test("gets unused credit only: what was used stays used", async () => {
    await create(400);
    emulator.store.spend(KEY, 150);
    await update(100);
    expect(await balance()).toBe(850);
    await update(400);
    expect(await balance()).toBe(600);
    await remove();
    expect(await balance()).toBe(850);
  });

  test("gets everything back when all keys are deleted unused", async () => {
    await create(400);
    await create(1);
    await call(emulator, "DELETE /auth/proxy");
    expect(await balance()).toBe(1000);
  });

  test("is not touched by a toggle", async () => {
    await create(400);
    await call(emulator, "POST /auth/proxy/toggle", { body: { proxy_key: KEY } });
    expect(await balance()).toBe(600);
  });

  test("cannot be overspent by a key", async () => {
    await create(400);
    expect(() => emulator.store.spend(KEY, 400.5)).toThrow("cannot spend 400.5: 400 credits are left");
  });
});

describe("keys per account", () => {
  test.each<[Tier, number]>([
    ["free", 10],
    ["basic", 15],
    ["standard", 30],
    ["pro", 50],
    ["enterprise", 100],
  ])("%s: %i, then 402", async (tier, cap) => {
    const emulator = await startTestEmulator({ tier });
    try {
      for (let made = 0; made < cap; made += 1) emulator.store.create(emulator.apiKey, settings(1));
      const create = () => call(emulator, "POST /auth/proxy/create", { body: settings(1) });
      const answer = await create();
      expect([answer.status, json(answer)]).toEqual([
        402,
        {
          error: {
            message: `Proxy key limit exceeded: ${tier} allows ${cap} keys`,
            type: "payment_required_error",
            param: null,
            code: "proxy_key_limit_exceeded",
          },
        },
      ]);
      emulator.store.remove(emulator.store.keysOf(emulator.apiKey)[0]?.key ?? "");
      expect((await create()).status).toBe(200);
    } finally {
      await emulator.stop();
    }
  });
});

describe("over any sequence of operations", () => {
  // Quarters add up exactly in binary.
  const amount = fc.integer({ min: -4, max: 50_000 }).map((quarters) => quarters / 4);
  const REFUSALS = /Insufficient balance|limit exceeded|must be positive|must not exceed|cannot spend|not found/;
  const pick = fc.nat({ max: 9 });
  const operation = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("create" as const), amount }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("update" as const), pick, amount }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("spend" as const), pick, amount }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("toggle" as const), pick }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove" as const), pick }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove all" as const) }) },
  );

  test("balance, allocations and spent credits add up to the opening balance", () => {
    let refused = 0;
    let done = 0;
    fc.assert(
      fc.property(fc.array(operation, { minLength: 10, maxLength: 40 }), (operations) => {
        const apiKey = "ek-emulator-first";
        const account = { apiKey, userId: "user-1", tier: "free", requestsPerMinute: 5 } as const;
        const options = { clock: new FakeClock(), random: numberedKeys(), refusePastExpiryOnUpdate: false };
        const ledger = new Ledger(options.clock, [{ ...account, credits: 30_000 }]);
        const store = new Store(options, ledger, "client");
        const run = (step: (typeof operations)[number]) => {
          if (step.kind === "create") return store.create(apiKey, settings(step.amount));
          if (step.kind === "remove all") return store.removeAll(apiKey);
          const keys = store.keysOf(apiKey);
          const key = keys[step.pick % keys.length]?.key ?? "";
          if (step.kind === "update") return store.update(key, settings(step.amount));
          if (step.kind === "spend") return store.spend(key, step.amount);
          if (step.kind === "toggle") return store.toggle(key);
          return store.remove(key);
        };
        for (const step of operations) {
          const before = [store.credits(account), store.keys()];
          try {
            run(step);
            done += 1;
          } catch (error) {
            expect(String(error)).toMatch(REFUSALS);
            expect([store.credits(account), store.keys()]).toEqual(before);
            refused += 1;
          }
          const held = store.keys().map((key) => Math.max(key.allocated_ammount, key.used_ammount));
          const gone = store.events().filter(({ type }) => type === "removed");
          const spent = gone.map(({ before }) => before?.used_ammount ?? 0);
          const sum = [store.credits(account), ...held, ...spent].reduce((total, part) => total + part, 0);
          expect(sum).toBe(30_000);
          expect(store.credits(account)).toBeGreaterThanOrEqual(0);
          expect(store.keys().length).toBeLessThanOrEqual(10);
        }
      }),
      { numRuns: 300 },
    );
    // Both ways were taken, or the property says nothing.
    expect(done).toBeGreaterThan(1000);
    expect(refused).toBeGreaterThan(500);
  });
});
