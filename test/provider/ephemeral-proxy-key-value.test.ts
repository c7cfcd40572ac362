// The value of a managed key, for write-only arguments elsewhere.
import { keyId } from "../../src/api/key-id";
import { ephemeralProxyKeyValue } from "../../src/provider/ephemeral-proxy-key-value";
import { type ProviderProcess } from "../support/provider-process";
import { Scene } from "../support/scene";
import { blockOf, fromWire, saysOf, toWire } from "../support/typed-rpc";

const { typeName, schema } = ephemeralProxyKeyValue;

let scene: Scene;
let process: ProviderProcess;
beforeEach(async () => {
  scene = await Scene.open();
  process = await scene.processes.start();
});
afterEach(() => scene.close());

const open = (id: string) =>
  scene.clock.run(process.rpc.openEphemeralResource({ typeName, config: toWire(schema, blockOf(schema, { id })) }));

test("by id, from the one list; nothing to renew or close", async () => {
  const { key } = scene.emulator.store.create(scene.emulator.apiKey, {
    name: "ci",
    expires_at: -1,
    allocated_ammount: 1,
  });
  for (let n = 0; n < 2; n++) {
    const opened = await open(keyId(key));
    expect(opened.diagnostics).toEqual([]);
    expect(fromWire(schema, opened.result)).toEqual({ id: keyId(key), name: "ci", key });
    expect([opened.renewAt, opened.private?.length ?? 0]).toEqual([undefined, 0]);
    const closed = await process.rpc.closeEphemeralResource({ typeName, private: opened.private });
    expect(closed.diagnostics).toEqual([]);
  }
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
});

test.each([
  ["f".repeat(32), `The account has no proxy key with the id ${"f".repeat(32)}`],
  ["ci", '"ci" is not an id of a proxy key'],
  ["ek-proxy-abc", "The value of a key is not an id of a proxy key"],
])("refused: %s", async (id, message) => {
  const said = saysOf((await open(id)).diagnostics).join();
  expect(said).toContain(message);
  expect(said).not.toContain("ek-proxy-");
});
