// `moved` from resources that managed keys through the bare API: states as those providers write them.
import { keyId } from "../../../src/api/key-id";
import { proxyKeyIdentity, proxyKeySchema } from "../../../src/provider/proxy-key/schema";
import { decode } from "../../../src/terraform/cty";
import { identityTypeOf } from "../../../src/terraform/framework";
import { numberedKey } from "../../support/emulator";
import { type ProviderProcess } from "../../support/provider-process";
import { Scene, declare, textsOf } from "../../support/scene";
import { fromWire, saysOf } from "../../support/typed-rpc";

const typeName = "electronhub_proxy_key";
const KEY = numberedKey(1);
const OTHER = numberedKey(2);
const ID = keyId(KEY);

let scene: Scene;
let process: ProviderProcess;
beforeEach(async () => {
  scene = await Scene.open();
  process = await scene.processes.start();
});
afterEach(() => scene.close());

const move = (sourceTypeName: string, state: object, targetTypeName = typeName) =>
  process.rpc.moveResourceState({
    sourceProviderAddress: "registry.terraform.io/mastercard/restapi",
    sourceTypeName,
    targetTypeName,
    sourceState: { json: new TextEncoder().encode(JSON.stringify(state)) },
  });

const RECORD = {
  name: "ci",
  key: KEY,
  expires_at: 1_798_675_200,
  allocated_ammount: 10,
  used_ammount: 0,
  is_active: true,
  model_whitelist: ["gpt-4o"],
  ip_whitelist: [],
  created_at: 1_767_225_600,
  last_used: null,
};
const SENT = { name: "ci", expires_at: 1_798_675_200, allocated_ammount: 10, model_whitelist: ["gpt-4o"] };
const json = (value: unknown) => JSON.stringify(value);

/** Of Mastercard/restapi: texts, and a map of texts as Go prints values. */
const RESTAPI = {
  id: KEY,
  object_id: null,
  id_attribute: "key",
  path: "/auth/proxy",
  create_path: "/auth/proxy/create",
  read_search: { search_key: "key", search_value: KEY },
  data: json({ ...SENT, limit_type: "weekly" }),
  update_data: null,
  api_data: {
    name: "ci",
    key: KEY,
    expires_at: "1.7986752e+09",
    allocated_ammount: "10",
    is_active: "true",
    model_whitelist: "[gpt-4o]",
    last_used: "<nil>",
  },
  api_response: json(RECORD),
  create_response: json(RECORD),
};

/** Of magodo/restful: dynamic values, as states write them, and a path as id. */
const RESTFUL = {
  id: `/auth/proxy/${KEY}`,
  path: "/auth/proxy/create",
  read_path: "/auth/proxy/$(body.key)",
  body: { type: ["object", {}], value: { ...SENT, limit_type: "weekly" } },
  output: { type: ["object", {}], value: RECORD },
};

const MOVED = {
  name: "ci",
  limit_type: "weekly",
  expires_at: "2026-12-31T00:00:00Z",
  valid_for: null,
  model_whitelist: ["gpt-4o"],
  ip_whitelist: null,
  enabled: true,
  deletion_policy: "delete",
  store_key: false,
  key: null,
  id: ID,
  created_at: "2026-01-01T00:00:00Z",
  operations: ["#0 import"],
};

test.each<[string, string, object]>([
  ["restapi_object", "restapi_object", RESTAPI],
  [
    "one whose last answer was the whole list",
    "restapi_object",
    { ...RESTAPI, api_response: json([RECORD, { ...RECORD, key: OTHER }]) },
  ],
  ["one that has its key by api_data only", "restapi_object", { ...RESTAPI, id: "ci" }],
  [
    "one that has its key in an answer only",
    "restapi_object",
    { ...RESTAPI, id: "ci", api_data: null, read_search: null },
  ],
  ["restful_resource", "restful_resource", RESTFUL],
  [
    "one of an early version, with texts",
    "restful_resource",
    { ...RESTFUL, body: json({ ...SENT, limit_type: "weekly" }), output: json(RECORD) },
  ],
])("%s: the key as an import leaves it, and no secret", async (_, source, state) => {
  const answer = await move(source, state);
  expect(saysOf(answer.diagnostics)).toEqual([]);
  expect(fromWire(proxyKeySchema, answer.targetState)).toMatchObject(MOVED);
  const identity = answer.targetIdentity?.identityData;
  expect(identity && decode(identityTypeOf(proxyKeyIdentity), identity.msgpack)).toEqual({ id: ID });
  expect(Buffer.from(answer.targetState?.msgpack ?? []).toString("latin1")).not.toContain("ek-proxy-");
  expect(Buffer.from(answer.targetPrivate).toString()).not.toContain("ek-proxy-");
  expect(scene.emulator.requests()).toEqual({});
});

