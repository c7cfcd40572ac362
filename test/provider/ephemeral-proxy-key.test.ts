// Ephemeral keys: created on open, renewed while the run lasts, removed on close, and never lost on the way.
import { keyId } from "../../src/api/key-id";
import { ephemeralProxyKey } from "../../src/provider/ephemeral-proxy-key";
import { type ObjectValue, Decimal } from "../../src/terraform/cty";
import { numberedKey } from "../support/emulator";
import { type ProviderProcess } from "../support/provider-process";
import { Scene } from "../support/scene";
import { blockOf, fromWire, saysOf, toWire } from "../support/typed-rpc";

const { typeName, schema } = ephemeralProxyKey;
const MINUTE = 60_000;

let scene: Scene;
let process: ProviderProcess;
beforeEach(async () => {
  scene = await Scene.open();
  process = await scene.processes.start();
});
afterEach(() => scene.close());

const SETTINGS = { name: "smoke", allocated_amount: Decimal.fromNumber(1) };
const config = (settings: ObjectValue = {}) => toWire(schema, blockOf(schema, { ...SETTINGS, ...settings }));
const remote = () => scene.emulator.store.keys();
const lives = () => remote().map(({ expires_at }) => expires_at * 1000 - scene.clock.now());

const open = (settings?: ObjectValue) =>
  scene.clock.run(process.rpc.openEphemeralResource({ typeName, config: config(settings) }));
const renew = (held: Uint8Array | undefined) =>
  scene.clock.run(process.rpc.renewEphemeralResource({ typeName, private: held }));
const close = (held: Uint8Array | undefined) =>
  scene.clock.run(process.rpc.closeEphemeralResource({ typeName, private: held }));
const millis = (at: Date | undefined) => at && at.getTime() - scene.clock.now();

test("open, renew twice, close: what is called, and what is left", async () => {
  const opened = await open({ model_whitelist: ["gpt-4o"], ip_whitelist: ["10.0.0.0/8"], limit_type: "weekly" });
  expect(opened.diagnostics).toEqual([]);
  expect(fromWire(schema, opened.result)).toMatchObject({
    name: "smoke",
    key: numberedKey(1),
    id: keyId(numberedKey(1)),
    valid_for: null,
  });
  expect(millis(opened.renewAt)).toBe(7.5 * MINUTE);
  expect(lives()).toEqual([15 * MINUTE]);
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1, "POST /auth/proxy/create": 1 });

  const before = remote();
  let held = opened.private;
  for (let n = 0; n < 2; n++) {
    await scene.clock.advance(7.5 * MINUTE);
    const renewed = await renew(held);
    expect(renewed.diagnostics).toEqual([]);
    expect(millis(renewed.renewAt)).toBe(7.5 * MINUTE);
    expect(lives()).toEqual([15 * MINUTE]);
    held = renewed.private;
  }
  // Update replaces everything: nothing else may have changed.
  expect(remote()).toMatchObject(before.map(({ expires_at: _moved, ...settings }) => settings));

  const closed = await close(held);
  expect(closed.diagnostics).toEqual([]);
  expect(remote()).toEqual([]);
  expect(scene.emulator.requests()).toEqual({
    "GET /auth/proxy": 3,
    "POST /auth/proxy/create": 1,
    "POST /auth/proxy/update": 2,
    "POST /auth/proxy/remove": 1,
  });
});

test("a key whose creation had to wait is renewed before it expires", async () => {
  scene.emulator.inject({ endpoint: "POST /auth/proxy/create", kind: "lock-out" });
  const opened = await open({ valid_for: "5m" });
  expect(lives()).toEqual([2 * MINUTE]);
  expect(millis(opened.renewAt)).toBe(MINUTE);
  await scene.clock.advance(MINUTE);
  expect((await renew(opened.private)).diagnostics).toEqual([]);
  expect(lives()).toEqual([5 * MINUTE]);
});

test("keys that are renewed at the same time share a look at the list", async () => {
  const both = [await open(), await open({ name: "other" })];
  await scene.clock.advance(7.5 * MINUTE);
  await scene.clock.run(
    Promise.all(both.map(({ private: held }) => process.rpc.renewEphemeralResource({ typeName, private: held }))),
  );
  expect(lives()).toEqual([15 * MINUTE, 15 * MINUTE]);
  expect(scene.emulator.requests()).toMatchObject({ "GET /auth/proxy": 2, "POST /auth/proxy/update": 2 });
});

