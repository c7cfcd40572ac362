// Which texts are states or plans, and which keys they manage.
import { managedIds } from "../../../src/cli/keys/managed-ids";

const ids = (json: unknown) => [...managedIds(JSON.stringify(json))].sort();
const resource = (type: string, id: string, mode = "managed") => ({ mode, type, name: "x", values: { id } });
const KEY = "electronhub_proxy_key";

test("a state file: every instance, deposed ones included, and nothing else", () => {
  const state = {
    version: 4,
    resources: [
      {
        mode: "managed",
        type: KEY,
        instances: [{ attributes: { id: "a" } }, { attributes: { id: "b" }, deposed: "1" }],
      },
      { mode: "managed", type: KEY, module: "module.m", instances: [{ attributes: { id: "c" } }] },
      { mode: "data", type: KEY, instances: [{ attributes: { id: "data" } }] },
      { mode: "managed", type: "other_key", instances: [{ attributes: { id: "other" } }] },
    ],
  };
  expect(ids(state)).toEqual(["a", "b", "c"]);
});

test("a state as terraform shows it, nested modules included", () => {
  const child = { resources: [resource(KEY, "c")] };
  const root_module = {
    resources: [resource(KEY, "a"), resource(KEY, "data", "data"), resource("other_key", "other")],
    child_modules: [{ child_modules: [child] }],
  };
  expect(ids({ format_version: "1.0", terraform_version: "1.11.4", values: { root_module } })).toEqual(["a", "c"]);
});

test("a plan as terraform shows it: what is there before and what will be after", () => {
  const plan = {
    format_version: "1.2",
    planned_values: { root_module: { resources: [resource(KEY, "kept")] } },
    prior_state: { values: { root_module: { resources: [resource(KEY, "prior")] } } },
    resource_changes: [
      { mode: "managed", type: KEY, change: { before: { id: "removed" }, after: null } },
      { mode: "managed", type: KEY, change: { before: null, after: { name: "new" } } },
      { mode: "managed", type: "other_key", change: { before: { id: "other" }, after: null } },
    ],
  };
  expect(ids(plan)).toEqual(["kept", "prior", "removed"]);
});

test("an empty state manages nothing", () => {
  expect(ids({ version: 4, resources: [] })).toEqual([]);
  expect(ids({ format_version: "1.0", terraform_version: "1.11.4" })).toEqual([]);
});

test.each(["", "\n", " \r\n\t"])("nothing at all is a state that was not saved yet: %j", (text) => {
  expect(managedIds(text)).toEqual(new Set());
});

test.each([
  ["half of a state", '{"version":4,"resour'],
  ["no JSON", "resource {}"],
  ["a list", "[]"],
  ["a state of another version", '{"version":3,"modules":[]}'],
  ["some other JSON", '{"resources":{"a":1}}'],
  ["a package.json", '{"name":"x","version":"1.0.0"}'],
])("%s is refused", (_, text) => {
  expect(() => managedIds(text)).toThrow(/^it is (not JSON|neither a state)/);
});
