import { createHash } from "node:crypto";
import { formatHtml } from "../../../src/review/formats/html";
import { judge, parseFailOn } from "../../../src/review/policy";
import { type Verdict, NO_VERDICT } from "../../../src/review/policy/verdict";
import { UNKNOWN } from "../../../src/terraform/cty";
import { EVERYTHING, NO_COUNTS, UNCHANGED, key, on, plan, reviewOf } from "../sample";
import { classesOf, parsed, within, words } from "./html/parsed";

const everything = parsed(formatHtml(EVERYTHING, NO_VERDICT));

/** The card of an address. */
const cardOf = (page: ReturnType<typeof parsed>, address: string) => {
  const card = page
    .named("article")
    .find((article) => within(article).some((e) => e.name === "h3" && e.text === address));
  if (card === undefined) throw new Error(`no card of ${address}`);
  return card;
};

const lineOf = (page: ReturnType<typeof parsed>, address: string, className: string) =>
  within(cardOf(page, address))
    .filter((element) => classesOf(element).includes(className))
    .map(words);

const VIOLATED: Verdict = {
  violations: [
    {
      rule: "wider",
      address: "electronhub_proxy_key.ci",
      plan: "tfplan",
      name: "ci",
      value: "addresses: opened to all",
      words: 'Key "ci" is allowed more: addresses: opened to all.',
      exemption: undefined,
    },
    {
      rule: "spend",
      address: undefined,
      plan: undefined,
      name: undefined,
      value: "150",
      words: "150 credits more than now; 100 are allowed.",
      exemption: undefined,
    },
  ],
  exempted: [
    {
      rule: "destroy",
      address: 'module.team["a"].electronhub_proxy_key.old[0]',
      plan: "tfplan",
      name: "old",
      value: "destroy",
      words: 'Key "old" is destroyed.',
      exemption: { reason: "the team is gone", until: "2027-01-31" },
    },
  ],
  notes: ['The exception of key "older" excuses nothing.'],
};

test("begins with the gravest of what happens", () => {
  expect(everything.named("h1").map(words)).toEqual([
    "1 key destroyed, 1 undeclared removed, 1 replaced, 1 allowed more",
  ]);
  expect(everything.named("title").map(words)).toEqual([
    "1 key destroyed, 1 undeclared removed, 1 replaced, 1 allowed more – review of tfplan",
  ]);
});

test("says that nothing changes", () => {
  const page = parsed(formatHtml(UNCHANGED, NO_VERDICT));
  expect(page.named("h1").map(words)).toEqual(["No key changes"]);
  expect(page.ofClass("filters").map(words)).toEqual(["Show 3 keys unchanged"]);
  expect(page.named("input")).toEqual([]);
  expect(page.named("article")).toEqual([]);
});

test("sums up credits and calls", () => {
  const [credits, calls] = everything.ofClass("panel").map(words);
  expect(credits).toBe(
    "Credits +150 before 700 after 850 100 more stay with keys that are kept. ?1 key is not in the sums: what it holds is unknown or sensitive.",
  );
  expect(calls).toBe(
    "Calls at least 8 about 2 minutes at 5 calls a minute, which is assumed: --rpm says the account’s limit " +
      "When keys are changed, at the earliest create 1 from 0:00 to 0:00 update 1 from 0:00 to 0:00 remove 1 from 1:00 to 1:00 0:001:002:00",
  );
});

test("shows the cards in order of gravity, each with its change and its access", () => {
  expect(
    everything.named("article").map((card) => [
      words(within(card).find(({ name }) => name === "h3")),
      ...within(card)
        .filter((element) => classesOf(element).includes("badge"))
        .map(words),
    ]),
  ).toEqual([
    ["electronhub_proxy_keys_exclusive.all", "−removes undeclared keys", "~update"],
    ['module.team["a"].electronhub_proxy_key.old[0]', "−destroy", "×access ends"],
    ["electronhub_proxy_key.rotating", "±replace"],
    ["electronhub_proxy_key.ci", "~update", "▲wider"],
    ["electronhub_proxy_key.open", "~update", "?access unknown"],
    ["electronhub_proxy_key.fresh", "+create", "+new access"],
    ["electronhub_proxy_key.touched", "Δdrift"],
  ]);
});

