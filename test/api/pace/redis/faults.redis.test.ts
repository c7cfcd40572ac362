// What can happen to a Redis server while it keeps the request budget: work goes on, no place that was taken is forgotten, and
// the server is used again once it can be.
import { type Socket, createConnection, createServer } from "node:net";
import { systemClock } from "../../../../src/api";
import { reserve } from "../../../../src/api/pace/places";
import { type RedisServer, describeWithRedis, startRedis } from "../../../support/redis-server";
import { type Runner, newHome, startRunner } from "./runner";

/** A way to the server on which an answer can be lost, and then the connection. */
async function startForgetfulWay(port: number) {
  let forgotten = (): void => undefined;
  const hasForgotten = new Promise<void>((resolve) => (forgotten = resolve));
  const sockets = new Set<Socket>();
  let isForgetful = false;
  const way = createServer((near) => {
    const far = createConnection(port, "127.0.0.1");
    near.on("data", (data) => far.write(data));
    far.on("data", (data) => {
      if (!isForgetful || !data.toString().includes("stored")) return near.write(data);
      isForgetful = false;
      return forgotten();
    });
    for (const socket of [near, far]) sockets.add(socket.on("error", () => undefined));
  });
  await new Promise<void>((resolve) => way.listen(0, "127.0.0.1", resolve));
  const address = way.address();
  if (address === null || typeof address === "string") throw new Error("it does not listen");
  const cut = () => sockets.forEach((socket) => socket.destroy());
  return {
    port: address.port,
    forgetNextStored: () => void (isForgetful = true),
    hasForgotten,
    cut,
    stop: () => {
      cut();
      way.close();
    },
  };
}

/** After that a look at a server that is away is due. */
const A_WHILE = 6_000;

