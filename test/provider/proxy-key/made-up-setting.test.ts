// A copy of the table of settings with a made-up one more: it must be treated as all the others, everywhere.
import { type KeyObject } from "../../../src/api/wire";
import { cdktfOf, declarationsOf, declaredKeyOf, hclOf } from "../../../src/export";
import { heldBy, holding } from "../../../src/provider/held-key";
import { factsOf } from "../../../src/provider/key-facts";
import { unseenWidening } from "../../../src/provider/proxy-key/changed-since";
import { diff } from "../../../src/provider/proxy-key/diff";
import { generateProxyKeyConfig } from "../../../src/provider/proxy-key/generate-config";
import { importedState } from "../../../src/provider/proxy-key/import";
import { obstaclesTo } from "../../../src/provider/proxy-key/obstacles";
import { describeOperation } from "../../../src/provider/proxy-key/operations";
import { settingAttributes } from "../../../src/provider/proxy-key/schema";
import { AT_APPLY, SETTINGS, type Settings, type Table } from "../../../src/provider/proxy-key/settings";
import { plannedSettingsOf, settingsOf } from "../../../src/provider/proxy-key/settings-in-state";
import {
  sameVisibleSettings,
  settingsFromWire,
  settingsToWire,
  visibleSettings,
} from "../../../src/provider/proxy-key/settings-on-wire";
import { stateFromWire } from "../../../src/provider/proxy-key/state-from-wire";
import { unknownWidenings, widenings } from "../../../src/provider/proxy-key/widening";
import { SENSITIVE } from "../../../src/review";
import { allOf, changesOf } from "../../../src/review/analyse/settings";
import { WORDS } from "../../../src/review/analyse/words";
import { problem } from "../../../src/rules/problem";
import { UNKNOWN, type Value, types } from "../../../src/terraform/cty";
import { optional } from "../../../src/terraform/framework";

import { RECORD, SAME, SENT, STATE } from "./one-key";