describe("Terraform closes with what it was given at the opening", () => {
  test("a close that fails tells the end that the last renewal has set", async () => {
    const { private: held } = await open();
    await scene.clock.advance(7.5 * MINUTE);
    await renew(held);
    scene.emulator.inject({ endpoint: "POST /auth/proxy/remove", kind: "respond", status: 403, body: {} });
    expect(saysOf((await close(held)).diagnostics).join()).toContain("It works until 2026-01-01T00:22:30Z");
  });

  test("what was closed is not removed again at the end of the process", async () => {
    const { private: held } = await open();
    await scene.clock.advance(7.5 * MINUTE);
    await renew(held);
    await close(held);
    await scene.clock.run(process.finish());
    expect(scene.count("POST /auth/proxy/remove")).toBe(1);
  });

  test("what was renewed and not closed is removed at the end of the process, once", async () => {
    const { private: held } = await open();
    await scene.clock.advance(7.5 * MINUTE);
    await renew(held);
    await scene.clock.run(process.finish());
    expect([remote(), scene.count("POST /auth/proxy/remove")]).toEqual([[], 1]);
  });
});

describe("a renewal does not undo what somebody did meanwhile", () => {
  const NARROWED = {
    model_whitelist: ["gpt-4o-mini"],
    ip_whitelist: ["10.0.0.1"],
    allocated_ammount: 0.5,
    name: "seen",
  };

  test("narrowed settings stay, and a warning says so", async () => {
    const { private: held } = await open({ ip_whitelist: ["10.0.0.0/8"], limit_type: "weekly" });
    scene.emulator.store.change(numberedKey(1), NARROWED);
    await scene.clock.advance(7.5 * MINUTE);
    const renewed = await renew(held);
    expect(saysOf(renewed.diagnostics)).toEqual([
      `The settings of an ephemeral proxy key were changed elsewhere: Proxy key "seen" (${keyId(numberedKey(1))}) keeps them: the renewal only moves its expiry on. It sends limit_type, which the API does not tell, as declared: weekly.`,
    ]);
    expect(remote()).toMatchObject([{ ...NARROWED, limit_type: "weekly" }]);
    expect(lives()).toEqual([15 * MINUTE]);
    // Once: from now on these are its settings.
    await scene.clock.advance(7.5 * MINUTE);
    expect((await renew(renewed.private)).diagnostics).toEqual([]);
  });

  test.each([
    [
      "an earlier expiry",
      { expires_at: Date.parse("2026-01-01T00:10:00Z") / 1000 },
      "an earlier instant, 2026-01-01T00:10:00Z",
    ],
    [
      "an expiry that has passed",
      { expires_at: Date.parse("2026-01-01T00:01:00Z") / 1000 },
      "It has expired before its renewal.",
    ],
    ["switched off", { is_active: false }, "It has been switched off."],
  ])("%s: the key is not extended, and an error says so", async (_, change, why) => {
    const { private: held } = await open();
    scene.emulator.store.change(numberedKey(1), change);
    const before = remote();
    await scene.clock.advance(7.5 * MINUTE);
    const [said = "", ...more] = saysOf((await renew(held)).diagnostics);
    expect(more).toEqual([]);
    expect(said).toContain('Cannot renew ephemeral proxy key "smoke"');
    expect(said).toContain(why);
    expect(remote()).toEqual(before);
    expect(scene.count("POST /auth/proxy/update")).toBe(0);
    expect((await close(held)).diagnostics).toEqual([]);
    expect(remote()).toEqual([]);
  });

  test("a later expiry is left, and no call is made", async () => {
    const { private: held } = await open();
    scene.emulator.store.change(numberedKey(1), { expires_at: -1 });
    await scene.clock.advance(7.5 * MINUTE);
    const renewed = await renew(held);
    expect(millis(renewed.renewAt)).toBe(7.5 * MINUTE);
    expect(remote()).toMatchObject([{ expires_at: -1 }]);
    expect(scene.count("POST /auth/proxy/update")).toBe(0);
    scene.emulator.inject({ endpoint: "POST /auth/proxy/remove", kind: "respond", status: 403, body: {} });
    expect(saysOf((await close(held)).diagnostics).join()).toContain("somebody has removed its expiry");
  });
});

test("valid_for", async () => {
  const opened = await open({ valid_for: "6m" });
  expect([lives(), millis(opened.renewAt)]).toEqual([[6 * MINUTE], 3 * MINUTE]);
});

test("a process that knows nothing of the key closes it from what is held", async () => {
  const { private: held } = await open();
  process = await scene.processes.start();
  expect((await close(held)).diagnostics).toEqual([]);
  expect(remote()).toEqual([]);
});

test("close works after StopProvider, and open does not", async () => {
  const { private: held } = await open();
  await process.stop();
  expect(saysOf((await open()).diagnostics)).toEqual([expect.stringContaining("the request was cancelled")]);
  expect((await close(held)).diagnostics).toEqual([]);
  expect(remote()).toEqual([]);
});

