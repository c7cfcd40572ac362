// Actions: guarded switches, and the removal of everything with a confirmation.
import { keyId } from "../../src/api/key-id";
import { deleteAllAction } from "../../src/provider/action-delete-all";
import { disableAction, enableAction } from "../../src/provider/action-switch-proxy-key";
import { type ObjectValue, Decimal } from "../../src/terraform/cty";
import { type Attributes, type Schema } from "../../src/terraform/framework";
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
      if (type.case === "completed") completions.push(saysOf(type.value.diagnostics));
      else progress.push(type.value?.message ?? "");
    }
    expect(completions).toHaveLength(1);
    return { progress, said: completions.flat() };
  };
  return scene.clock.run(events());
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
  ["ek-proxy-abc", "The value of a key is no id of a proxy key"],
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