describe("a made-up setting in a copy of the table", () => {
  /** Empty: everywhere. */
  type Wire = { readonly region?: string };
  const setting = {
    fromState: (value: Value) => (typeof value === "string" ? value : null),
    toState: (region: string | null) => region,
    told: ({ region }: KeyObject & Wire) => (region === "" ? null : region),
    body: (region: string | null): Wire => ({ region: region ?? "" }),
    canonical: (region: string | null) => region?.toUpperCase() ?? null,
    wider: (before: string | null, now: string | null) =>
      before !== null && now === null ? "dropped, which allows every region" : undefined,
    mayWiden: (before: string | null) => before !== null,
    omitted: null,
    problems: (region: string | null) => (region === "atlantis" ? [problem("Unknown region", "It has sunk.")] : []),
  };
  const extended = { ...SETTINGS, region: setting };
  const table: Table = extended;
  const attributes = { ...settingAttributes, region: optional(types.string, { description: "Where it may be used." }) };

  const within = <T, R>(region: R, base: T): T & { readonly region: R } => ({ ...base, region });
  const [eu, us, anywhere] = [within("eu", SAME), within("us", SAME), within(null, SAME)];
  const [state, unknown] = [within("eu", STATE), within(UNKNOWN, STATE)];
  const record = within("eu", RECORD);

  test("is read from the state", () => {
    expect(settingsOf(state, table)).toEqual(eu);
    expect(settingsOf(unknown, table)).toBe(UNKNOWN);
    expect(plannedSettingsOf(state, true, table)).toEqual({ ...eu, expires_at: AT_APPLY });
  });

  test("is planned", () => {
    const planned = (settings: Settings) => diff(eu, settings, undefined, table).map(describeOperation);
    expect(planned(us)).toEqual(["update region"]);
    expect(planned({ ...us, name: "n", enabled: true })).toEqual(["update name, region", "toggle on"]);
    expect(planned(within("EU", SAME))).toEqual([]);
  });

  test("is sent", () => {
    expect(settingsToWire(eu, table)).toEqual({ ...SENT, region: "eu" });
    expect(settingsToWire(anywhere, table)).toEqual({ ...SENT, region: "" });
  });

  test("is read back", () => {
    expect(stateFromWire(STATE, record, table)).toMatchObject({ region: "eu" });
    expect(stateFromWire(state, within("us", RECORD), table)).toMatchObject({ region: "us" });
    expect(stateFromWire(state, RECORD, table)).toMatchObject({ region: "eu" });
    expect(settingsFromWire(record, us, table)).toEqual(eu);
  });

  test("is believed to be written after a lost answer only where the API shows it", () => {
    expect([eu, us].map((settings) => sameVisibleSettings(record, settings, table))).toEqual([true, false]);
    expect(visibleSettings(eu, table)).not.toBe(visibleSettings(us, table));
  });

  test("is warned of where it is widened, or may be", () => {
    expect(widenings(eu, anywhere, table)).toEqual(["region: dropped, which allows every region"]);
    expect(widenings(anywhere, eu, table)).toEqual([]);
    expect(unknownWidenings(eu, unknown, table)).toEqual(["region: known only during apply; it may allow more"]);
  });

  test("is not widened unseen where somebody else has narrowed it since the plan", () => {
    const moments = { prior: anywhere, present: eu, target: { ...anywhere, name: "n" } };
    const update = [{ kind: "update", changed: ["name"] }] as const;
    expect(unseenWidening(moments, update, table).map(({ detail }) => detail)).toEqual([
      expect.stringContaining("- region: dropped, which allows every region"),
    ]);
  });

  test("is kept by a destroy that expires the key", () => {
    const present = settingsFromWire(record, us, table);
    expect(diff(present, null, { policy: "expire", at: 100 }, table).map(describeOperation)).toEqual([
      "update expires_at",
    ]);
    expect(settingsToWire({ ...present, expires_at: 100 }, table)).toEqual({ ...SENT, expires_at: 100, region: "eu" });
  });

  test("is held by an open ephemeral key", () => {
    const held = { key: "ek-proxy-1", settings: eu, validForMs: 1 };
    expect(heldBy(holding(held, table), table, attributes)).toEqual(held);
  });

  test("is imported, shown by data sources, and in a generated configuration", () => {
    expect(importedState(record, table)).toMatchObject({ region: "eu" });
    expect(importedState(RECORD, table)).toMatchObject({ region: null });
    expect(factsOf(record, table)).toMatchObject({ region: "eu" });
    expect(factsOf(RECORD, table)).toMatchObject({ region: null });
    expect(generateProxyKeyConfig(state, table)).toMatchObject({ region: "eu" });
  });

  test("is reviewed", () => {
    const words = {
      ...WORDS,
      region: {
        label: "region",
        absent: "everywhere",
        value: (region: string | null) => region ?? "everywhere",
        change: (before: string | null, after: string | null) => `${after ?? "everywhere"} instead of ${before}`,
        incomparable: () => "unknown" as const,
        unwidened: () => "narrower" as const,
      },
    };
    const typed = (region: Value) => ({ state: within(region, STATE), sensitive: new Set<string>() });
    const told = (before: Value, after: Value) =>
      changesOf(typed(before), typed(after), { now: 0, table, words }).map(
        (facts) => `${facts.words} (${facts.access})`,
      );
    expect(told("eu", "EU")).toEqual([]);
    expect(told("eu", null)).toEqual(["region: everywhere instead of eu (wider)"]);
    expect(told(null, "eu")).toEqual(["region: eu instead of null (narrower)"]);
    expect(told("eu", "us")).toEqual(["region: us instead of eu (unknown)"]);
    expect(told("eu", UNKNOWN)).toEqual(["region: known only during apply; it may allow more (unknown)"]);
    expect(told(null, UNKNOWN)).toEqual(["region: known only during apply (narrower)"]);
    const hidden = { ...typed("us"), sensitive: new Set(["region"]) };
    expect(changesOf(typed("eu"), hidden, { now: 0, table, words })).toMatchObject([
      { words: "region: changes; the value is sensitive", before: SENSITIVE, after: SENSITIVE },
    ]);
    expect(allOf(typed("eu"), "after", { now: 0, table, words }).map((facts) => facts.words)).toContain("region: eu");
  });

  test("is exported", () => {
    const declarations = declarationsOf([record], table);
    expect(hclOf(declarations)).toContain('\n  region           = "eu"\n');
    expect(cdktfOf(declarations)).toContain('\n      region: "eu",\n');
    expect(declaredKeyOf(record, table)).toMatchObject({ region: "eu" });
    expect(hclOf(declarationsOf([within("", RECORD)], table))).not.toContain("region");
  });

  test("is an obstacle where the API does not tell it, or tells what a plan would refuse", () => {
    const obstacles = (fields: Wire) =>
      obstaclesTo(fields.region === undefined ? RECORD : within(fields.region, RECORD), table);
    expect(obstacles({ region: "eu" })).toEqual([]);
    expect(obstacles({})).toEqual(["the API does not tell region."]);
    expect(obstacles({ region: "atlantis" })).toEqual(["It has sunk."]);
    expect(obstacles({ region: "\ud800" })).toEqual(["a text holds half of a character."]);
  });
});
