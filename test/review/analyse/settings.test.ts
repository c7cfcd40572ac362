// What becomes of each setting: which way, and in words, by the provider's own table.
import { SENSITIVE } from "../../../src/review";
import { UNKNOWN } from "../../../src/terraform/cty";
import { createOf, destroyOf, updateOf } from "../plan-json";
import { keyOf } from "./facts";

const YEAR_END = "2026-12-27T05:00:00Z";

describe("an update of", () => {
  test.each([
    ["nothing", {}, {}, []],
    ["the name", { name: "a" }, { name: "b c" }, ['name: a -> "b c" (same)']],
    ["a name that composes to the same", { name: "e\u0301" }, { name: "\u00e9" }, []],
    [
      "the allocation",
      { allocated_amount: 300 },
      { allocated_amount: 500 },
      ["allocation: 500 credits instead of 300 (wider)"],
    ],
    [
      "the allocation, down",
      { allocated_amount: 2.5 },
      { allocated_amount: 1 },
      ["allocation: 1 credit instead of 2.5 (narrower)"],
    ],
    [
      "the limit type",
      { limit_type: "weekly" },
      { limit_type: "daily" },
      ["limit type: daily, before: weekly (wider)"],
    ],
    [
      "the limit type, longer",
      { limit_type: "daily" },
      { limit_type: "monthly" },
      ["limit type: monthly, before: daily (narrower)"],
    ],
    [
      "the longest, of a limit type that is not told",
      { limit_type: null },
      { limit_type: "monthly" },
      [
        "limit type: monthly, before: not told by the API (the key was imported, or changed elsewhere), so it cannot allow more (narrower)",
      ],
    ],
    [
      "a limit type that is not told",
      { limit_type: null },
      { limit_type: "daily" },
      [
        "limit type: daily, before: not told by the API (the key was imported, or changed elsewhere), so it may allow more; only monthly cannot (unknown)",
      ],
    ],
    [
      "an expiry, later",
      { expires_at: YEAR_END },
      { expires_at: "2027-11-27T05:00:00Z" },
      ["expires: in 365 days (2027-11-27T05:00:00Z), before: in 30 days (2026-12-27T05:00:00Z) (wider)"],
    ],
    [
      "an expiry, sooner",
      { expires_at: YEAR_END },
      { expires_at: "2026-11-27T10:00:00Z" },
      ["expires: in 5 hours (2026-11-27T10:00:00Z), before: in 30 days (2026-12-27T05:00:00Z) (narrower)"],
    ],
    [
      "an expiry, for the first time",
      {},
      { expires_at: YEAR_END },
      ["expires: in 30 days (2026-12-27T05:00:00Z), before: never (narrower)"],
    ],
    [
      "an expiry, dropped",
      { expires_at: "2026-11-25T05:00:00Z" },
      { expires_at: null },
      ["expires: never, before: expired 2 days ago (2026-11-25T05:00:00Z) (wider)"],
    ],
    ["an expiry in another spelling", { expires_at: YEAR_END }, { expires_at: "2026-12-27T06:00:00+01:00" }, []],
    ["models, more", { model_whitelist: ["a"] }, { model_whitelist: ["a", "gpt-4o"] }, ["models: + gpt-4o (wider)"]],
    [
      "models, fewer",
      { model_whitelist: ["a", "gpt-3.5"] },
      { model_whitelist: ["a"] },
      ["models: - gpt-3.5 (narrower)"],
    ],
    [
      "models, others",
      { model_whitelist: ["a", "gpt-3.5"] },
      { model_whitelist: ["a", "gpt-4o"] },
      ["models: + gpt-4o; - gpt-3.5 (both)"],
    ],
    ["models, all", { model_whitelist: ["a"] }, { model_whitelist: null }, ["models: opened to all (wider)"]],
    ["models, no longer all", {}, { model_whitelist: ["b", "a"] }, ["models: only b, a, before: all (narrower)"]],
    ["models in another order", { model_whitelist: ["a", "b"] }, { model_whitelist: ["b", "a"] }, []],
    ["addresses, all", { ip_whitelist: ["10.0.0.0/8"] }, { ip_whitelist: null }, ["addresses: opened to all (wider)"]],
    [
      "addresses, more",
      { ip_whitelist: ["10.0.0.5"] },
      { ip_whitelist: ["10.0.0.5/32", "10.1.0.0/16"] },
      ["addresses: + 10.1.0.0/16 (wider)"],
    ],
    [
      "addresses, within",
      { ip_whitelist: ["10.0.0.0/8"] },
      { ip_whitelist: ["10.1.0.0/16"] },
      ["addresses: + 10.1.0.0/16; - 10.0.0.0/8 (narrower)"],
    ],
    [
      "addresses, around",
      { ip_whitelist: ["10.1.0.0/16"] },
      { ip_whitelist: ["10.0.0.0/8"] },
      ["addresses: + 10.0.0.0/8; - 10.1.0.0/16 (wider)"],
    ],
    [
      "addresses, others",
      { ip_whitelist: ["10.1.0.0/16"] },
      { ip_whitelist: ["10.2.0.0/16"] },
      ["addresses: + 10.2.0.0/16; - 10.1.0.0/16 (both)"],
    ],
    [
      "addresses that were allowed anyway",
      { ip_whitelist: ["10.0.0.0/8"] },
      { ip_whitelist: ["10.0.0.0/8", "10.0.0.5"] },
      ["addresses: + 10.0.0.5 (same)"],
    ],
    ["addresses in another spelling", { ip_whitelist: ["10.0.0.5"] }, { ip_whitelist: ["10.0.0.5/32"] }, []],
    ["the switch, off", {}, { enabled: false }, ["switch: turned off (narrower)"]],
    ["the switch, on", { enabled: false }, { enabled: true }, ["switch: turned on (wider)"]],
  ])("%s", (_what, before, after, expected) => {
    const { settings } = keyOf(updateOf(before, after, ["no call"]));
    expect(settings.map(({ words, access }) => `${words} (${access})`)).toEqual(expected);
  });
});

