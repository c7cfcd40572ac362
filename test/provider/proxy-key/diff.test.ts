// The diff engine against the design's table: every row, and all combinations and the fail-safe order as properties.
import fc from "fast-check";
import { type Deletion, type Operation, diff } from "../../../src/provider/proxy-key/diff";
import { describeOperation } from "../../../src/provider/proxy-key/operations";
import { type SettingName, type Settings } from "../../../src/provider/proxy-key/settings";

const BEFORE: Settings = {
  name: "ci",
  allocated_amount: 100,
  limit_type: "daily",
  expires_at: 1_800_000_000,
  model_whitelist: ["gpt-4o"],
  ip_whitelist: ["10.0.0.0/8"],
  enabled: true,
};

/** Every setting with another value. */
const AFTER: Settings = {
  name: "nightly",
  allocated_amount: 200,
  limit_type: "weekly",
  expires_at: null,
  model_whitelist: ["gpt-4o", "claude-sonnet-4"],
  ip_whitelist: null,
  enabled: true,
};

const SWITCH = {
  "stays on": [true, true],
  "stays off": [false, false],
  "on to off": [true, false],
  "off to on": [false, true],
} as const;

const change = (attributes: readonly SettingName[]): Settings =>
  attributes.reduce((settings, attribute) => ({ ...settings, [attribute]: AFTER[attribute] }), BEFORE);

const describeAll = (operations: readonly Operation[]) => operations.map(describeOperation);

/** All other combinations are the properties' below. */
const TABLE: [SettingName[], keyof typeof SWITCH, string[]][] = [
  [["name"], "stays on", ["update name"]],
  [["name"], "stays off", ["update name"]],
  [["name"], "on to off", ["toggle off", "update name"]],
  [["name"], "off to on", ["update name", "toggle on"]],
  [["allocated_amount", "ip_whitelist"], "on to off", ["toggle off", "update allocated_amount, ip_whitelist"]],
  [["limit_type", "expires_at"], "off to on", ["update limit_type, expires_at", "toggle on"]],
];

describe("a change to an existing key", () => {
  test.each(TABLE)("of %j, %s: %j", (attributes, toggle, expected) => {
    const [before, after] = SWITCH[toggle];
    const operations = diff({ ...BEFORE, enabled: before }, { ...change(attributes), enabled: after });
    expect(describeAll(operations)).toEqual(expected);
  });

  test("of every setting at once names them all, in schema order", () => {
    expect(describeAll(diff(BEFORE, AFTER))).toEqual([
      "update name, allocated_amount, limit_type, expires_at, model_whitelist, ip_whitelist",
    ]);
  });

  test.each<[string, Partial<Settings>]>([
    ["another order of models", { model_whitelist: ["b", "a"] }],
    ["another spelling of an address", { ip_whitelist: ["10.0.0.5/32", "2001:DB8::0"] }],
  ])("of nothing but %s needs no call", (_, respelled) => {
    const before = { ...BEFORE, model_whitelist: ["a", "b"], ip_whitelist: ["2001:db8::", "10.0.0.5"] };
    expect(diff(before, { ...before, ...respelled })).toEqual([]);
  });

  test("of a limit_type that the API does not tell is a change once it is chosen", () => {
    expect(describeAll(diff({ ...BEFORE, limit_type: null }, BEFORE))).toEqual(["update limit_type"]);
    expect(diff({ ...BEFORE, limit_type: null }, { ...BEFORE, limit_type: null })).toEqual([]);
  });
});

describe("the ends of a key's life", () => {
  test.each<[string, Settings | null, Settings | null, string[]]>([
    ["a new key", null, BEFORE, ["create"]],
    ["a new key that is off", null, { ...BEFORE, enabled: false }, ["create", "toggle off"]],
    ["a key that goes", BEFORE, null, ["remove"]],
    ["a key that is off and goes", { ...BEFORE, enabled: false }, null, ["remove"]],
    ["a key that never was", null, null, []],
  ])("%s", (_, prior, planned, expected) => {
    expect(describeAll(diff(prior, planned))).toEqual(expected);
  });
});

