// The table of settings: every entry against values that are written out.
import { heldBy, holding } from "../../../src/provider/held-key";
import { namesIn } from "../../../src/provider/proxy-key/each-setting";
import { diff } from "../../../src/provider/proxy-key/diff";
import { generateProxyKeyConfig } from "../../../src/provider/proxy-key/generate-config";
import { importedState } from "../../../src/provider/proxy-key/import";
import { describeOperation } from "../../../src/provider/proxy-key/operations";
import { type ProxyKeyState, settingAttributes } from "../../../src/provider/proxy-key/schema";
import {
  AT_APPLY,
  SETTINGS,
  type Setting,
  type SettingName,
  type Settings,
} from "../../../src/provider/proxy-key/settings";
import {
  knownSettings,
  knownSettingsOf,
  plannedSettingsOf,
  settingsOf,
} from "../../../src/provider/proxy-key/settings-in-state";
import {
  sameVisibleSettings,
  settingsFromWire,
  settingsToWire,
  visibleSettings,
} from "../../../src/provider/proxy-key/settings-on-wire";
import { stateFromWire } from "../../../src/provider/proxy-key/state-from-wire";
import { unknownWidenings, widenings } from "../../../src/provider/proxy-key/widening";
import { type Problem } from "../../../src/rules";
import { type CtyType, Decimal, type KnownOf, UNKNOWN } from "../../../src/terraform/cty";
import { type Attribute, type Diagnostic, type PrivateState } from "../../../src/terraform/framework";
import { RECORD, SAME, SENT, STATE } from "./one-key";

type Diagnostics = readonly Diagnostic[];

const validated = <T extends CtyType>({ validators = [] }: Attribute<T>, value: KnownOf<T>): Diagnostics =>
  validators.flatMap((validator) => validator.validate(value, [], "used"));

/** Nothing is set that can be left out. */
const WIDE: Settings = {
  name: "ci",
  allocated_amount: 0,
  limit_type: null,
  expires_at: null,
  model_whitelist: null,
  ip_whitelist: null,
  enabled: true,
};

/** Whether the type check asks for every piece of an entry. */
type IsComplete<A extends SettingName> = [Setting<A>] extends [Required<Setting<A>>] ? true : false;

test("no piece of an entry can be left out, which the type check sees to", () => {
  const isComplete: IsComplete<"name"> = true;
  expect(isComplete).toBe(true);
});