test("sets before and after side by side, and marks what is added by more than a colour", () => {
  const rows = within(cardOf(everything, "electronhub_proxy_key.ci")).filter(({ name }) => name === "tr");
  expect(rows.map((row) => row.children.map(words))).toEqual([
    ["setting", "before", "after"],
    ["allocation▲wider", "300", "500"],
    ["models▲wider", "gpt-4o-mini", "+added: gpt-4o gpt-4o-mini"],
    ["addresses▲wider", "10.0.0.0/8", "all"],
  ]);
  expect(rows.map((row) => row.children.map(({ name }) => name))).toEqual([
    ["th", "th", "th"],
    ["th", "td", "td"],
    ["th", "td", "td"],
    ["th", "td", "td"],
  ]);
});

test.each([
  ["limit_type", "not told by the API"],
  ["expires_at", "never"],
  ["model_whitelist", "all"],
  ["ip_whitelist", "all"],
] as const)("says of %s what it means that it is null: %s", (name, expected) => {
  const settings = [{ name, before: "x", after: null, access: "unknown" as const, words: "" }];
  const changed = key({ address: "electronhub_proxy_key.k", change: "update", settings });
  const page = parsed(formatHtml(reviewOf(plan({ keys: [changed] })), NO_VERDICT));
  expect(
    within(cardOf(page, "electronhub_proxy_key.k"))
      .filter(({ name: tag }) => tag === "td")
      .map(words),
  ).toEqual(["x", expected]);
});

test("says where there is no key, and what cannot be told", () => {
  const cells = (address: string) =>
    within(cardOf(everything, address))
      .filter(({ name }) => name === "td")
      .map(words);
  expect(cells('module.team["a"].electronhub_proxy_key.old[0]')).toEqual(["old", "no key", "gpt-4o", "no key"]);
  expect(cells("electronhub_proxy_key.fresh")).toEqual(["no key", "fresh", "no key", "all"]);
  expect(cells("electronhub_proxy_key.open")).toEqual(["gpt-4o", "known only during apply"]);
});

test("draws what is allocated and what is used on one scale", () => {
  const card = cardOf(everything, "electronhub_proxy_key.ci");
  const bars = within(card).filter((element) => classesOf(element).includes("bar"));
  expect(bars.map(words)).toEqual(["before 300", "after 500", "used 120.5 24 % of the allocation after"]);
  expect(
    bars.map((bar) =>
      within(bar)
        .find(({ name }) => name === "rect")
        ?.attributes.get("width"),
    ),
  ).toEqual(["60%", "100%", "24.1%"]);
});

test("tells the calls of a key in their order, with their moments", () => {
  expect(lineOf(everything, "electronhub_proxy_key.rotating", "operations")).toEqual([
    "create new key at 0:00 toggle off old key",
  ]);
  expect(lineOf(everything, "electronhub_proxy_key.ci", "whereabouts")).toEqual([
    "key “ci” construct team-keys/ci main.tf line 12 changes at 0:00 at the earliest",
  ]);
  expect(lineOf(everything, "electronhub_proxy_key.rotating", "note")).toEqual([
    "New value; the old one stops working The old value stops working at once.",
    "Expiry 90 days after the apply, before: in 3 days (2026-11-30T00:00:00Z)",
    'Warning: Proxy keys are replaced, and the old ones are kept Proxy key "rotating": deletion_policy is "disable".',
  ]);
});

test("lists each call, and links it to the card of its key", () => {
  const [table] = everything.ofClass("calls");
  const rows = within(table).filter(({ name }) => name === "tr");
  expect(rows.slice(1).map((row) => row.children.map(words))).toEqual([
    ["0:00", "electronhub_proxy_key.rotating", "create"],
    ["0:00", "electronhub_proxy_key.ci", "update allocated_amount, model_whitelist, ip_whitelist"],
    ["1:00", 'module.team["a"].electronhub_proxy_key.old[0]', "remove"],
  ]);
  const links = within(table).filter(({ name }) => name === "a");
  expect(
    links.map(({ attributes }) => words(everything.byId((attributes.get("href") ?? "").slice(1))?.children[0])),
  ).toEqual([
    expect.stringContaining("electronhub_proxy_key.rotating"),
    expect.stringContaining("electronhub_proxy_key.ci"),
    expect.stringContaining('module.team["a"].electronhub_proxy_key.old[0]'),
  ]);
});

