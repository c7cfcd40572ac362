// The warnings of a plan: derived by the provider's own functions, or read from the log of the plan.
import { PlanError } from "../../../src/review";
import {
  type ChangeJson,
  ELECTRONHUB,
  createOf,
  destroyOf,
  planOf,
  replaceOf,
  unchangedOf,
  updateOf,
} from "../plan-json";
import { factsOf, keyOf } from "./facts";

const WIDER = "Proxy keys will be allowed more than before";
const warningsOf = (change: ChangeJson, besides = {}) =>
  keyOf(change, besides).warnings.map(({ summary, detail, origin }) => [summary, detail, origin]);
const summariesOf = (change: ChangeJson, besides = {}) => keyOf(change, besides).warnings.map(({ summary }) => summary);

describe("derived", () => {
  test("of what is wider, with the words of the provider", () => {
    const before = { model_whitelist: ["a"], expires_at: "2026-12-27T05:00:00Z", valid_for: "720h" };
    const after = { model_whitelist: null, allocated_amount: 200, expires_at: undefined, valid_for: "2160h" };
    const operations = ["update allocated_amount, expires_at, model_whitelist"];
    const change = updateOf(before, after, operations, { after_unknown: { expires_at: true } });
    expect(warningsOf(change)).toEqual([
      [
        WIDER,
        [
          'Proxy key "ci":',
          "- model_whitelist: dropped, which allows every model",
          "- allocated_amount: 200 credits instead of 100",
          "- expires_at: later, 2160h after the apply instead of 2026-12-27T05:00:00Z",
        ].join("\n"),
        "derived",
      ],
    ]);
  });

  test("not of a renewal that was declared before", () => {
    const before = { expires_at: "2026-12-01T05:00:00Z", valid_for: "720h", renew_before: "240h" };
    const change = updateOf(before, { expires_at: undefined }, ["update expires_at"], {
      after_unknown: { expires_at: true },
    });
    expect(warningsOf(change)).toEqual([]);
  });

  test.each<[string, ChangeJson, readonly string[]]>([
    ["a create above the cap", createOf({ allocated_amount: 20_000 }), ["The allocation is above the default cap"]],
    [
      "a replacement above the cap",
      replaceOf({ allocated_amount: 20_000 }, {}),
      ["The allocation is above the default cap"],
    ],
    [
      "an unchanged allocation above the cap",
      updateOf({ allocated_amount: 20_000 }, { name: "b" }, ["update name"]),
      [],
    ],
    [
      "a value that leaves the state",
      updateOf({}, { store_key: false, key: null }, ["no call"]),
      ["A key's value leaves the state, but not its copies"],
    ],
    ["a destroy that removes", destroyOf(), []],
    [
      "a destroy that keeps",
      destroyOf({ deletion_policy: "disable" }),
      ["Proxy keys are destroyed without being removed"],
    ],
    ["a forget", destroyOf({ deletion_policy: "disable" }, { actions: ["forget"] }), []],
    [
      "a replacement that keeps",
      replaceOf({ deletion_policy: "abandon" }, {}, ["create", "delete"]),
      ["Proxy keys are replaced, and the old ones are kept"],
    ],
    ["a replacement that forgets", replaceOf({ deletion_policy: "abandon" }, {}, ["create", "forget"]), []],
    [
      "a limit type that was sent and may be lost",
      updateOf({}, {}, ["update limit_type"]),
      ["The limit_type of proxy keys is sent again"],
    ],
    [
      "a renewal that is due after the apply",
      updateOf({ valid_for: "720h", expires_at: "2026-11-28T05:00:00Z" }, { renew_before: "48h" }, ["no call"]),
      ["Proxy keys are due for a renewal after this apply"],
    ],
  ])("of %s", (_what, change, expected) => {
    expect(summariesOf(change)).toEqual(expected);
  });

  test("of a limit type that is not known, unless the configuration names it", () => {
    const change = updateOf({ limit_type: null }, { limit_type: "daily", name: "b" }, ["update name, limit_type"]);
    const declared = (expressions: object) => ({
      configuration: {
        provider_config: { electronhub: { full_name: ELECTRONHUB } },
        root_module: { resources: [{ mode: "managed", type: "electronhub_proxy_key", name: "ci", expressions }] },
      },
    });
    const SET = "An update sets the limit_type of proxy keys, which is not known";
    expect(summariesOf(change, declared({ name: {} }))).toEqual([SET]);
    expect(summariesOf(change, declared({ name: {}, limit_type: {} }))).toEqual([]);
    expect(summariesOf(change)).toEqual([SET]);
    const unknown: ChangeJson = {
      ...change,
      after: { ...Object(change.after), name: undefined, limit_type: undefined, operations: undefined },
      after_unknown: { name: true, limit_type: true, operations: true },
    };
    // As the provider: it gives none while it does not know what is sent.
    expect(summariesOf(unknown)).toEqual([]);
    const only = updateOf({ limit_type: null }, { limit_type: "weekly" }, ["update limit_type"]);
    expect(summariesOf(only, declared({ limit_type: {} }))).toEqual([
      "The limit_type of proxy keys is sent, because the API does not tell it",
    ]);
  });
});

