// Many keys on a slow account, plan and apply one after the other and side by side: never over the limit, nothing removed
// from state. Real HTTP to the emulator, which counts, on a virtual clock.
import { once } from "node:events";
import { type Server, createServer, request as forward } from "node:http";
import { proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { Core } from "../support/core";
import { type Declared, Scene, declare, textsOf } from "../support/scene";

let scene: Scene;
let edge: Server | undefined;
afterEach(async () => {
  edge?.closeAllConnections();
  edge?.close();
  edge = undefined;
  await scene.close();
});

/** Something on the way to the emulator that lets no rate-limit header through; its base URL. */
async function strippingEdge(): Promise<string> {
  const { url } = scene.emulator;
  edge = createServer((asked, answer) => {
    const { method, headers } = asked;
    const forwarded = forward(`${url}${asked.url}`, { method, headers }, (answered) => {
      for (const [name, value = ""] of Object.entries(answered.headers)) {
        if (!name.startsWith("x-ratelimit")) answer.setHeader(name, value);
      }
      answer.statusCode = answered.statusCode ?? 0;
      answered.pipe(answer);
    });
    asked.pipe(forwarded);
  });
  edge.listen(0, "127.0.0.1");
  await once(edge, "listening");
  const address = edge.address();
  if (typeof address !== "object" || address === null) throw new Error("the edge does not listen on a port");
  return `http://127.0.0.1:${address.port}/v1`;
}

const keys = (count: number, settings = {}, prefix = "k"): Declared =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`${prefix}${n}`, declare({ name: `${prefix}${n}`, ...settings })]),
  );
const minutesOf = async (work: () => Promise<unknown>) => {
  const started = scene.clock.now();
  await work();
  return (scene.clock.now() - started) / 60_000;
};

test("100 keys at 5 requests a minute, ten at a time; then a plan at once, in another process", async () => {
  scene = await Scene.open({ requestsPerMinute: 5 });
  const minutes = await minutesOf(() => scene.apply(keys(100)));
  expect(scene.emulator.refused()).toBe(0);
  expect(scene.core.state.size).toBe(100);
  // 101 requests, five of them in the first minute.
  expect(minutes).toBeGreaterThan(19);
  expect(minutes).toBeLessThan(20 * 1.15);

  scene.emulator.resetRequests();
  const plan = await scene.plan(keys(100));
  expect([plan.failed, plan.changes.size, scene.emulator.requests()]).toEqual([false, 0, { "GET /auth/proxy": 1 }]);
  await scene.apply(keys(100, { enabled: false }));
  expect(scene.emulator.store.keys().filter(({ is_active }) => is_active)).toEqual([]);
  expect([scene.emulator.refused(), scene.core.state.size]).toEqual([0, 100]);
});

test("two pipelines side by side share the budget", async () => {
  scene = await Scene.open({ requestsPerMinute: 10 });
  const other = new Core("electronhub_proxy_key", proxyKeySchema);
  const pipeline = async (core: Core, declared: Declared) => {
    const plan = await core.plan(await scene.processes.start(), new Map(Object.entries(declared)));
    return core.apply(await scene.processes.start(), plan);
  };
  const runs = await scene.clock.run(
    Promise.all([pipeline(scene.core, keys(15, {}, "a")), pipeline(other, keys(15, {}, "b"))]),
  );
  expect(runs.flatMap(textsOf)).toEqual([]);
  expect([scene.emulator.refused(), scene.core.state.size, other.state.size]).toEqual([0, 15, 15]);
});

test("a key that is made off has its turn beside a pipeline that makes many", async () => {
  scene = await Scene.open({ requestsPerMinute: 5 });
  const other = new Core("electronhub_proxy_key", proxyKeySchema);
  const apply = async (core: Core, declared: Declared) =>
    core.apply(
      await scene.processes.start(),
      await core.plan(await scene.processes.start(), new Map(Object.entries(declared))),
    );
  const started = scene.clock.now();
  let minutes = Infinity;
  await scene.clock.run(
    Promise.all([
      apply(scene.core, keys(40)),
      scene.clock.client.sleep(10_000).then(async () => {
        // A list, a create, a look and a flip, of which the last three follow each other.
        await apply(other, keys(1, { enabled: false }, "b"));
        minutes = (scene.clock.now() - started) / 60_000;
      }),
    ]),
  );
  expect(minutes).toBeLessThan(3);
  expect([scene.emulator.refused(), scene.core.state.size, other.state.size]).toEqual([0, 40, 1]);
});

test("where no answer tells a limit, the account's plan is asked for once, and its limit used", async () => {
  scene = await Scene.open({ tier: "pro", requestsPerMinute: 20 });
  const settings = { base_url: await strippingEdge() };
  const minutes = await minutesOf(() =>
    scene.clock.run(
      (async () => {
        const { core, processes } = scene;
        const plan = await core.plan(await processes.start(settings), new Map(Object.entries(keys(12))));
        expect((await core.apply(await processes.start(settings), plan)).failed).toBe(false);
      })(),
    ),
  );
  expect(minutes).toBeLessThan(0.1);
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1, "GET /user/me": 1, "POST /auth/proxy/create": 12 });
  expect(scene.emulator.refused()).toBe(0);
});

test("a lock-out on the very first request costs its own time, and no more", async () => {
  scene = await Scene.open({ requestsPerMinute: 100 });
  scene.emulator.inject({ endpoint: "*", kind: "lock-out" });
  const minutes = await minutesOf(() => scene.apply(keys(12)));
  expect(minutes).toBeLessThan(3.1);
  expect([scene.emulator.refused(), scene.core.state.size]).toEqual([1, 12]);
});

test("a lock-out that others caused is waited for, in plan and in apply, and removes nothing", async () => {
  scene = await Scene.open({ requestsPerMinute: 30 });
  await scene.apply(keys(10));
  scene.emulator.resetRequests();
  scene.emulator.inject({ endpoint: "GET /auth/proxy", kind: "lock-out" });
  const lockOut = { endpoint: "POST /auth/proxy/update", kind: "lock-out" } as const;
  const minutes = await minutesOf(async () =>
    expect(textsOf(await scene.apply(keys(10, { limit_type: "weekly" }), [lockOut]))).toEqual([]),
  );
  expect(minutes).toBeGreaterThan(6);
  expect(scene.core.state.size).toBe(10);
  expect(scene.emulator.store.keys().every(({ limit_type }) => limit_type === "weekly")).toBe(true);
  // The two that were caused, and those that were under way at the second one.
  expect(scene.emulator.refused()).toBeLessThanOrEqual(11);
});

test("a lock-out that lasts longer than max_wait is an error that says when it ends, and keeps the state", async () => {
  scene = await Scene.open();
  await scene.apply(keys(3));
  const body = { error: { message: "Rate limit exceeded. Try again in 5000 seconds.", type: "rate_limit_error" } };
  scene.emulator.inject({ endpoint: "GET /auth/proxy", kind: "respond", status: 429, body, times: 99 });
  const plan = await scene.plan(keys(3));
  expect(plan.failed).toBe(true);
  expect(textsOf(plan)[0]).toMatch(/it is free again at 2026-01-01T00:\d\d:\d\d\.\d{3}Z.*max_wait/s);
  expect(scene.core.state.size).toBe(3);
});
