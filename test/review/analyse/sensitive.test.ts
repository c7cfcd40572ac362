// What a configuration marks as sensitive is nowhere in a review: in no value, word, sum, warning or list.
import { SENSITIVE } from "../../../src/review";
import { type ChangeJson, createOf, destroyOf, entryOf, replaceOf, updateOf } from "../plan-json";
import { factsOf, keyOf } from "./facts";

/** None of these texts stands in a plan for any other reason. */
const HUSH = {
  name: "hush-name",
  allocated_amount: 31_337,
  expires_at: "2031-03-03T03:03:03Z",
  model_whitelist: ["hush-model", "hush-too"],
  ip_whitelist: ["198.51.100.77"],
  valid_for: "4242h",
  renew_before: "77h",
  rotate_before: "78h",
  deletion_policy: "expire",
  deletion_grace_period: "5555m",
};
const OTHER = {
  name: "hush-other",
  allocated_amount: 41_337,
  expires_at: "2032-03-03T03:03:03Z",
  model_whitelist: ["hush-model", "hush-three"],
  ip_whitelist: ["198.51.100.78"],
  valid_for: "4343h",
  renew_before: "79h",
  deletion_grace_period: "5556m",
};
const TEXTS = [
  /hush/,
  /[34]1.?337/,
  /203[12]-03-03/,
  /198\.51/,
  /4[23]4[23]h/,
  /7[789]h/,
  /555[56]m/,
  /10000 credits/,
  /\b(177|181) days/,
  /93 hours|4 days/,
];
const ALL = Object.fromEntries([...Object.keys(HUSH), "key"].map((name) => [name, true]));

const textOf = (...args: Parameters<typeof factsOf>): string =>
  JSON.stringify(factsOf(...args), (_name, value: unknown) => (typeof value === "symbol" ? value.description : value));

const marked = (change: ChangeJson, before: boolean, after: boolean): ChangeJson => ({
  ...change,
  before_sensitive: before ? ALL : { key: true },
  after_sensitive: after ? ALL : { key: true },
});

const update = updateOf(HUSH, OTHER, ["update name, allocated_amount, expires_at, model_whitelist, ip_whitelist"]);

test.each<[string, ChangeJson]>([
  ["a create", marked(createOf(HUSH), false, true)],
  ["a destroy", marked(destroyOf(HUSH), true, false)],
  ["a destroy that abandons", marked(destroyOf({ ...HUSH, deletion_policy: "abandon" }), true, false)],
  ["an update", marked(update, true, true)],
  ["an update of what was sensitive", marked(updateOf(HUSH, {}, ["no call"]), true, false)],
  ["an update of what becomes sensitive", marked(updateOf(HUSH, { store_key: false }, ["no call"]), false, true)],
  ["a replacement", marked(replaceOf(HUSH, OTHER), true, true)],
  [
    "a rotation",
    marked(
      replaceOf({ ...HUSH, valid_for: "4242h" }, { ...OTHER, expires_at: undefined }, ["create", "delete"], {
        after_unknown: { key: true, id: true, expires_at: true },
      }),
      true,
      true,
    ),
  ],
  ["a forget", marked(destroyOf(HUSH, { actions: ["forget"] }), true, false)],
])("%s", (_what, change) => {
  const text = textOf([change]);
  expect(TEXTS.filter((secret) => secret.test(text))).toEqual([]);
});

test("the texts that are looked for are in a plan that marks nothing", () => {
  const text = textOf([update, destroyOf(HUSH, { name: "b" })]);
  expect(TEXTS.filter((secret) => secret.test(text)).length).toBeGreaterThan(5);
});

test("drift", () => {
  const drift = entryOf(marked(updateOf(HUSH, OTHER, []), true, true));
  const text = textOf([], { resource_drift: [drift] });
  expect(TEXTS.filter((secret) => secret.test(text))).toEqual([]);
});

test("what is told is that it changes, and which way", () => {
  const key = keyOf(marked(update, true, true));
  expect(key.settings).toEqual([
    {
      name: "name",
      before: SENSITIVE,
      after: SENSITIVE,
      access: "same",
      words: "name: changes; the value is sensitive",
    },
    {
      name: "allocated_amount",
      before: SENSITIVE,
      after: SENSITIVE,
      access: "wider",
      words: "allocation: changes; the value is sensitive",
    },
    {
      name: "expires_at",
      before: SENSITIVE,
      after: SENSITIVE,
      access: "wider",
      words: "expires: changes; the value is sensitive",
    },
    {
      name: "model_whitelist",
      before: SENSITIVE,
      after: SENSITIVE,
      access: "both",
      words: "models: changes; the value is sensitive",
    },
    {
      name: "ip_whitelist",
      before: SENSITIVE,
      after: SENSITIVE,
      access: "both",
      words: "addresses: changes; the value is sensitive",
    },
  ]);
  expect(key).toMatchObject({
    access: "both",
    names: { before: SENSITIVE, after: SENSITIVE },
    money: { before: SENSITIVE, after: SENSITIVE, difference: undefined, leftBehind: 0 },
    expiries: { before: SENSITIVE, after: SENSITIVE },
  });
  expect(key.warnings).toEqual([
    {
      summary: "Proxy keys will be allowed more than before",
      detail: [
        'Proxy key "(sensitive)":',
        "- allocated_amount: it may allow more; the value is sensitive",
        "- expires_at: it may allow more; the value is sensitive",
        "- model_whitelist: it may allow more; the value is sensitive",
        "- ip_whitelist: it may allow more; the value is sensitive",
      ].join("\n"),
      origin: "derived",
    },
  ]);
});

test("sums are without it, and say so", () => {
  const changes = [marked(update, true, true), createOf({}, { name: "b" })];
  expect(factsOf(changes).accounts).toEqual([
    { name: "electronhub", keys: 2, before: 0, after: 100, difference: 100, leftBehind: 0, untold: 1 },
  ]);
});

test("a log's warning of such a key is not repeated, nor is one that quotes it elsewhere", () => {
  const line = (summary: string, detail: string, address?: string) =>
    JSON.stringify({ "@level": "warn", diagnostic: { severity: "warning", summary, detail, address } });
  const log = [
    line("Proxy keys will be allowed more than before", 'Proxy key "hush-name": 41337', "electronhub_proxy_key.ci"),
    line("Another warning", "of hush-name", "electronhub_proxy_key.ci"),
    line("A third one", "about hush-three"),
    line("A fourth one", "about nothing"),
  ].join("\n");
  const plan = factsOf([marked(update, true, true)], {}, { log });
  const hidden = "Not shown: it may tell what the configuration marks as sensitive.";
  expect(plan.keys[0]?.warnings.map(({ summary, detail, origin }) => [summary, detail.slice(0, 26), origin])).toEqual([
    ["Proxy keys will be allowed more than before", 'Proxy key "(sensitive)":\n-', "derived"],
    ["Another warning", hidden.slice(0, 26), "log"],
  ]);
  expect(plan.warnings).toEqual([
    { summary: "A third one", detail: hidden, origin: "log" },
    { summary: "A fourth one", detail: "about nothing", origin: "log" },
  ]);
});
