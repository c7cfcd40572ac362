// Many processes that change the budget at the same time: nobody is left behind, not even who is far away from the server.
import { createConnection, createServer } from "node:net";
import { type RedisServer, describeWithRedis, startRedis } from "../../../support/redis-server";
import { type Runner, startRunner } from "./runner";

/** One way. */
const DISTANCE_MS = 40;
const FAR_MS = 50;

/** A way to the server on which everything takes longer. Tells its port. */
async function startDistance(
  port: number,
  ms = DISTANCE_MS,
): Promise<{ readonly port: number; readonly stop: () => void }> {
  const server = createServer((near) => {
    const far = createConnection(port, "127.0.0.1");
    near.on("data", (data) => setTimeout(() => far.write(data), ms));
    far.on("data", (data) => setTimeout(() => near.write(data), ms));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("error", () => undefined);
      one.on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it does not listen");
  return { port: address.port, stop: () => server.close() };
}

describeWithRedis("many processes at one server", () => {
  let redis: RedisServer;
  const runners: Runner[] = [];

  beforeAll(async () => void (redis = await startRedis()));
  afterEach(() => Promise.all(runners.splice(0).map(({ ledger }) => ledger.close())));
  afterAll(() => redis.stop());

  function start(port = redis.port): Runner {
    const runner = startRunner(`redis://127.0.0.1:${port}`);
    runners.push(runner);
    return runner;
  }

  test("one that is far away changes it although others change it all the time, and nothing is lost", async () => {
    const distance = await startDistance(redis.port);
    let isOver = false;
    const counts = new Map<Runner, number>();
    const busy = async (runner: Runner) => {
      for (let n = 0; !isOver; n++) {
        await runner.ledger.change((budget) => ({
          budget: { ...budget, left: (budget.left ?? 0) + 1 },
          result: undefined,
        }));
        counts.set(runner, n + 1);
      }
    };
    const near = Array.from({ length: 8 }, () => start());
    const far = start(distance.port);
    const work = near.map(busy);
    for (let n = 0; n < 5; n++) await far.spend(`far.${n}`);
    isOver = true;
    await Promise.all(work);
    const made = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const { left, spent } = await start().budget();
    expect(spent.map(({ id }) => id).sort()).toEqual([0, 1, 2, 3, 4].map((n) => `far.${n}`));
    // A place that is taken counts as one of those that are left.
    expect([left, made > 100]).toEqual([made - 5, true]);
    expect([far, ...near].flatMap(({ troubles }) => troubles)).toEqual([]);
    distance.stop();
  });

  test("twelve that are all far away, and begin together: nobody leaves it", async () => {
    const distance = await startDistance(redis.port, FAR_MS);
    const all = Array.from({ length: 12 }, () => start(distance.port));
    const work = async (runner: Runner, who: number) => {
      await runner.ledger.open();
      for (let n = 0; n < 3; n++) await runner.spend(`${who}.${n}`);
    };
    await Promise.all(all.map(work));
    expect(all.flatMap(({ troubles }) => troubles)).toEqual([]);
    expect((await start().spent()).filter((id) => /^\d/.test(id))).toHaveLength(36);
    distance.stop();
  });
});
