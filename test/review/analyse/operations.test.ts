// Which calls the apply makes for a key: what the provider has planned, else what its diff engine says.
import { type ChangeJson, KEY, createOf, destroyOf, replaceOf, updateOf } from "../plan-json";
import { factsOf, keyOf } from "./facts";

const callsOf = (change: ChangeJson) => {
  const { operations, areOperationsKnown } = keyOf(change);
  return [...operations.map(({ text, on }) => `${text} (${on})`), ...(areOperationsKnown ? [] : ["?"])];
};

const unknown = (change: ChangeJson, shadow: Readonly<Record<string, unknown>>): ChangeJson => ({
  ...change,
  after: { ...Object(change.after), operations: undefined },
  after_unknown: { ...Object(change.after_unknown), ...shadow, operations: true },
});

test.each<[string, ChangeJson, readonly string[]]>([
  ["a create", createOf(), ["create (new)"]],
  [
    "a create that is off",
    createOf({ enabled: false, operations: ["#1 create", "#1 toggle off"] }),
    ["create (new)", "toggle off (new)"],
  ],
  ["an update", updateOf({}, { name: "b" }, ["update name"]), ["update name (new)"]],
  [
    "an update and off",
    updateOf({}, { name: "b", enabled: false }, ["toggle off", "update name"]),
    ["toggle off (new)", "update name (new)"],
  ],
  ["no call", updateOf({}, { store_key: false }, ["no call"]), []],
  ["those of the last change", { ...updateOf({}, {}, []), after: { ...KEY, store_key: false } }, []],
  [
    "a plan that does not tell",
    { ...updateOf({}, {}, []), after: { ...KEY, name: "b", enabled: false, operations: null } },
    ["toggle off (new)", "update name (new)"],
  ],
  ["a destroy", destroyOf(), ["remove (old)"]],
  ["a destroy that switches off", destroyOf({ deletion_policy: "disable" }), ["toggle off (old)"]],
  ["a destroy of what is off", destroyOf({ deletion_policy: "disable", enabled: false }), []],
  [
    "a destroy that expires",
    destroyOf({ deletion_policy: "expire", deletion_grace_period: "24h" }),
    ["update expires_at (old)"],
  ],
  [
    "a destroy of what expires sooner",
    destroyOf({ deletion_policy: "expire", deletion_grace_period: "24h", expires_at: "2026-11-27T06:00:00Z" }),
    [],
  ],
  ["a destroy that abandons", destroyOf({ deletion_policy: "abandon" }), []],
  ["a destroy by an earlier version", destroyOf({ deletion_policy: null }), ["remove (old)"]],
  ["a replacement", replaceOf({}, {}), ["remove (old)", "create (new)"]],
  [
    "a replacement, create first",
    replaceOf({ deletion_policy: "disable" }, {}, ["create", "delete"]),
    ["create (new)", "toggle off (old)"],
  ],
  ["a replacement that forgets", replaceOf({}, {}, ["create", "forget"]), ["create (new)"]],
  ["a forget", destroyOf({}, { actions: ["forget"] }), []],
  [
    "an unknown setting",
    unknown(updateOf({ model_whitelist: ["a"] }, { name: "b" }, []), { model_whitelist: true }),
    ["update name, model_whitelist (new)", "?"],
  ],
  ["an unknown switch", unknown(updateOf({}, {}, []), { enabled: true }), ["toggle off (new)", "?"]],
  [
    "an unknown switch of what is off",
    unknown(updateOf({ enabled: false }, { name: "b" }, []), { enabled: true }),
    ["update name (new)", "toggle on (new)", "?"],
  ],
  [
    "an unknown expiry of which nothing is told",
    unknown(updateOf({}, {}, []), { expires_at: true }),
    ["update expires_at (new)", "?"],
  ],
  ["an unknown value that no call sends", unknown(updateOf({}, {}, []), { deletion_policy: true }), []],
  ["a create of which something is unknown", unknown(createOf(), { name: true }), ["create (new)"]],
  [
    "a create of which the switch is unknown",
    unknown(createOf(), { enabled: true }),
    ["create (new)", "toggle off (new)", "?"],
  ],
])("%s", (_what, change, expected) => {
  expect(callsOf(change)).toEqual(expected);
});

describe("where the plan and its values disagree", () => {
  const words =
    "The plan's operations are not those that its values ask for. Was it planned by another version of the provider?";
  const gapsOf = (change: ChangeJson) => factsOf([change]).gaps;

  test.each<[string, ChangeJson]>([
    ["another call", updateOf({}, { name: "b" }, ["update name, allocated_amount"])],
    ["a call less", updateOf({}, { name: "b", enabled: false }, ["update name"])],
    ["another order", updateOf({}, { name: "b", enabled: false }, ["update name", "toggle off"])],
    ["a call that is not known", updateOf({}, { name: "b" }, ["patch name"])],
    ["a call for nothing", updateOf({}, {}, ["update name"])],
  ])("%s is a gap", (_what, change) => {
    expect(gapsOf(change)).toEqual([{ address: "electronhub_proxy_key.ci", words }]);
  });

  test("limit_type may be sent again: why is known to the provider alone", () => {
    expect(gapsOf(updateOf({}, { renew_before: "1h" }, ["update limit_type"]))).toEqual([]);
    expect(gapsOf(updateOf({}, { enabled: false }, ["toggle off", "update limit_type"]))).toEqual([]);
  });

  test("an expiry that is computed at apply is always sent", () => {
    const before = { expires_at: "2026-12-01T00:00:00Z", valid_for: "720h", renew_before: "240h" };
    const change = updateOf(before, { expires_at: undefined }, ["update expires_at"], {
      after_unknown: { expires_at: true },
    });
    expect(gapsOf(change)).toEqual([]);
    expect(callsOf(change)).toEqual(["update expires_at (new)"]);
  });
});
