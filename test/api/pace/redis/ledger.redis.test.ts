// The budget on a real Redis server: shared, by the server's clock, without a secret.
import { systemClock } from "../../../../src/api";
import { type Ledger, openLedger } from "../../../../src/api/pace";
import { type Budget } from "../../../../src/api/pace/budget";
import { LEASE_MS, placesAhead, standInLine } from "../../../../src/api/pace/line";
import { ledgerAddress } from "../../../../src/rules";
import { type RedisServer, describeWithRedis, startRedis } from "../../../support/redis-server";

const API_KEY = "ek-hush-hush";

describeWithRedis("the request ledger on a Redis server", () => {
  let server: RedisServer;
  const ledgers: Ledger[] = [];

  beforeAll(async () => void (server = await startRedis()));
  beforeEach(() => server.ask("FLUSHALL"));
  afterEach(() => Promise.all(ledgers.splice(0).map((ledger) => ledger.close())));
  afterAll(() => server.stop());

  function open(apiKey = API_KEY) {
    const lines: string[] = [];
    const troubles: string[] = [];
    const note = (message: string, fields?: object) => lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
    const log = { trace: note, debug: note, info: note, warn: note, error: note, enabled: () => true };
    const ledger = openLedger({
      baseUrl: "https://example.com",
      apiKey,
      env: {},
      address: ledgerAddress(server.url),
      clock: systemClock,
      log,
      onTrouble: (trouble) => troubles.push(trouble),
    });
    ledgers.push(ledger);
    return { ledger, lines, troubles };
  }

  const setLimit = (ledger: Ledger, limit: number) =>
    ledger.change((budget) => ({ budget: { ...budget, limit, taughtAt: 1 }, result: undefined }));
  const limitIn = (ledger: Ledger) => ledger.change((budget: Budget) => ({ budget, result: budget.limit }));

  test("what one process stores another one reads", async () => {
    await setLimit(open().ledger, 7);
    const { ledger, troubles } = open();
    expect(await limitIn(ledger)).toBe(7);
    expect(await limitIn(open("ek-other").ledger)).toBeUndefined();
    expect(troubles).toEqual([]);
  });

  test("changes of many processes at once are all kept", async () => {
    const all = Array.from({ length: 10 }, () => open());
    const add = ({ ledger }: { ledger: Ledger }) =>
      ledger.change((budget) => ({ budget: { ...budget, limit: (budget.limit ?? 0) + 1 }, result: undefined }));
    for (let round = 0; round < 5; round++) await Promise.all(all.flatMap((one) => [add(one), add(one)]));
    expect(await limitIn(open().ledger)).toBe(100);
    expect(all.flatMap(({ troubles }) => troubles)).toEqual([]);
  });

  test("time is the server's", async () => {
    const [seconds] = (await server.ask("TIME")) as string[];
    const now = await open().ledger.change((budget, at) => ({ budget, result: at }));
    expect(Math.abs(now - Number(seconds) * 1000)).toBeLessThan(60_000);
  });

  test("its keys are named by a hash, hold no secret, are in one slot of a cluster, and end by themselves", async () => {
    await setLimit(open().ledger, 7);
    const keys = (await server.ask("KEYS", "*")) as string[];
    expect(keys).toEqual([expect.stringMatching(/^electronhub:\{[\da-f]{32}\}:budget$/)]);
    const [key = ""] = keys;
    expect(String(await server.ask("GET", key))).not.toContain("hush");
    expect(Number(await server.ask("PTTL", key))).toBeGreaterThan(0);
  });

  test("the line is one over all processes, and who has died in it is passed over within ten seconds", async () => {
    const [one, two] = [open().ledger, open().ledger];
    const stand = (ledger: Ledger, id: string) =>
      ledger.change((budget, now) => ({
        budget: standInLine(budget, { id, since: now, count: 3 }, now),
        result: now,
      }));
    const ahead = (ledger: Ledger, id: string, since: number) =>
      ledger.change((budget, now) => ({ budget, result: placesAhead(budget, { id, since, count: 1 }, now) }));
    await stand(one, "one.0");
    const since = await stand(two, "two.0");
    expect(await ahead(two, "two.0", since)).toBe(3);
    await systemClock.sleep(LEASE_MS + 200);
    expect(await ahead(two, "two.0", since)).toBe(0);
  });

  test("who takes a key first owns it, for everybody; while the server is away nobody can tell", async () => {
    const [one, two] = [open().ledger.claims, open().ledger.claims];
    expect(await Promise.all([one.isTaken("id", "a"), one.take("id", "a")])).toEqual([false, true]);
    expect(await one.take("id", "a")).toBe(true);
    expect(await two.take("id", "b")).toBe(false);
    expect([await two.isTaken("id", "b"), await two.isTaken("id", "a"), await two.isTaken("other", "b")]).toEqual([
      true,
      false,
      false,
    ]);
    const [key = ""] = (await server.ask("KEYS", "*:claim:id")) as string[];
    expect(key).toMatch(/^electronhub:\{[\da-f]{32}\}:claim:id$/);
    expect(Number(await server.ask("PTTL", key))).toBeGreaterThan(3_500_000);
    await server.kill();
    expect([await two.take("id", "b"), await two.isTaken("id", "b")]).toEqual([true, false]);
    await server.restart();
  });
});
