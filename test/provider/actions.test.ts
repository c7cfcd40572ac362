// Actions: guarded switches, and the removal of everything with a confirmation.
import { keyId } from "../../src/api/key-id";
import { deleteAllAction } from "../../src/provider/action-delete-all";
import { disableAction, enableAction } from "../../src/provider/action-switch-proxy-key";
import { type ObjectValue, Decimal, UNKNOWN } from "../../src/terraform/cty";
import { type Attributes, type Schema } from "../../src/terraform/framework";
import { Diagnostic_Severity } from "../../src/terraform/protocol/tfplugin6_pb";
import { numberedKey } from "../support/emulator";
import { type ProviderProcess } from "../support/provider-process";
import { Scene } from "../support/scene";
import { blockOf, saysOf, toWire } from "../support/typed-rpc";

let scene: Scene;
let process: ProviderProcess;
beforeEach(async () => {
  scene = await Scene.open();
  process = await scene.processes.start();
});
afterEach(() => scene.close());

interface Invoked {
  readonly progress: readonly string[];
  /** What the completion says; there is exactly one, and nothing after it. */
  readonly said: readonly string[];
}

async function invoke(
  action: { typeName: string; schema: Schema<Attributes> },
  settings: ObjectValue,
): Promise<Invoked> {
  const config = toWire(action.schema, blockOf(action.schema, settings));
  const events = async (): Promise<Invoked> => {
    const progress: string[] = [];
    const completions: string[][] = [];
    for await (const { type } of process.rpc.invokeAction({ actionType: action.typeName, config })) {
      expect(completions).toEqual([]);
      if (type?.$case === "completed") completions.push(saysOf(type.value.diagnostics));
      else progress.push(type?.value.message ?? "");
    }
    expect(completions).toHaveLength(1);
    return { progress, said: completions.flat() };
  };
  return scene.clock.run(events());
}

/** What the plan says: how bad it is, and what it is. */
async function plan(action: { typeName: string; schema: Schema<Attributes> }, settings: ObjectValue) {
  const config = toWire(action.schema, blockOf(action.schema, settings));
  const { diagnostics } = await scene.clock.run(process.rpc.planAction({ actionType: action.typeName, config }));
  return diagnostics.map(({ severity, summary, detail }) => [Diagnostic_Severity[severity], `${summary}: ${detail}`]);
}

const somebodyCreates = (name: string) =>
  scene.emulator.store.create(scene.emulator.apiKey, { name, expires_at: -1, allocated_ammount: 1 });
const ID = keyId(numberedKey(1));
const isOn = () => scene.emulator.store.keys().map(({ is_active }) => is_active);
const ALREADY = (to: string) => `Proxy key "ci" (${ID}) is ${to} already; nothing is called.`;

test.each([
  ["disable", disableAction, "off", false],
  ["enable", enableAction, "on", true],
] as const)("%s makes sure, and does not flip what is so already", async (_, action, to, wanted) => {
  const { key } = somebodyCreates("ci");
  scene.emulator.store.change(key, { is_active: !wanted });
  expect(await invoke(action, { id: ID })).toEqual({
    progress: [`Proxy key "ci" (${ID}) is switched ${to}...`, `Proxy key "ci" (${ID}) is ${to}.`],
    said: [],
  });
  expect(isOn()).toEqual([wanted]);
  expect(await invoke(action, { id: ID })).toEqual({ progress: [ALREADY(to)], said: [] });
  expect(scene.count("POST /auth/proxy/toggle")).toBe(1);
});

test("a status of long ago is not believed", async () => {
  const { key } = somebodyCreates("ci");
  await invoke(enableAction, { id: ID });
  scene.emulator.store.change(key, { is_active: false });
  await scene.clock.advance(11_000);
  await invoke(enableAction, { id: ID });
  expect(isOn()).toEqual([true]);
});

test.each(["before", "after"] as const)("an answer lost %s the flip: it ends as wanted", async (when) => {
  somebodyCreates("ci");
  scene.emulator.inject({ endpoint: "POST /auth/proxy/toggle", kind: "reset", when });
  expect((await invoke(disableAction, { id: ID })).said).toEqual([]);
  expect(isOn()).toEqual([false]);
});

test.each([
  ["f".repeat(32), "The account has no proxy key with the id"],
  ["ek-proxy-abc", "The value of a key is not an id of a proxy key"],
])("refused: id %s", async (id, message) => {
  const { said, progress } = await invoke(disableAction, { id });
  expect(said).toEqual([expect.stringContaining(message)]);
  expect(progress).toEqual([]);
});

test("a refusal of the API is told, and the key stays as it is", async () => {
  somebodyCreates("ci");
  scene.emulator.inject({ endpoint: "POST /auth/proxy/toggle", kind: "respond", status: 403, body: {} });
  expect((await invoke(disableAction, { id: ID })).said).toEqual([
    expect.stringContaining('Cannot switch proxy key "ci" off'),
  ]);
  expect(isOn()).toEqual([true]);
});