describe("a destroy, by its policy", () => {
  const key: Settings = {
    name: "a",
    allocated_amount: 1,
    limit_type: "daily",
    expires_at: null,
    model_whitelist: null,
    ip_whitelist: null,
    enabled: true,
  };
  test.each<[string, Settings, Deletion, readonly string[]]>([
    ["delete", key, { policy: "delete" }, ["remove"]],
    ["delete, off", { ...key, enabled: false }, { policy: "delete" }, ["remove"]],
    ["disable", key, { policy: "disable" }, ["toggle off"]],
    ["disable, off", { ...key, enabled: false }, { policy: "disable" }, []],
    ["expire, never expiring", key, { policy: "expire", at: 100 }, ["update expires_at"]],
    ["expire, expiring later", { ...key, expires_at: 101 }, { policy: "expire", at: 100 }, ["update expires_at"]],
    ["expire, expiring then", { ...key, expires_at: 100 }, { policy: "expire", at: 100 }, []],
    ["expire, expiring earlier", { ...key, expires_at: 99 }, { policy: "expire", at: 100 }, []],
    ["abandon", key, { policy: "abandon" }, []],
  ])("%s", (_, prior, deletion, expected) => {
    expect(diff(prior, null, deletion).map(describeOperation)).toEqual(expected);
  });

  test("of what does not exist is nothing", () => {
    expect(diff(null, null, { policy: "delete" })).toEqual([]);
  });
});

const settings: fc.Arbitrary<Settings> = fc.record({
  name: fc.constantFrom("a", "b"),
  allocated_amount: fc.constantFrom(1, 2),
  limit_type: fc.constantFrom("daily" as const, "weekly" as const, null),
  expires_at: fc.constantFrom(null, 1_800_000_000, 1_900_000_000),
  model_whitelist: fc.constantFrom(null, ["x"], ["x", "y"]),
  ip_whitelist: fc.constantFrom(null, ["10.0.0.1"], ["10.0.0.0/8"]),
  enabled: fc.boolean(),
});

const withoutSwitch = ({ enabled: _, ...rest }: Settings) => rest;

test("at no instant is a key live with settings that are neither the old nor the new ones while on", () => {
  fc.assert(
    fc.property(settings, settings, (prior, planned) => {
      let present = prior;
      for (const operation of diff(prior, planned)) {
        present =
          operation.kind === "toggle"
            ? { ...present, enabled: operation.to === "on" }
            : { ...planned, enabled: present.enabled };
        if (!present.enabled) continue;
        const allowed = [prior, planned].filter(({ enabled }) => enabled).map(withoutSwitch);
        expect(allowed).toContainEqual(withoutSwitch(present));
      }
      expect(present).toEqual(planned);
    }),
  );
});

test("one update names what differs, in schema order, and one toggle changes the status; neither is there without need", () => {
  const NAMES = ["name", "allocated_amount", "limit_type", "expires_at", "model_whitelist", "ip_whitelist"] as const;
  fc.assert(
    fc.property(settings, settings, (prior, planned) => {
      const differing = NAMES.filter((name) => JSON.stringify(prior[name]) !== JSON.stringify(planned[name]));
      const calls = describeAll(diff(prior, planned));
      expect(calls.filter((call) => call.startsWith("update"))).toEqual(
        differing.length > 0 ? [`update ${differing.join(", ")}`] : [],
      );
      expect(calls.filter((call) => !call.startsWith("update"))).toEqual(
        prior.enabled === planned.enabled ? [] : [planned.enabled ? "toggle on" : "toggle off"],
      );
    }),
  );
});

test("what differs in spelling only ends as the planned settings, too", () => {
  fc.assert(fc.property(settings, (same) => expect(diff(same, { ...same })).toEqual([])));
});