describe("what is known only during apply", () => {
  const unknown = (name: string, before: object, after: object = {}) => {
    const change = updateOf({ ...before }, { ...after, [name]: undefined, operations: undefined }, []);
    const { settings, access } = keyOf({
      ...change,
      after: { ...Object(change.after), operations: undefined },
      after_unknown: { [name]: true, operations: true },
    });
    return [...settings.map((facts) => `${facts.words} (${facts.access})`), access];
  };

  test.each([
    ["name", {}, ["name: known only during apply (same)", "same"]],
    ["allocated_amount", {}, ["allocation: known only during apply; it may allow more (unknown)", "unknown"]],
    [
      "limit_type",
      { limit_type: "weekly" },
      ["limit type: known only during apply; it may allow more (unknown)", "unknown"],
    ],
    // An import: the API tells it of no key.
    [
      "limit_type",
      { limit_type: null },
      ["limit type: known only during apply; it may allow more (unknown)", "unknown"],
    ],
    ["limit_type", { limit_type: "daily" }, ["limit type: known only during apply (narrower)", "narrower"]],
    [
      "expires_at",
      { expires_at: YEAR_END },
      ["expires: known only during apply; it may allow more (unknown)", "unknown"],
    ],
    ["expires_at", {}, ["expires: known only during apply (narrower)", "narrower"]],
    [
      "model_whitelist",
      { model_whitelist: ["a"] },
      ["models: known only during apply; it may allow more (unknown)", "unknown"],
    ],
    ["model_whitelist", {}, ["models: known only during apply (narrower)", "narrower"]],
    [
      "ip_whitelist",
      { ip_whitelist: ["10.0.0.5"] },
      ["addresses: known only during apply; it may allow more (unknown)", "unknown"],
    ],
    ["enabled", { enabled: false }, ["switch: known only during apply; it may allow more (unknown)", "unknown"]],
    ["enabled", {}, ["switch: known only during apply (narrower)", "narrower"]],
  ])("%s of a key with %j", (name, before, expected) => {
    expect(unknown(name, before)).toEqual(expected);
  });

  describe("of an expiry that valid_for computes", () => {
    const computed = (
      before: Readonly<Record<string, unknown>>,
      after: object,
      operations: readonly string[] | undefined,
    ) => {
      const change = updateOf(before, { ...after, expires_at: undefined }, operations ?? []);
      const { settings, access } = keyOf({
        ...change,
        after: { ...Object(change.after), ...(operations ? {} : { operations: undefined }) },
        after_unknown: { expires_at: true, operations: operations === undefined },
      });
      return [...settings.map((facts) => `${facts.words} (${facts.access})`), access];
    };
    const before = { expires_at: YEAR_END, valid_for: "720h" };
    const renewed = ["update expires_at"];

    test.each([
      [before, {}, "30 days after the apply, before: in 30 days (2026-12-27T05:00:00Z)", "narrower"],
      [before, { valid_for: "2160h" }, "90 days after the apply, before: in 30 days (2026-12-27T05:00:00Z)", "wider"],
      [{}, { valid_for: "36h" }, "36 hours after the apply, before: never", "narrower"],
    ])("%j, then %j", (was, is, words, access) => {
      expect(computed(was, is, renewed)).toEqual([`expires: ${words} (${access})`, access]);
    });

    test("where the plan does not tell what is done, it may turn out to stay", () => {
      expect(computed(before, { valid_for: "2160h" }, undefined)).toEqual([
        "expires: known only during apply; it may allow more (unknown)",
        "unknown",
      ]);
      expect(computed({}, { valid_for: "36h" }, undefined)).toEqual([
        "expires: known only during apply (narrower)",
        "narrower",
      ]);
    });
  });
});

