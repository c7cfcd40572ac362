// Two machines that share the request ledger create keys of equal settings in the same moment, and answers are lost: each has a
// key of its own in the end, and there is none besides.
import { keyId } from "../../../src/api/key-id";
import { type Fault } from "../../../src/emulator";
import { proxyKeySchema } from "../../../src/provider/proxy-key/schema";
import { Core, type Run } from "../../support/core";
import { Scene, declare, textsOf } from "../../support/scene";

const CREATE = "POST /auth/proxy/create";

let scene: Scene;
beforeEach(async () => (scene = await Scene.open()));
afterEach(() => scene.close());

/** terraform apply on each of two machines at once, of which the first to create meets the fault. */
async function applyOnBoth(faults: readonly Fault[], settings = {}) {
  const machines = [
    new Core("electronhub_proxy_key", proxyKeySchema),
    new Core("electronhub_proxy_key", proxyKeySchema),
  ];
  const declared = new Map([["ci", declare(settings)]]);
  const applying = async (core: Core): Promise<Run> => {
    const plan = await core.plan(await scene.processes.start(), declared);
    return core.apply(await scene.processes.start(), plan);
  };
  faults.forEach((fault) => scene.emulator.inject(fault));
  const runs = await scene.clock.run(Promise.all(machines.map(applying)));
  const owned = machines.flatMap(({ state }) => [...state.values()].map(({ value }) => value.id));
  const there = scene.emulator.store.keys().map(({ key }) => keyId(key));
  return { texts: runs.flatMap(textsOf), owned: owned.sort(), there: there.sort() };
}

test.each<[string, Fault]>([
  ["and its create came to nothing", { endpoint: CREATE, kind: "reset" }],
  ["and its create took effect", { endpoint: CREATE, kind: "reset", when: "after" }],
  [
    "past the timeout, and its create takes effect late",
    { endpoint: CREATE, kind: "delay", when: "before", milliseconds: 45_000 },
  ],
  ["past the timeout", { endpoint: CREATE, kind: "delay", when: "after", milliseconds: 60_000 }],
])("one of them loses its answer %s", async (_, fault) => {
  const { texts, owned, there } = await applyOnBoth([fault]);
  expect(texts).toEqual([]);
  expect(there).toHaveLength(2);
  expect(owned).toEqual(there);
});

test("keys that are off from their beginning as well", async () => {
  const { texts, owned, there } = await applyOnBoth([{ endpoint: CREATE, kind: "reset" }], { enabled: false });
  expect(texts).toEqual([]);
  expect(owned).toEqual(there);
  expect(scene.emulator.store.keys().map(({ is_active }) => is_active)).toEqual([false, false]);
});

test("both lose their answers, and one create came to nothing: the key that is there belongs to the first that finds it", async () => {
  const { texts, owned, there } = await applyOnBoth([
    { endpoint: CREATE, kind: "reset" },
    { endpoint: CREATE, kind: "reset", when: "after" },
  ]);
  expect(texts).toEqual([]);
  expect(there).toHaveLength(2);
  expect(owned).toEqual(there);
});

test("both lose their answers, and both creates took effect", async () => {
  const { texts, owned, there } = await applyOnBoth([{ endpoint: CREATE, kind: "reset", when: "after", times: 2 }]);
  expect(texts).toEqual([]);
  expect(there).toHaveLength(2);
  expect(owned).toEqual(there);
});