test("counts other resources and the credits of each account", () => {
  const tables = everything.ofClass("plain").map((table) =>
    within(table)
      .filter(({ name }) => name === "tr")
      .map((row) => row.children.map(words)),
  );
  expect(tables).toContainEqual([
    ["type", "destroy", "create", "unchanged"],
    ["terraform_data", "1", "2", "4"],
  ]);
  expect(tables).toContainEqual([
    ["account", "keys", "before", "after", "difference", "left with kept keys", "keys not in the sums"],
    ["electronhub", "5", "700", "850", "+150", "100", "1"],
  ]);
});

test("says first what was not analysed, then what is against the policy", () => {
  const [facts] = EVERYTHING.plans;
  const gap = { address: "electronhub_proxy_key.later", words: "It is of a newer version of the provider." };
  const review = { ...EVERYTHING, plans: [{ ...plan(facts), isErrored: true, gaps: [gap] }] };
  const page = parsed(formatHtml(review, VIOLATED));
  expect(page.ofClass("alert").map(words)).toEqual([
    "!Not everything was analysed: 2 gaps Terraform failed half-way: what follows is not the whole change. " +
      "electronhub_proxy_key.later: It is of a newer version of the provider.",
    '!Against the policy: 2 violations wider Key "ci" is allowed more: addresses: opened to all. see the card ' +
      "spend 150 credits more than now; 100 are allowed.",
  ]);
  const order = page.elements.flatMap(({ attributes }) => attributes.get("id") ?? []);
  expect(order.slice(0, 3)).toEqual(["gaps", "violations", "keys"]);
  expect(lineOf(page, "electronhub_proxy_key.ci", "badge")).toContain("!against the policy");
  expect(words(page.elements.find(({ attributes }) => attributes.get("aria-labelledby") === "exceptions"))).toBe(
    'Excepted by the policy file, and notes on it destroy Key "old" is destroyed. Excepted until 2027-01-31: the team is gone ' +
      'The exception of key "older" excuses nothing.',
  );
});

test("a plan of a part is not a gap, as in the other formats", () => {
  const page = parsed(formatHtml(reviewOf(plan({ isPartial: true })), NO_VERDICT));
  expect(page.ofClass("alert")).toEqual([]);
  expect(page.ofClass("ink-caution").map(words)).toEqual([
    "!Not the whole configuration is planned: something was put off, or left out with -target.",
  ]);
});

test("sums of nothing are not told as none, nor an import that changes the key as a change alone", () => {
  const [account] = EVERYTHING.accounts;
  const keys = [key({ address: "electronhub_proxy_key.ci", change: "update", importId: "name:ci" })];
  const accounts =
    account === undefined ? [] : [{ ...account, keys: 1, before: 0, after: 0, difference: 0, untold: 1 }];
  const page = parsed(formatHtml({ ...reviewOf(plan({ keys })), accounts }, NO_VERDICT));
  expect(page.ofClass("big").map(words)).toContain("not known");
  expect(lineOf(page, "electronhub_proxy_key.ci", "badge").slice(0, 2)).toEqual(["↓import", "~update"]);
});

test("offers filters for what there is, each with its number", () => {
  const page = parsed(formatHtml(EVERYTHING, VIOLATED));
  expect(page.named("label").map((label) => [label.attributes.get("for"), words(label)])).toEqual([
    ["show-all", "•7 all"],
    ["show-policy", "!1 against the policy"],
    ["show-destroy", "−1 destroyed"],
    ["show-undeclared", "−1 undeclared removed"],
    ["show-replace", "±1 replaced"],
    ["show-wider", "▲1 allowed more"],
    ["show-unknown", "?1 unknown until apply"],
    ["show-update", "~2 changed"],
    ["show-create", "+1 created"],
    ["show-drift", "Δ1 drifted"],
  ]);
  expect(page.named("input").map(({ attributes }) => [attributes.get("type"), attributes.has("checked")])).toEqual([
    ["radio", true],
    ...Array.from({ length: 9 }, () => ["radio", false]),
  ]);
  // What the rules of style go by.
  expect(page.ofClass("card", "is-wider").map(({ attributes }) => attributes.get("id"))).toEqual(["key-1-4"]);
  expect(page.ofClass("card", "is-undeclared").map(({ attributes }) => attributes.get("id"))).toEqual(["key-1-1"]);
});

test("opens the gravest cards of a small plan, and none of a large one", () => {
  const isOpen = everything.named("details").filter(({ attributes }) => attributes.has("open"));
  expect(isOpen.length).toBe(4);
  const keys = Array.from({ length: 31 }, (_, at) =>
    key({ address: `electronhub_proxy_key.k${at}`, change: "destroy" }),
  );
  const many = parsed(formatHtml(reviewOf(plan({ keys, counts: { ...NO_COUNTS, destroy: 31 } })), NO_VERDICT));
  expect(many.named("details").filter(({ attributes }) => attributes.has("open"))).toEqual([]);
});