test.each<[string, object, string | null]>([
  ["sent without one, it is the API's default", { data: json(SENT) }, "daily"],
  ["sent otherwise by updates, it is not certain", { update_data: json(SENT) }, null],
  ["not to be read from what was sent, it is not certain", { data: "{broken" }, null],
  ["of no kind that the API has, it is not certain", { data: json({ ...SENT, limit_type: "yearly" }) }, null],
])("limit_type: %s", async (_, differs, expected) => {
  const { targetState } = await move("restapi_object", { ...RESTAPI, ...differs });
  expect(fromWire(proxyKeySchema, targetState)).toMatchObject({ id: ID, name: "ci", limit_type: expected });
});

test("a state that tells little else gives the id alone; the refresh fills in the rest", async () => {
  const { targetState } = await move("restful_resource", { id: KEY, path: "/auth/proxy" });
  expect(fromWire(proxyKeySchema, targetState)).toMatchObject({ id: ID, name: null, limit_type: null, key: null });
});

test.each<[string, string, object, string]>([
  ["another type", "null_resource", { id: "1" }, 'A proxy key cannot be moved from "null_resource"'],
  ["a state without a key", "restapi_object", { id: "1", data: "{}", api_data: { key: "x" } }, "holds no proxy key"],
  ["an object of another API", "restful_resource", { id: "/users/1", output: null }, "holds no proxy key"],
  ["a state with two keys", "restapi_object", { ...RESTAPI, id: OTHER }, `holds 2 proxy keys`],
  [
    "answers with two keys",
    "restapi_object",
    { id: "x", api_response: json([RECORD, { key: OTHER }]) },
    `- ${keyId(OTHER)}`,
  ],
])("%s is refused, and what to do instead is said", async (_, source, state, message) => {
  const answer = await move(source, state);
  expect(answer.targetState).toBeUndefined();
  const [said = "", ...more] = saysOf(answer.diagnostics);
  expect(more).toEqual([]);
  expect(said).toContain(message);
  expect(said).toContain("Import the key instead");
  expect(said).not.toContain("ek-proxy-");
});

test("a resource that takes over nothing says so", async () => {
  const answer = await move("restapi_object", RESTAPI, "electronhub_proxy_keys_exclusive");
  expect(saysOf(answer.diagnostics)).toEqual([
    expect.stringContaining("electronhub_proxy_keys_exclusive cannot be moved from restapi_object"),
  ]);
});

/** As Terraform goes on after a move. */
async function refreshed(state: object) {
  const { targetState, targetPrivate } = await move("restapi_object", state);
  const read = () => process.rpc.readResource({ typeName, currentState: targetState, private: targetPrivate });
  return scene.clock.run(read());
}

test("the refresh after it finds the key, and the next plan shows only what is new", async () => {
  const { key } = scene.emulator.store.create(scene.emulator.apiKey, { ...SENT, limit_type: "weekly" });
  expect(key).toBe(KEY);
  const read = await refreshed(RESTAPI);
  expect(saysOf(read.diagnostics)).toEqual([]);
  const value = fromWire(proxyKeySchema, read.newState);
  expect(value).toMatchObject(MOVED);

  scene.core.state.set("k", { value: value ?? {}, private: read.private, tainted: false });
  const declared = declare({ limit_type: "weekly", expires_at: "2026-12-31T00:00:00Z", model_whitelist: ["gpt-4o"] });
  const plan = await scene.plan({ k: { ...declared, store_key: false } });
  expect([textsOf(plan), [...plan.changes]]).toEqual([[], []]);

  // The value may come back into the state, where the configuration does not keep it out.
  const storing = await scene.plan({ k: declared });
  expect(textsOf(storing)).toEqual([]);
  expect(storing.changes.get("k")?.planned).toMatchObject({ store_key: true, operations: ["#1 no call"] });
});

test("a key that the account does not have is never taken for gone", async () => {
  const read = await refreshed(RESTAPI);
  expect(saysOf(read.diagnostics)).toEqual([expect.stringContaining("is not in the account's list")]);
  expect(fromWire(proxyKeySchema, read.newState)).toMatchObject({ id: ID, name: "ci" });
});
