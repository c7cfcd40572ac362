// store_key = false: no secret in state, and the key found again by its id.
import { keyId } from "../../../src/api/key-id";
import { Scene, declare, textsOf } from "../../support/scene";

let scene: Scene;
beforeEach(async () => (scene = await Scene.open()));
afterEach(() => scene.close());

const SECRETLESS = declare({ store_key: false });
const remote = () => scene.emulator.store.keys();
const stored = () => JSON.stringify([...scene.core.state.values()].map(({ value }) => value.key));

test("a key's whole life without its value in state", async () => {
  expect(textsOf(await scene.apply({ a: SECRETLESS }))).toEqual([]);
  expect(scene.core.state.get("a")?.value).toMatchObject({ key: null, id: keyId(remote()[0]?.key ?? "") });
  expect([...(await scene.plan({ a: SECRETLESS })).changes]).toEqual([]);

  const changed = { ...SECRETLESS, enabled: false, limit_type: "weekly" };
  expect(textsOf(await scene.apply({ a: changed }))).toEqual([]);
  expect(remote()).toMatchObject([{ is_active: false, limit_type: "weekly" }]);
  expect(stored()).toBe("[null]");

  expect(textsOf(await scene.apply({}))).toEqual([]);
  expect(remote()).toEqual([]);
});

test("created off, with a lost answer on the way", async () => {
  const run = await scene.apply({ a: { ...SECRETLESS, enabled: false } }, [
    { endpoint: "POST /auth/proxy/create", kind: "reset", when: "after" },
  ]);
  expect(textsOf(run)).toEqual([]);
  expect(remote()).toMatchObject([{ is_active: false }]);
  expect(stored()).toBe("[null]");
});

test("turned on later: the value is fetched, with no write", async () => {
  await scene.apply({ a: SECRETLESS });
  scene.emulator.resetRequests();
  expect(textsOf(await scene.apply({ a: declare() }))).toEqual([]);
  expect(scene.core.state.get("a")?.value).toMatchObject({ key: remote()[0]?.key, operations: ["#2 no call"] });
  expect(Object.keys(scene.emulator.requests())).toEqual(["GET /auth/proxy"]);
});

test("turned off later: the value leaves the state, and the plan says where it still stands", async () => {
  await scene.apply({ a: declare() });
  expect(textsOf(await scene.plan({ a: SECRETLESS }))).toEqual([
    expect.stringContaining("backups and earlier versions of the state"),
  ]);
  expect(textsOf(await scene.apply({ a: SECRETLESS }))).toEqual([]);
  expect(stored()).toBe("[null]");
  expect([...(await scene.plan({ a: SECRETLESS })).changes]).toEqual([]);
});

test("gone is what two lists in a row lack", async () => {
  await scene.apply({ a: SECRETLESS });
  scene.emulator.inject({ endpoint: "GET /auth/proxy", kind: "omit", which: "newest" });
  expect([...(await scene.plan({ a: SECRETLESS })).changes]).toEqual([]);
  scene.emulator.resetRequests();
  scene.emulator.store.removeAll(scene.emulator.apiKey);
  expect([...(await scene.plan({ a: SECRETLESS })).changes.keys()]).toEqual(["a"]);
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 2 });
});

test("many that are gone share the second list", async () => {
  const three = { a: SECRETLESS, b: SECRETLESS, c: SECRETLESS };
  await scene.apply(three);
  scene.emulator.store.removeAll(scene.emulator.apiKey);
  scene.emulator.resetRequests();
  expect((await scene.plan(three)).changes.size).toBe(3);
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 2 });
});

test("an import stores no value; a configuration that leaves store_key out then plans one visible change", async () => {
  const key = scene.emulator.store.create(scene.emulator.apiKey, { name: "ci", expires_at: -1, allocated_ammount: 10 });
  await scene.import("a", "name:ci");
  expect(scene.core.state.get("a")?.value).toMatchObject({ key: null, store_key: false, deletion_policy: "delete" });
  expect([...(await scene.plan({ a: SECRETLESS })).changes]).toEqual([]);
  expect([...(await scene.plan({ a: declare() })).changes.keys()]).toEqual(["a"]);
  await scene.apply({ a: declare() });
  expect(scene.core.state.get("a")?.value.key).toBe(key.key);
});