test("names the plans where there are several", () => {
  const review = {
    ...UNCHANGED,
    plans: [
      plan({ label: "team-a" }),
      plan({ label: "team-b", gaps: [{ address: undefined, words: "It is cut off." }] }),
    ],
  };
  const page = parsed(formatHtml(review, NO_VERDICT));
  expect(page.named("h2").map(words)).toEqual([
    "!Not everything was analysed: 1 gap",
    "Calls",
    "Plan team-a",
    "Plan team-b",
  ]);
  expect(page.ofClass("alert").map(words)).toEqual(["!Not everything was analysed: 1 gap team-b: It is cut off."]);
});

test("says what it leaves out of a page that would be too large", () => {
  const page = parsed(formatHtml(EVERYTHING, NO_VERDICT, { room: { whole: 6000, all: 7500 } }));
  expect(page.ofClass("alert").map(words)).toEqual([
    "!This page does not show everything: it would be too large. Its numbers and sums are whole. " +
      "Of the plans below, the last 1 card is left out. 3 cards are without details.",
  ]);
  expect(page.named("article").length).toBe(6);
});

describe("with a thousand keys", () => {
  const [sample] = EVERYTHING.plans.flatMap(({ keys }) => keys.filter(({ access }) => access === "wider"));
  if (sample === undefined) throw new Error("the sample has no key that is wider");
  const keys = Array.from({ length: 1000 }, (_, at) => ({ ...sample, address: `electronhub_proxy_key.k${at}` }));

  const timeline = Array.from({ length: 3000 }, (_, at) => ({
    second: Math.floor(at / 60) * 60,
    address: `electronhub_proxy_key.k${at % 1000}`,
    operation: on("update name", "update"),
  }));
  const cost = { requests: 3000, isAtLeast: false, perMinute: 60, isAssumed: false, minutes: 50, timeline };

  // By its text: a parser takes seconds for so much.
  test("is small, and has all of them", () => {
    const text = formatHtml(
      reviewOf(plan({ keys, cost, counts: { ...NO_COUNTS, update: 1000, wider: 1000 } })),
      NO_VERDICT,
    );
    expect(Buffer.byteLength(text)).toBeLessThan(4_000_000);
    expect(text).not.toContain('class="alert"');
    expect(text.split("<article").length - 1).toBe(1000);
  });

  test("tells how many calls it does not list", () => {
    const page = parsed(formatHtml(reviewOf(plan({ keys: keys.slice(0, 1), cost })), NO_VERDICT));
    const [calls] = page.ofClass("calls");
    expect(within(calls).filter(({ name }) => name === "tr").length).toBe(501);
    expect(words(calls)).toContain("The first 500 of 3,000 calls; 2,500 more follow, the last 49:00 into the apply.");
  });
});

test("allows nothing but its own style, by its hash", () => {
  const [style] = everything.named("style");
  const hash = createHash("sha256")
    .update(style?.text ?? "")
    .digest("base64");
  const [policy] = everything.named("meta").filter(({ attributes }) => attributes.has("http-equiv"));
  expect(policy?.attributes.get("http-equiv")).toBe("Content-Security-Policy");
  expect(policy?.attributes.get("content")).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  );
  expect(everything.named("style").length).toBe(1);
});

test("keeps a name that is unknown from being empty", () => {
  const facts = key({
    address: "electronhub_proxy_key.x",
    change: "create",
    names: { before: null, after: UNKNOWN },
    access: "new",
  });
  const page = parsed(formatHtml(reviewOf(plan({ keys: [facts], counts: { ...NO_COUNTS, create: 1 } })), NO_VERDICT));
  expect(lineOf(page, "electronhub_proxy_key.x", "whereabouts")).toEqual(["key known only during apply"]);
});

test("says the rule of a violation once, as a real verdict words it", () => {
  const page = parsed(formatHtml(EVERYTHING, judge(EVERYTHING, parseFailOn("replace"), undefined, 0)));
  const [alert = ""] = page.ofClass("alert").map(words);
  expect(alert).toContain("replace electronhub_proxy_key.rotating");
  expect(alert).not.toContain("replace replace");
});
