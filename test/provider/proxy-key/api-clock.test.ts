// Expiries are judged by the API's clock, whatever this machine's says.
import { Core } from "../../support/core";
import { proxyKeySchema } from "../../../src/provider/proxy-key/schema";
import { Scene, declare, textsOf } from "../../support/scene";

const HOUR_MS = 3_600_000;

describe.each([
  ["two hours slow", -2 * HOUR_MS],
  ["two hours fast", 2 * HOUR_MS],
])("a machine that is %s", (_, skewMs) => {
  let scene: Scene;
  beforeEach(async () => (scene = await Scene.open({}, new Core("electronhub_proxy_key", proxyKeySchema), skewMs)));
  afterEach(() => scene.close());

  const remote = () => scene.emulator.store.keys().map(({ expires_at }) => new Date(expires_at * 1000).toISOString());

  test("valid_for of a new key, and of an update", async () => {
    expect(textsOf(await scene.apply({ a: declare({ valid_for: "1h" }) }))).toEqual([]);
    expect(remote()).toEqual(["2026-01-01T01:00:00.000Z"]);
    expect(textsOf(await scene.apply({ a: declare({ valid_for: "30m" }) }))).toEqual([]);
    expect(remote()).toEqual(["2026-01-01T00:30:00.000Z"]);
  });

  test("an expiry of a new key", async () => {
    expect(textsOf(await scene.apply({ a: declare({ expires_at: "2026-01-01T01:00:00Z" }) }))).toEqual([]);
    expect(remote()).toEqual(["2026-01-01T01:00:00.000Z"]);
  });

  test("a grace period", async () => {
    await scene.apply({ a: declare({ deletion_policy: "expire", deletion_grace_period: "1h" }) });
    await scene.apply({});
    expect(remote()).toEqual(["2026-01-01T01:00:00.000Z"]);
  });

  test("whether a key has expired, and whether a renewal is due", async () => {
    const config = declare({ valid_for: "3h", renew_before: "1h" });
    await scene.apply({ a: config });
    expect(textsOf(await scene.plan({ a: config }))).toEqual([]);
    await scene.clock.advance(1.9 * HOUR_MS);
    expect((await scene.plan({ a: config })).changes.size).toBe(0);
    await scene.clock.advance(0.2 * HOUR_MS);
    expect((await scene.plan({ a: config })).changes.size).toBe(1);
    await scene.clock.advance(HOUR_MS);
    expect(textsOf(await scene.plan({ a: config }))).toEqual([expect.stringContaining("Proxy keys have expired")]);
  });

  test("an expiry that is set on a key that exists", async () => {
    await scene.apply({ a: declare() });
    expect(textsOf(await scene.apply({ a: declare({ expires_at: "2026-01-01T01:00:00Z" }) }))).toEqual([]);
    const past = await scene.plan({ a: declare({ expires_at: "2025-12-31T23:00:00Z" }) });
    expect(textsOf(past)).toEqual([expect.stringContaining("expires_at lies in the past")]);
  });
});

test("an expiry that has passed by the API's clock alone is refused before the create is sent", async () => {
  const slow = await Scene.open({}, new Core("electronhub_proxy_key", proxyKeySchema), -2 * HOUR_MS);
  const run = await slow.apply({ a: declare({ expires_at: "2025-12-31T23:00:00Z" }) });
  expect(textsOf(run)).toEqual([expect.stringContaining("expires_at lies in the past")]);
  expect(slow.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
  await slow.close();
});