describe("each setting", () => {
  test("is read from the state, and sent, and told by the API", () => {
    expect(settingsOf(STATE)).toEqual(SAME);
    expect(settingsToWire(SAME)).toEqual(SENT);
    expect(settingsFromWire(RECORD, { ...WIDE, limit_type: "weekly" })).toEqual(SAME);
    expect(stateFromWire({ ...STATE, name: "n", enabled: null }, RECORD)).toMatchObject({
      name: "ci",
      allocated_amount: STATE.allocated_amount,
      limit_type: "weekly",
      expires_at: "2027-01-15T08:00:00Z",
      model_whitelist: ["gpt-4o", "o3"],
      ip_whitelist: ["10.0.0.5/32", "10.1.0.0/16"],
      enabled: false,
    });
  });

  test("that is not set is null in the state, and has the API's own word on the wire", () => {
    const { limit_type: _untold, ...state } = importedState({
      key: "ek-proxy-1",
      name: "ci",
      allocated_ammount: 0,
      expires_at: -1,
      model_whitelist: [],
      ip_whitelist: [],
      is_active: true,
    });
    expect(state).toMatchObject({ expires_at: null, model_whitelist: null, ip_whitelist: null, enabled: true });
    expect(settingsOf({ ...STATE, ...state, limit_type: null })).toEqual(WIDE);
    expect(settingsToWire(WIDE)).toEqual({
      name: "ci",
      allocated_ammount: 0,
      expires_at: -1,
      model_whitelist: [],
      ip_whitelist: [],
    });
  });

  test.each(namesIn(SETTINGS))("%s stays as it was where an answer leaves it out", (attribute) => {
    const prior: Readonly<Record<string, unknown>> = { ...STATE };
    const read: Readonly<Record<string, unknown>> = { ...stateFromWire(STATE, { key: "ek-proxy-1" }) };
    expect(read[attribute]).toBe(prior[attribute]);
    expect(settingsFromWire({ key: "ek-proxy-1" }, SAME)).toEqual(SAME);
  });

  test.each(namesIn(SETTINGS))("%s is not known while it is unknown", (attribute) => {
    const { [attribute]: _unknown, ...others }: Readonly<Record<string, unknown>> = { ...SAME };
    expect(knownSettingsOf({ ...STATE, [attribute]: UNKNOWN })).toEqual(others);
    expect(settingsOf({ ...STATE, [attribute]: UNKNOWN })).toBe(UNKNOWN);
    expect(() => knownSettings({ ...STATE, [attribute]: UNKNOWN })).toThrow("unknown at apply");
  });

  test("of which a part is unknown is not known either", () => {
    expect(knownSettingsOf({ ...STATE, ip_whitelist: ["10.0.0.1", UNKNOWN] })).not.toHaveProperty("ip_whitelist");
  });

  test("is held by an open ephemeral key as it is", () => {
    for (const settings of [SAME, WIDE]) {
      const held = { key: "ek-proxy-1", settings, validForMs: 1 };
      expect(heldBy(holding(held))).toEqual(held);
    }
  });

  test.each<[string, PrivateState]>([
    ["no key", { key: null }],
    ["no settings", { settings: null }],
    ["settings without a name", { settings: '{"allocated_amount":12.5,"limit_type":"weekly"}' }],
    ["no duration", { valid_for_ms: null }],
  ])("is not taken from a memory with %s", (_, damage) => {
    const held = holding({ key: "ek-proxy-1", settings: SAME, validForMs: 1 });
    expect(() => heldBy({ ...held, ...damage })).toThrow("something else");
  });
});

describe("an expiry that is computed at apply", () => {
  const planned = plannedSettingsOf({ ...STATE, expires_at: UNKNOWN }, true);

  test("concerns no other setting", () => {
    expect(planned).toEqual({ ...SAME, expires_at: AT_APPLY });
  });

  test("is never the present one, even of a key that is called so", () => {
    if (planned === UNKNOWN) throw new Error("unknown");
    expect(diff({ ...SAME, name: AT_APPLY }, { ...planned, name: AT_APPLY }).map(describeOperation)).toEqual([
      "update expires_at",
    ]);
  });
});

describe("two values mean the same", () => {
  test.each<[Partial<Settings>, Partial<Settings>, SettingName[]]>([
    [{ name: "a" }, { name: "A" }, ["name"]],
    [{ allocated_amount: 1 }, { allocated_amount: 1.0000000000000002 }, ["allocated_amount"]],
    [{ limit_type: "daily" }, { limit_type: null }, ["limit_type"]],
    [{ expires_at: null }, { expires_at: 0 }, ["expires_at"]],
    [{ model_whitelist: ["a", "b"] }, { model_whitelist: ["b", "a"] }, []],
    [{ model_whitelist: ["a"] }, { model_whitelist: null }, ["model_whitelist"]],
    [{ ip_whitelist: ["10.0.0.5", "::1"] }, { ip_whitelist: ["0:0::1", "10.0.0.5/32"] }, []],
    [{ ip_whitelist: ["10.0.0.5"] }, { ip_whitelist: ["10.0.0.6"] }, ["ip_whitelist"]],
    // The toggle sets it.
    [{ enabled: true }, { enabled: false }, []],
  ])("%j and %j: an update of %j", (a, b, changed) => {
    const operations = diff({ ...SAME, ...a }, { ...SAME, ...b });
    const updates = operations.flatMap((operation) => (operation.kind === "update" ? operation.changed : []));
    expect(updates).toEqual(changed);
  });
});