const line = (fields: object) => JSON.stringify({ "@level": "warn", "@timestamp": "2026-11-27T05:00:01Z", ...fields });
const warning = (summary: string, detail: string, address?: string) =>
  line({ diagnostic: { severity: "warning", summary, detail, address } });

describe("of the log", () => {
  const wider = updateOf({}, { allocated_amount: 200 }, ["update allocated_amount"]);

  test("replace the derived ones, each where it belongs", () => {
    const log = [
      line({ "@level": "info", type: "version" }),
      warning("Of the key", "it", "electronhub_proxy_key.ci"),
      warning("Of a destroyed key", `Its id is ${"f".repeat(32)}.`),
      warning("Of an unchanged one", "it", "electronhub_proxy_key.same"),
      warning("Of nothing", "it"),
      line({ "@level": "error", diagnostic: { severity: "error", summary: "no", detail: "no" } }),
    ].join("\r\n");
    const changes = [
      wider,
      destroyOf({ id: "f".repeat(32), deletion_policy: "disable" }, { name: "old" }),
      unchangedOf({}, { name: "same" }),
    ];
    const plan = factsOf(changes, {}, { log });
    expect(plan.keys.map(({ address, warnings }) => [address, warnings])).toEqual([
      [
        "electronhub_proxy_key.old",
        [{ summary: "Of a destroyed key", detail: `Its id is ${"f".repeat(32)}.`, origin: "log" }],
      ],
      ["electronhub_proxy_key.ci", [{ summary: "Of the key", detail: "it", origin: "log" }]],
    ]);
    expect(plan.warnings).toEqual([
      { summary: "Of an unchanged one", detail: "it", origin: "log" },
      { summary: "Of nothing", detail: "it", origin: "log" },
    ]);
    expect(plan.gaps).toEqual([]);
  });

  test("are masked", () => {
    const log = warning("Of ek-proxy-123456789", "ek-abcdef", "electronhub_proxy_key.ci");
    expect(factsOf([wider], {}, { log }).keys[0]?.warnings).toEqual([
      { summary: "Of ek-proxy-***", detail: "ek-***", origin: "log" },
    ]);
  });

  test("are empty where it has none", () => {
    const log = line({ "@level": "info", type: "version" });
    expect(factsOf([wider], {}, { log }).keys[0]?.warnings).toEqual([]);
  });

  test("are not those of another plan", () => {
    const log = warning("Of another plan", "it", "electronhub_proxy_key.ci").replace("2026-11-27", "2026-11-26");
    const plan = factsOf([wider], {}, { log });
    expect(plan.keys[0]?.warnings.map(({ summary }) => summary)).toEqual([WIDER]);
    expect(plan.gaps).toEqual([
      {
        address: undefined,
        words: "The log is not of this plan: it was made at another time. Its warnings are not shown.",
      },
    ]);
  });

  describe("of a plan that was made in the same minute", () => {
    const planned = (...addresses: readonly string[]) =>
      [
        warning("Of the key", "it", "electronhub_proxy_key.ci"),
        ...addresses.map((addr) =>
          line({
            "@level": "info",
            type: "planned_change",
            change: { resource: { addr, resource_type: addr.split(".")[0] }, action: "update" },
          }),
        ),
        line({ "@level": "info", type: "change_summary" }),
      ].join("\n");

    test.each([
      ["another key changes in it", ["electronhub_proxy_key.ci", "electronhub_proxy_key.other"]],
      ["the key does not change in it", ["terraform_data.ci"]],
    ])("are not shown: %s", (_what, addresses) => {
      const plan = factsOf([wider], {}, { log: planned(...addresses) });
      expect(plan.keys[0]?.warnings.map(({ summary }) => summary)).toEqual([WIDER]);
      expect(plan.warnings).toEqual([]);
      expect(plan.gaps.map(({ words }) => words)).toEqual([
        "The log is not of this plan: other keys change in it. Its warnings are not shown.",
      ]);
    });

    test("are shown where the same keys change", () => {
      const changes = [wider, unchangedOf({}, { name: "moved", previous_address: "electronhub_proxy_key.was" })];
      const log = planned("electronhub_proxy_key.ci", "electronhub_proxy_key.moved", "terraform_data.x");
      const plan = factsOf(changes, {}, { log });
      expect(plan.keys.find(({ change }) => change === "update")?.warnings.map(({ summary }) => summary)).toEqual([
        "Of the key",
      ]);
      expect(plan.gaps).toEqual([]);
    });
  });

  test("may be missing where lines cannot be read", () => {
    const log = ["Running terraform...", warning("Of nothing", "it"), '{"@level":"wa'].join("\n");
    expect(factsOf([wider], {}, { log }).gaps).toEqual([
      { address: undefined, words: "2 lines of the log cannot be read; a warning may be missing." },
    ]);
  });

  test.each([
    ["", "The log of tfplan is empty. Give what terraform plan -json has printed."],
    ["\n \n", "The log of tfplan is empty. Give what terraform plan -json has printed."],
    ["Plan: 1 to add", "The log of tfplan is not the log of a plan. Give what terraform plan -json has printed."],
    [planOf([]), "The log of tfplan is not the log of a plan. Give what terraform plan -json has printed."],
  ])("cannot be read from %j", (log, message) => {
    expect(() => factsOf([wider], {}, { log })).toThrow(new PlanError(message));
  });
});