describe("the plan of a switch", () => {
  test.each([
    [
      "disable",
      disableAction,
      true,
      `A proxy key will be switched off: Proxy key "ci" (${ID}) will be switched off, and is on now.`,
    ],
    [
      "disable",
      disableAction,
      false,
      `A proxy key is off already: Proxy key "ci" (${ID}) is off now: the action will call nothing.`,
    ],
    [
      "enable",
      enableAction,
      false,
      `A proxy key will be switched on: Proxy key "ci" (${ID}) will be switched on, and is off now.`,
    ],
    [
      "enable",
      enableAction,
      true,
      `A proxy key is on already: Proxy key "ci" (${ID}) is on now: the action will call nothing.`,
    ],
  ])("%s says by name what it will do", async (_, action, is_active, said) => {
    const { key } = somebodyCreates("ci");
    scene.emulator.store.change(key, { is_active });
    expect(await plan(action, { id: ID })).toEqual([["WARNING", said]]);
    expect([isOn(), scene.emulator.requests()]).toEqual([[is_active], { "GET /auth/proxy": 1 }]);
  });

  test.each([
    ["f".repeat(32), "The account has no proxy key with the id"],
    ["ek-proxy-abc", "The value of a key is not an id of a proxy key"],
  ])("refuses id %s", async (id, message) => {
    expect(await plan(disableAction, { id })).toEqual([["ERROR", expect.stringContaining(message)]]);
  });

  test("decides nothing while the id, or the account, is unknown", async () => {
    expect(await plan(disableAction, { id: UNKNOWN })).toEqual([]);
    process = await scene.processes.start({ api_key: UNKNOWN });
    expect(await plan(disableAction, { id: ID })).toEqual([]);
    expect(scene.emulator.requests()).toEqual({});
  });
});

describe("what waits says so as progress", () => {
  test("for the end of a lock-out", async () => {
    somebodyCreates("ci");
    scene.emulator.inject({
      endpoint: "POST /auth/proxy/toggle",
      kind: "respond",
      status: 429,
      body: { error: { message: "Rate limit exceeded. Try again in 180 seconds." } },
    });
    const { progress, said } = await invoke(disableAction, { id: ID });
    expect(said).toEqual([]);
    expect(progress[0]).toBe(`Proxy key "ci" (${ID}) is switched off...`);
    expect(progress[1]).toBe("Waiting until the account's lock-out ends (about 180 s)...");
    expect(progress.at(-1)).toBe(`Proxy key "ci" (${ID}) is off.`);
    // Every half minute, and no more.
    expect(progress.length).toBeLessThanOrEqual(9);
  });

  test("for the request budget", async () => {
    somebodyCreates("ci");
    process = await scene.processes.start({ requests_per_minute: Decimal.fromNumber(2) });
    await invoke(disableAction, { id: ID });
    const { progress } = await invoke(enableAction, { id: ID });
    expect(progress).toContainEqual(
      expect.stringMatching(/^Waiting until the request budget allows the next request \(about \d+ s\)\.\.\.$/),
    );
  });
});

describe("delete_all", () => {
  const confirm = (count: number) => invoke(deleteAllAction, { confirm_count: Decimal.fromNumber(count) });

  test("removes everything in one call where the number is right", async () => {
    somebodyCreates("a");
    somebodyCreates("b");
    expect(await confirm(2)).toEqual({
      progress: ["Removing every one of 2 proxy keys...", "2 proxy keys removed."],
      said: [],
    });
    expect(isOn()).toEqual([]);
    expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1, "DELETE /auth/proxy": 1 });
  });

  test("removes nothing where it is wrong, counted at that moment", async () => {
    somebodyCreates("a");
    await invoke(disableAction, { id: ID });
    somebodyCreates("came meanwhile");
    const { said } = await confirm(1);
    expect(said).toEqual([expect.stringContaining("confirm_count is 1, and the account has 2 proxy keys")]);
    expect(isOn()).toEqual([false, true]);
  });

  describe("in the plan", () => {
    const planned = (count: number | typeof UNKNOWN) =>
      plan(deleteAllAction, { confirm_count: count === UNKNOWN ? count : Decimal.fromNumber(count) });

    test("names what will go, and how many more", async () => {
      for (let n = 1; n <= 22; n++) somebodyCreates(`key ${n}`);
      const [[severity, said] = [], ...more] = await planned(22);
      expect([severity, more]).toEqual(["WARNING", []]);
      expect(said?.split("\n")).toEqual([
        "Every proxy key of the account will be removed in one call: There is no way back. The account has 22 proxy keys now:",
        ...Array.from({ length: 20 }, (_, n) => `- "key ${n + 1}" (${keyId(numberedKey(n + 1))})`),
        "- and 2 more",
      ]);
      expect(isOn()).toHaveLength(22);
    });

    test("refuses a wrong number, as the action itself does", async () => {
      somebodyCreates("a");
      const [refused] = await planned(2);
      expect(refused).toEqual([
        "ERROR",
        expect.stringContaining("confirm_count is 2, and the account has 1 proxy key:"),
      ]);
      expect((await confirm(2)).said).toEqual([refused?.[1]]);
    });

    test("leaves a number that is not known yet to the apply, and says nothing where there is no key", async () => {
      expect(await planned(0)).toEqual([]);
      somebodyCreates("a");
      await scene.clock.advance(11_000);
      process = await scene.processes.start();
      expect(await planned(UNKNOWN)).toEqual([["WARNING", expect.stringContaining('- "a"')]]);
    });
  });

  test("nothing to remove calls nothing", async () => {
    expect(await confirm(0)).toEqual({
      progress: ["The account has no proxy keys; nothing is called."],
      said: [],
    });
    expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
  });

  test.each([
    ["after", 0],
    ["before", 1],
  ] as const)("an answer lost %s the effect: looks, and never calls again", async (when, failures) => {
    somebodyCreates("a");
    scene.emulator.inject({ endpoint: "DELETE /auth/proxy", kind: "reset", when });
    expect((await confirm(1)).said).toHaveLength(failures);
    expect(isOn()).toHaveLength(failures);
    expect(scene.count("DELETE /auth/proxy")).toBe(1);
  });

  test.each([-1, 1.5])("refused: %d", async (count) => {
    expect((await confirm(count)).said).toEqual([expect.stringContaining("must be a number of keys, 0 or more")]);
    expect(scene.emulator.requests()).toEqual({});
  });
});