describeWithRedis("a Redis server that fails", () => {
  let server: RedisServer;
  const runners: Runner[] = [];

  beforeEach(async () => void (server = await startRedis()));
  afterEach(async () => {
    await Promise.all(runners.splice(0).map(({ ledger }) => ledger.close()));
    await server.stop();
  });

  function start(url = server.url, home = newHome()): Runner {
    const runner = startRunner(url, { home });
    runners.push(runner);
    return runner;
  }

  const keys = async () => (await server.ask("KEYS", "*:budget")) as string[];
  const stored = async () => String(await server.ask("GET", (await keys())[0] ?? ""));
  const isBack = (runner: Runner) =>
    runner.until(async () => {
      await runner.spent();
      return runner.lines.some((line) => line.startsWith("The shared request ledger can be used again"));
    });

  test("killed and started again empty: what each process knows is on it again", async () => {
    const [one, two] = [start(), start()];
    await one.spend("a");
    await two.spend("b");
    await server.kill();
    await one.spend("c");
    expect(one.troubles).toEqual([expect.stringMatching(/^the Redis server at 127\.0\.0\.1:\d+ cannot be used: /)]);
    expect(await one.spent()).toEqual(["a", "b", "c"].filter((id) => id !== "b"));
    await two.spend("d");
    expect(await two.spent()).toEqual(["a", "b", "d"]);
    await server.restart();
    for (const runner of [one, two]) {
      runner.pass(A_WHILE);
      await isBack(runner);
    }
    expect(await one.spent()).toEqual(["a", "b", "c", "d"]);
    expect(one.troubles.concat(two.troubles)).toHaveLength(2);
    await two.spend("e");
    expect(await stored()).toContain('"e"');
  });

  test("while it is away, the processes that knew each other take turns, in one order; on it nothing of that is stored", async () => {
    const all = [start(), start(), start()];
    for (const [n, runner] of all.entries()) await runner.spend(`process${n}.0`);
    for (const runner of all) await runner.spent();
    await server.kill();
    const apart = await Promise.all(all.map(async (runner) => (await runner.budget()).apart));
    expect(apart).toMatchObject([0, 1, 2].map((n) => ({ self: `process${n}`, of: 3, rank: n })));
    await server.restart();
    for (const runner of all) {
      runner.pass(A_WHILE);
      await isBack(runner);
      expect((await runner.budget()).apart).toBeUndefined();
    }
    expect(await stored()).not.toContain("apart");
  });

  test("while it is away, a process takes turns with those that wait, however late it looks, and not with those that have ended", async () => {
    const [one, two] = [start(), start()];
    await one.ledger.change((held, now) => ({
      budget: { ...held, spent: [{ id: "ended.0", at: now - 70_000, openUntil: now - 65_000, until: now + 5_000 }] },
      result: undefined,
    }));
    await two.spend("self.0");
    const waiter = { id: "waits.0", since: 0, count: 1 };
    await one.ledger.change((held, now) => ({
      budget: { ...held, line: [{ ...waiter, until: now + 5_000 }] },
      result: undefined,
    }));
    await two.spent();
    two.pass(A_WHILE);
    await server.kill();
    expect((await two.budget()).apart).toMatchObject({ self: "self", of: 2, rank: 0 });
  });

  test("connection refused at the start: the file counts at once", async () => {
    await server.kill();
    const runner = start();
    await runner.ledger.open();
    await runner.spend("a");
    expect(await runner.spent()).toEqual(["a"]);
    expect(runner.troubles).toEqual([expect.stringContaining("ECONNREFUSED")]);
    await server.restart();
    runner.pass(A_WHILE);
    await isBack(runner);
    expect(await start().spent()).toEqual(["a"]);
  });

  test("standing still: two seconds, and the file counts; what it was asked meanwhile it does not do later", async () => {
    const runner = start();
    await runner.spend("a");
    server.pause();
    const began = systemClock.now();
    await runner.spend("b");
    const took = systemClock.now() - began;
    expect(took).toBeGreaterThanOrEqual(1_900);
    expect(took).toBeLessThan(5_000);
    expect(runner.troubles).toEqual([expect.stringContaining("no answer within 2 s")]);
    // Not a second time.
    await runner.spend("c");
    runner.pass(A_WHILE);
    const looked = systemClock.now();
    await runner.spend("d");
    expect(systemClock.now() - looked).toBeLessThan(1_500);
    await systemClock.sleep(500);
    server.resume();
    await systemClock.sleep(200);
    expect(await stored()).not.toMatch(/"[bcd]"/);
    await runner.until(async () => {
      runner.pass(A_WHILE);
      await runner.spent();
      return runner.lines.some((line) => line.startsWith("The shared request ledger can be used again"));
    });
    expect(await start().spent()).toEqual(["a", "b", "c", "d"]);
  });

  test("started again empty between two changes, without a word: its places are put back, and one request goes first", async () => {
    const [one, two] = [start(), start()];
    await one.spend("a");
    await two.spend("b");
    await server.restart();
    await one.spend("c");
    expect((await one.budget()).cautious).toBe(true);
    expect(await two.spent()).toEqual(["a", "b", "c"]);
    expect(one.troubles.concat(two.troubles)).toEqual([]);
  });

  test("its key was evicted: the same", async () => {
    const [one, two] = [start(), start()];
    await one.spend("a");
    await two.spend("b");
    await server.ask("FLUSHALL");
    expect(await two.spent()).toEqual(["a", "b"]);
    expect(await one.spent()).toEqual(["a", "b"]);
  });

  test("full: the file counts, and the warning says so", async () => {
    const runner = start();
    await runner.spend("a");
    await server.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
    await server.ask("CONFIG", "SET", "maxmemory", "1");
    await runner.spend("b");
    runner.pass(A_WHILE);
    await runner.spend("c");
    await systemClock.sleep(100);
    expect(runner.troubles).toEqual([expect.stringContaining("OOM")]);
    expect(await runner.spent()).toEqual(["a", "b", "c"]);
    await server.ask("CONFIG", "SET", "maxmemory", "0");
    runner.pass(A_WHILE);
    await isBack(runner);
    expect(await start().spent()).toEqual(["a", "b", "c"]);
  });

  test("its scripts are gone: they are sent again", async () => {
    const runner = start();
    await runner.spend("a");
    await server.ask("SCRIPT", "FLUSH");
    await runner.spend("b");
    expect(await runner.spent()).toEqual(["a", "b"]);
    expect(runner.troubles).toEqual([]);
  });

  test("it closes idle connections: another one is opened, without a word", async () => {
    const runner = start();
    await runner.spend("a");
    await server.ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    await runner.spend("b");
    expect(await runner.spent()).toEqual(["a", "b"]);
    expect(runner.troubles).toEqual([]);
  });

  test("an answer is lost with its connection: what was stored is what those that wait are told, once", async () => {
    const way = await startForgetfulWay(server.port);
    try {
      const runner = start(`redis://127.0.0.1:${way.port}`);
      await runner.spend("before");
      way.forgetNextStored();
      let makes = 0;
      const first = runner.ledger.change((held, now) => {
        const id = `a${makes++}`;
        return { budget: reserve(held, id, 30_000, now), result: id };
      });
      await way.hasForgotten;
      const second = runner.spend("b");
      way.cut();
      expect(await first).toBe("a0");
      await second;
      expect(await start().spent()).toEqual(["a0", "b", "before"]);
      expect([makes, runner.troubles]).toEqual([1, []]);
    } finally {
      way.stop();
    }
  });

  test("it has become a replica: the file counts", async () => {
    const runner = start();
    await runner.spend("a");
    await server.ask("REPLICAOF", "127.0.0.1", "1");
    await runner.spend("b");
    expect(runner.troubles).toEqual([expect.stringContaining("READONLY")]);
    await server.ask("REPLICAOF", "NO", "ONE");
    runner.pass(A_WHILE);
    await isBack(runner);
    expect(await start().spent()).toEqual(["a", "b"]);
  });

  test("another one of the named servers takes writes: that one counts, without a word", async () => {
    const replica = await startRedis({ args: ["--replicaof", "127.0.0.1", String(server.port)] });
    try {
      const runner = start(`redis://127.0.0.1:${replica.port},127.0.0.1:${server.port}`);
      await runner.spend("a");
      expect(await start().spent()).toEqual(["a"]);
      expect(runner.troubles).toEqual([]);
    } finally {
      await replica.stop();
    }
  });

  test("the first of the named servers stands still: the second one counts, without a word", async () => {
    const still = await startRedis({ args: ["--requirepass", "hush-hush"], admin: { password: "hush-hush" } });
    await server.ask("CONFIG", "SET", "requirepass", "hush-hush");
    still.pause();
    try {
      const runner = start(`redis://:hush-hush@127.0.0.1:${still.port},127.0.0.1:${server.port}`);
      await runner.spend("a");
      expect(runner.troubles).toEqual([]);
      const other = start(`redis://:hush-hush@127.0.0.1:${server.port}`);
      expect(await other.spent()).toEqual(["a"]);
    } finally {
      await still.stop();
    }
  });

  test.each<[string, (key: string) => readonly string[]]>([
    ["garbage", (key) => ["SET", key, "\u0000\u0001 garbage"]],
    ["garbage with a version", (key) => ["SET", key, "abc123\nnot JSON"]],
    ["other JSON", (key) => ["SET", key, 'abc123\n{"version":9}']],
    ["a number", (key) => ["SET", key, "7"]],
    ["three megabytes", (key) => ["SET", key, `abc123\n${"x".repeat(3_000_000)}`]],
    [
      "another type",
      (key) => ["EVAL", "redis.call('DEL', KEYS[1]) return redis.call('RPUSH', KEYS[1], 'x')", "1", key],
    ],
    ["a lock-out for ever", (key) => ["SET", key, 'abc123\n{"spent":[],"lockedUntil":1e300}']],
  ])("%s under its key is replaced, and nothing is lost", async (_, command) => {
    const runner = start();
    await runner.spend("a");
    const [key = ""] = await keys();
    await server.ask(...command(key));
    await runner.spend("b");
    expect(await start().spent()).toEqual(["a", "b"]);
    expect(runner.troubles).toEqual([]);
    const { lockedUntil } = await runner.budget();
    expect(lockedUntil).toBeLessThanOrEqual(systemClock.now() + 660_000);
  });

  test("something else under the key that says whose turn it is stops nobody", async () => {
    const runner = start();
    await runner.spend("a");
    const [key = ""] = await keys();
    await server.ask("RPUSH", key.replace(":budget", ":turn"), "x");
    await runner.spend("b");
    await server.ask("SET", key.replace(":budget", ":turn"), "somebody who died", "PX", "300");
    await runner.spend("c");
    expect(await start().spent()).toEqual(["a", "b", "c"]);
    expect(runner.troubles).toEqual([]);
  });
});