describe("all settings of a key", () => {
  const settings = {
    expires_at: YEAR_END,
    model_whitelist: ["gpt-4o", "o3"],
    ip_whitelist: ["10.0.0.5"],
    enabled: false,
  };
  const all = [
    "name: ci",
    "allocation: 100 credits",
    "limit type: daily",
    "expires: in 30 days (2026-12-27T05:00:00Z)",
    "models: gpt-4o, o3",
    "addresses: 10.0.0.5",
    "switch: off",
  ];

  test("that is new", () => {
    const facts = keyOf(createOf({ ...settings, operations: ["#1 create", "#1 toggle off"] })).settings;
    expect(facts.map(({ words }) => words)).toEqual(all);
    expect(facts.map(({ before, after }) => [before, after])).toEqual([
      [null, "ci"],
      [null, 100],
      [null, "daily"],
      [null, YEAR_END],
      [null, ["gpt-4o", "o3"]],
      [null, ["10.0.0.5"]],
      [null, false],
    ]);
  });

  test("that is removed", () => {
    const facts = keyOf(destroyOf(settings)).settings;
    expect(facts.map(({ words }) => words)).toEqual(all);
    expect(facts.map(({ after, access }) => [after, access])).toEqual(all.map(() => [null, "narrower"]));
  });

  test("that lacks every limit", () => {
    expect(keyOf(createOf()).settings.map(({ words }) => words)).toEqual([
      "name: ci",
      "allocation: 100 credits",
      "limit type: daily",
      "expires: never",
      "models: all",
      "addresses: all",
      "switch: on",
    ]);
  });
});

test("values have the form of a configuration, and what is not known is a symbol", () => {
  const before = { name: "a", expires_at: "2026-12-27T06:00:00+01:00", model_whitelist: ["a"] };
  const change = updateOf(before, { name: "b", expires_at: null }, []);
  const { settings } = keyOf({
    ...change,
    after: { ...Object(change.after), operations: undefined, model_whitelist: ["a", null] },
    after_unknown: { model_whitelist: [false, true], operations: true },
    after_sensitive: { key: true, name: true },
  });
  expect(settings.map(({ name, before: was, after: is }) => [name, was, is])).toEqual([
    ["name", SENSITIVE, SENSITIVE],
    ["expires_at", "2026-12-27T06:00:00+01:00", null],
    ["model_whitelist", ["a"], UNKNOWN],
  ]);
});

test("words are bounded, on one line, and cannot pass for other words", () => {
  const hostile = ["a; - gpt-4o", "\u001b[31m", "new\nline", "x".repeat(1000)];
  const many = Array.from({ length: 12 }, (_, index) => `m${index}`);
  expect(
    keyOf(updateOf({ model_whitelist: ["a"] }, { model_whitelist: ["a", ...hostile] }, ["update model_whitelist"]))
      .settings[0]?.words,
  ).toBe(`models: + "a; - gpt-4o", "\\u001b[31m", "new\\nline", "${"x".repeat(100)}..."`);
  expect(keyOf(createOf({ model_whitelist: many })).settings[4]?.words).toBe(
    "models: m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, and 2 more",
  );
});