test.each([
  ["after", 1],
  ["before", 2],
] as const)("a lost answer on open, %s the effect: one key, adopted or made anew", async (when, creates) => {
  scene.emulator.inject({ endpoint: "POST /auth/proxy/create", kind: "reset", when });
  const opened = await open();
  expect(opened.diagnostics).toEqual([]);
  expect(fromWire(schema, opened.result)?.key).toBe(remote()[0]?.key);
  expect(remote()).toHaveLength(1);
  expect(scene.count("POST /auth/proxy/create")).toBe(creates);
  expect((await close(opened.private)).diagnostics).toEqual([]);
  expect(remote()).toEqual([]);
});

test("two with the same settings at once are two keys, each with its own", async () => {
  const both = await scene.clock.run(
    Promise.all([1, 2].map(() => process.rpc.openEphemeralResource({ typeName, config: config() }))),
  );
  const keys = both.map(({ result }) => fromWire(schema, result)?.key);
  expect(new Set(keys)).toEqual(new Set([numberedKey(1), numberedKey(2)]));
});

test("a key that somebody has removed is closed, and cannot be renewed", async () => {
  const { private: held } = await open();
  scene.emulator.store.remove(numberedKey(1));
  await scene.clock.advance(7.5 * MINUTE);
  expect(saysOf((await renew(held)).diagnostics)).toEqual([
    expect.stringContaining('Cannot renew ephemeral proxy key "smoke": It has been removed.'),
  ]);
  expect((await close(held)).diagnostics).toEqual([]);
});

test("a close that fails says which key is left, until when, and what to do", async () => {
  const { private: held } = await open();
  scene.emulator.inject({ endpoint: "POST /auth/proxy/remove", kind: "respond", status: 403, body: {} });
  const [said = ""] = saysOf((await close(held)).diagnostics);
  expect(said).toContain('Cannot remove ephemeral proxy key "smoke"');
  expect(said).toContain("It works until 2026-01-01T00:15:00Z");
  expect(said).toContain(`Its id is ${keyId(numberedKey(1))}`);
  expect(said).toContain("electronhub keys prune --expired");
  expect(said).not.toContain("ek-proxy-");
});

test("an open of which nothing is known says what becomes of the key", async () => {
  scene.emulator.inject({ endpoint: "POST /auth/proxy/create", kind: "reset", when: "after" });
  scene.emulator.inject({ endpoint: "GET /auth/proxy", kind: "respond", status: 500, skip: 1, times: 1_000 });
  const [said = ""] = saysOf((await open()).diagnostics);
  expect(said).toContain("It is not known whether the key was created");
  expect(said).toContain("It expires by itself at 2026-01-01T00:15:00Z");
  expect(said).not.toContain("Import it");
});

test("what is refused leaves nothing, and says so", async () => {
  scene.emulator.inject({ endpoint: "POST /auth/proxy/create", kind: "respond", status: 402, body: {} });
  const opened = await open();
  expect(saysOf(opened.diagnostics)).toEqual([expect.stringContaining('Cannot create proxy key "smoke"')]);
  expect([opened.result, opened.private, remote()]).toEqual([undefined, undefined, []]);
});

test.each<[string, ObjectValue, string]>([
  ["a long name", { name: "x".repeat(26) }, "has 26 characters"],
  ["a whitelist that would allow all", { ip_whitelist: [] }, "would allow every IP address"],
  ["too short a validity", { valid_for: "4m" }, 'valid_for is "4m"; it must be from 5m to 24h'],
  ["too long a validity", { valid_for: "25h" }, "from 5m to 24h"],
  ["no duration", { valid_for: "soon" }, "is not a duration above zero"],
  ["an unknown window", { limit_type: "yearly" }, "must be one of daily, weekly, monthly"],
])("refused before any call: %s", async (_, settings, message) => {
  expect(saysOf((await open(settings)).diagnostics).join()).toContain(message);
  expect(scene.emulator.requests()).toEqual({});
});

test("the secret is in no log line", async () => {
  const { private: held } = await open();
  await renew(held);
  await close(held);
  expect(scene.processes.log.length).toBeGreaterThan(5);
  expect(scene.processes.log.join("\n")).not.toContain(numberedKey(1));
});

test.each(["", "{}", '{"key_object":"{}"}', '{"key_object":"{\\"key\\":\\"ek-proxy-x\\"}","valid_for_ms":1}'])(
  "held data that is not ours (%s) calls nothing",
  async (text) => {
    expect((await close(new TextEncoder().encode(text))).diagnostics).toHaveLength(1);
    expect(scene.emulator.requests()).toEqual({});
  },
);