describe("what the API's list can show of an update", () => {
  test.each<[Partial<Settings>, boolean]>([
    [{}, true],
    [{ limit_type: "daily" }, true],
    [{ enabled: true }, true],
    [{ ip_whitelist: ["10.1.0.0/16", "10.0.0.5"] }, true],
    [{ name: "other" }, false],
    [{ allocated_amount: 1 }, false],
    [{ expires_at: null }, false],
    [{ model_whitelist: null }, false],
    [{ ip_whitelist: null }, false],
  ])("with %j the same: %s", (change, same) => {
    expect(sameVisibleSettings(RECORD, { ...SAME, ...change })).toBe(same);
    expect(visibleSettings(SAME) === visibleSettings({ ...SAME, ...change })).toBe(same);
  });

  test("where it leaves something out, the rest decides; without a name, nothing is the same", () => {
    expect(sameVisibleSettings({ key: "ek-proxy-1", name: "ci" }, SAME)).toBe(true);
    expect(sameVisibleSettings({ ...RECORD, name: undefined }, SAME)).toBe(false);
  });
});

describe("a change allows more", () => {
  test("in every setting at once: the switch first, then who may use the key for what", () => {
    expect(
      widenings({ ...SAME, limit_type: "weekly" }, { ...WIDE, allocated_amount: 13, limit_type: "daily" }),
    ).toEqual([
      "enabled: the key is switched on",
      "ip_whitelist: dropped, which allows every IP address",
      "model_whitelist: dropped, which allows every model",
      "expires_at: dropped, the key never expires",
      "limit_type: the allocation may be spent daily instead of weekly",
      "allocated_amount: 13 credits instead of 12.5",
    ]);
    expect(widenings({ ...WIDE, allocated_amount: 13 }, SAME)).toEqual([]);
  });

  test("perhaps, while it is unknown", () => {
    const unknown: Partial<ProxyKeyState> = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, UNKNOWN]));
    const may = (prior: Settings) =>
      unknownWidenings(prior, { ...STATE, ...unknown }).map((line) => line.replace(/:.*/, ""));
    expect(may(SAME)).toEqual(["enabled", "ip_whitelist", "model_whitelist", "limit_type", "allocated_amount"]);
    expect(may(WIDE)).toEqual(["allocated_amount"]);
  });
});

describe("the schema and the table agree on", () => {
  test.each(namesIn(SETTINGS))("what holds where %s is not configured", (name) => {
    const { mode, default: standard }: Attribute = settingAttributes[name];
    const { omitted } = SETTINGS[name];
    expect(mode === "required").toBe(omitted === undefined);
    expect([undefined, omitted]).toContain(standard);
  });

  const { name, allocated_amount, expires_at, model_whitelist, ip_whitelist } = settingAttributes;
  test.each<[string, readonly (Problem | undefined)[], Diagnostics]>([
    ["name", SETTINGS.name.problems(""), validated(name, "")],
    ["allocated_amount", SETTINGS.allocated_amount.problems(-1), validated(allocated_amount, Decimal.parse("-1"))],
    ["expires_at", SETTINGS.expires_at.problems(-1), validated(expires_at, "1969-12-31T23:59:59Z")],
    ["model_whitelist", SETTINGS.model_whitelist.problems([" "]), validated(model_whitelist, [" "])],
    ["ip_whitelist", SETTINGS.ip_whitelist.problems(["x"]), validated(ip_whitelist, ["x"])],
  ])("what is refused of %s", (_, problems, diagnostics) => {
    expect(problems.map((problem) => problem?.detail)).toEqual(diagnostics.map(({ detail }) => detail));
    expect(problems).toHaveLength(1);
  });
});

test("a generated configuration leaves out what holds anyway", () => {
  expect(generateProxyKeyConfig({ ...STATE, limit_type: null })).toMatchObject({
    name: "ci",
    allocated_amount: STATE.allocated_amount,
    limit_type: null,
    expires_at: "2027-01-15T08:00:00Z",
    model_whitelist: ["gpt-4o", "o3"],
    enabled: false,
  });
  expect(generateProxyKeyConfig({ ...STATE, enabled: true, limit_type: "daily" })).toMatchObject({
    limit_type: null,
    enabled: null,
  });
  expect(generateProxyKeyConfig({ ...STATE, valid_for: "24h" })).toMatchObject({ valid_for: "24h", expires_at: null });
});
