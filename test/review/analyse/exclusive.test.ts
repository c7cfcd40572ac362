// Exclusive ownership in a plan: what it removes beside the declared keys.
import { type ExclusiveFacts } from "../../../src/review";
import { type ChangeJson, entryOf, updateOf } from "../plan-json";
import { factsOf } from "./facts";

const TYPE = "electronhub_proxy_keys_exclusive";
const STATE = {
  key_ids: ["a"],
  name_prefix: null,
  ignore_expiring_within: "24h",
  use_delete_all: false,
  present: { a: "one", b: "two" },
  ignored: {},
  remove: {},
};

const change = (
  actions: readonly string[],
  before: object | null,
  after: object | null,
  besides: Partial<ChangeJson> = {},
): ChangeJson => ({
  type: TYPE,
  name: "all",
  actions,
  before: before && { ...STATE, ...before },
  after: after && { ...STATE, ...after },
  before_sensitive: {},
  after_sensitive: {},
  ...besides,
});

function exclusiveOf(...changes: readonly ChangeJson[]): ExclusiveFacts | undefined {
  const plan = factsOf(changes);
  expect(plan.gaps).toEqual([]);
  return plan.exclusives[0];
}

test("an update removes what its plan names, one by one, and warns as the provider does", () => {
  const facts = exclusiveOf(change(["update"], {}, { remove: { b: "two", c: "three" } }));
  expect(facts).toMatchObject({
    address: `${TYPE}.all`,
    account: "electronhub",
    change: "update",
    removed: [
      { id: "b", name: "two" },
      { id: "c", name: "three" },
    ],
    isDeleteAll: false,
    areRemovalsKnown: true,
    operations: [
      { kind: "remove", text: "remove", on: "old" },
      { kind: "remove", text: "remove", on: "old" },
    ],
  });
  expect(facts?.warnings.map(({ summary, origin }) => [summary, origin])).toEqual([
    ["Proxy keys that key_ids does not name will be removed", "derived"],
  ]);
});

test("or at once", () => {
  const facts = exclusiveOf(
    change(["update"], {}, { key_ids: [], use_delete_all: true, remove: { a: "one", b: "two" } }),
  );
  expect(facts).toMatchObject({
    isDeleteAll: true,
    operations: [{ kind: "delete all", text: "delete all", on: "old" }],
    warnings: [{ summary: "Every proxy key of the account will be removed in one call" }],
  });
});

test.each<[string, ChangeJson, string]>([
  [
    "a create only records",
    change(
      ["create"],
      null,
      { present: undefined, ignored: undefined },
      { after_unknown: { present: true, ignored: true } },
    ),
    "create",
  ],
  ["a destroy removes nothing", change(["delete"], { remove: { b: "two" } }, null), "destroy"],
  [
    "what the last apply has removed is not removed again",
    change(["update"], { remove: { b: "two" } }, { remove: { b: "two" }, name_prefix: "x" }),
    "update",
  ],
  ["a forget", change(["forget"], {}, null), "forget"],
  ["a move", change(["no-op"], {}, {}, { previous_address: `${TYPE}.old` }), "move"],
  ["an import", change(["no-op"], {}, {}, { importing: { id: "x" } }), "import"],
])("%s", (_what, changed, kind) => {
  expect(exclusiveOf(changed)).toMatchObject({ change: kind, removed: [], operations: [], areRemovalsKnown: true });
});

test("what is removed may be known only during apply", () => {
  const changed = change(["update"], {}, { remove: undefined }, { after_unknown: { remove: true } });
  expect(exclusiveOf(changed)).toMatchObject({ removed: [], areRemovalsKnown: false });
});

test("unchanged, it is not listed; drifted or put off, it is", () => {
  expect(exclusiveOf(change(["no-op"], {}, {}))).toBeUndefined();
  const drift = entryOf(change(["update"], {}, { present: { a: "one" } }));
  expect(factsOf([change(["no-op"], {}, {})], { resource_drift: [drift] }).exclusives).toMatchObject([
    { change: "drift" },
  ]);
  const deferred_changes = [{ reason: "absent_prereq", resource_change: entryOf(change(["update"], {}, {})) }];
  expect(factsOf([], { deferred_changes }).exclusives).toMatchObject([{ change: "defer", areRemovalsKnown: false }]);
});

test("names that are sensitive are not shown", () => {
  const changed = change(["update"], {}, { remove: { b: "hush" } }, { after_sensitive: { remove: true } });
  const facts = exclusiveOf(changed);
  expect(facts?.removed).toEqual([{ id: "b", name: "(sensitive)" }]);
  expect(JSON.stringify(facts)).not.toContain("hush");
});

test("keys that nothing declares are counted, and their calls", () => {
  const plan = factsOf([
    change(["update"], {}, { remove: { b: "two" } }),
    updateOf({}, { name: "b" }, ["update name"]),
  ]);
  expect(plan.counts).toMatchObject({ undeclared: 1, update: 1 });
  // Two calls, and the list that is looked at before anything is removed. It serves the update too, if that comes later.
  expect(plan.cost).toMatchObject({ requests: 3, isAtLeast: true });
});

test.each<[string, ChangeJson, number]>([
  ["a removal: its call, and the list before it", change(["update"], {}, { remove: { b: "two" } }), 2],
  ["all at once", change(["update"], {}, { remove: { b: "two", c: "three" }, use_delete_all: true }), 2],
  ["a create: the list", change(["create"], null, {}), 1],
  [
    "another scope: the list",
    change(["update"], {}, { present: undefined, name_prefix: "x" }, { after_unknown: { present: true } }),
    1,
  ],
  ["other settings: nothing", change(["update"], {}, { name_prefix: "x" }), 0],
  ["a destroy: nothing", change(["delete"], {}, null), 0],
])("what it costs: %s", (_what, changed, requests) => {
  expect(factsOf([changed]).cost).toMatchObject({ requests, isAtLeast: false });
});
