// Any review that there may be, with names that somebody chose to do harm: for properties of what shows or judges reviews.
// Its counts and sums are those of its keys, which stand in order of gravity.
import fc from "fast-check";
import {
  type Access,
  type ActionFacts,
  type Cost,
  type Counts,
  type ExclusiveFacts,
  type Gap,
  type Hidden,
  type KeyChange,
  type KeyFacts,
  type Money,
  type OtherFacts,
  type PlanFacts,
  type PlannedOperation,
  type Review,
  type SettingFacts,
  type SettingValue,
  type Warning,
  SENSITIVE,
  isHidden,
} from "../../src/review/facts";
import { UNKNOWN } from "../../src/terraform/cty";
import { NO_COUNTS } from "./sample";
import { anyCodePoint } from "../support/any-code-point";

/** What looks like a key's value, and must be in no output. */
export const SECRETS = [
  "ek-proxy-0123456789abcdef0123456789abcdef",
  "ek-live-0123456789abcdef0123456789abcdef",
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjaSJ9.c2lnbmF0dXJl",
] as const;

/** Each would do something somewhere, if it were not escaped. */
export const HOSTILE = [
  "**bold** _it_ ~~no~~ # title",
  "# title",
  "- item\n- item",
  "| a | b |\n|---|---|",
  "a|b",
  "a\\|b",
  "\\",
  "`code`",
  "``` ``",
  "`",
  "[link](https://evil.example/x)",
  "![image](https://evil.example/x.png)",
  "[ref]: https://evil.example",
  "<https://evil.example>",
  "https://evil.example/a?b=c",
  "www.evil.example",
  "someone@evil.example",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "</details></summary></table>",
  "<!-- electronhub-review: other -->",
  "-->",
  "]]>",
  "<![CDATA[",
  "&lt;b&gt; &amp; &#64; &commat;",
  "'\"><svg onload=alert(1)>",
  "@everyone",
  "@org/team",
  "#123",
  "GH-1",
  "user/repo#1",
  "0123456789abcdef0123456789abcdef01234567",
  "!1 $1 ~label %milestone &1 ^1 *1 +1",
  ":tada:",
  "/close",
  "\n/close\n",
  "\n\n---\n\n# out",
  "$$x$$ $`y`$",
  "\u001b[31mred\u001b[0m",
  "\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007",
  "\u009b31m",
  "\r\n\t\v\f\b\u0000\u007f\u0085",
  "\u2028\u2029",
  "\u202edlrow\u202c \u2066olleh\u2069 \u200f\u061c",
  "zero\u200bwidth\u2060\ufeff\u00ad",
  "half \ud800",
  "half \udc00",
  "\ufffe\uffff",
  "鍵のなまえ",
  "👩‍👩‍👧‍👦 🔑 🇩🇪 ❤️",
  "e\u0301\u0301\u0301\u0301",
  "ﷺ",
  "__proto__",
  "constructor",
  "${jndi:x} ${{ secrets.X }} %{ if } {{ x }}",
  "%s %d %n",
  "::error file=x::y",
  "##vso[task.complete]",
  "",
  " ",
  "   indented",
  "x".repeat(200),
  "wörter ".repeat(60),
  "鍵".repeat(150),
] as const;

/** Half a megabyte of it would make the tests slow and show nothing more: one of these in a while. */
const LONG = ["x".repeat(100_000), "`".repeat(100_000), "<b>|".repeat(25_000), "\u001b[1m".repeat(25_000)];

export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.constantFrom(...SECRETS, ...SECRETS.map((secret) => `a name with ${secret} in it`)) },
  { weight: 4, arbitrary: fc.constantFrom("ci", "team keys", "gpt-4o-mini", "10.0.0.0/8", "main.tf") },
  { weight: 4, arbitrary: fc.string({ unit: anyCodePoint, maxLength: 40 }) },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join("")) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(..."`*_~[]()<>|\\#@!&:/-+.= \n\u001b\u202ea1"), { maxLength: 30 })
      .map((parts) => parts.join("")),
  },
);

/** Seldom of 100 kB. */
const anyName: fc.Arbitrary<string> = fc.oneof(
  { weight: 60, arbitrary: anyText },
  { weight: 1, arbitrary: fc.constantFrom(...LONG) },
);

const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(some, { nil: undefined });

const anyHidden: fc.Arbitrary<Hidden> = fc.constantFrom<Hidden>(UNKNOWN, SENSITIVE);

const pairOf = <T>(some: fc.Arbitrary<T>) => {
  const side = fc.oneof(
    { weight: 5, arbitrary: fc.oneof(some, fc.constant(null)) },
    { weight: 1, arbitrary: anyHidden },
  );
  return fc.record({ before: side, after: side });
};

const anyAmount = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }),
  fc.constantFrom(0, 0.1, 1 / 3, 1e-7, 1e21, Number.MAX_VALUE),
);

const anyInstant = fc.constantFrom("2026-11-30T00:00:00Z", "2027-01-31T12:30:00+02:00", "0001-01-01T00:00:00Z");

/** Only what stands in brackets is free: Terraform's labels are identifiers. It writes the rest with escapes, others may not. */
const anyKeyInBrackets = fc
  .tuple(anyName, fc.boolean())
  .map(([name, isEscaped]) => (isEscaped ? `[${JSON.stringify(name)}]` : `["${name}"]`));

const addressOf = (type: string): fc.Arbitrary<string> =>
  fc
    .record({
      module: maybe(anyKeyInBrackets),
      label: fc.constantFrom("ci", "team", "old-1", "_x", "schlüssel"),
      index: fc.oneof(
        fc.constant(""),
        fc.nat(3).map((at) => `[${at}]`),
        anyKeyInBrackets,
      ),
    })
    .map(({ module, label, index }) => `${module === undefined ? "" : `module.m${module}.`}${type}.${label}${index}`);

const anyAccount = fc.constantFrom("electronhub", "module.a:electronhub.eu");

const anyOperation: fc.Arbitrary<PlannedOperation> = fc.record({
  kind: fc.constantFrom("create", "update", "toggle", "remove", "delete all"),
  text: fc.oneof(
    fc.constantFrom("create", "update name, expires_at", "toggle off", "toggle on", "remove", "delete all"),
    anyText,
  ),
  on: fc.constantFrom("old", "new"),
});

const anyOperations = fc.array(anyOperation, { maxLength: 4 });

const anyWarnings: fc.Arbitrary<readonly Warning[]> = fc.array(
  fc.record({ summary: anyText, detail: anyName, origin: fc.constantFrom("derived", "log") }),
  { maxLength: 3 },
);

const anyValue: fc.Arbitrary<SettingValue> = fc.oneof(
  anyText,
  anyAmount,
  fc.boolean(),
  fc.constant(null),
  anyHidden,
  fc.array(anyText, { maxLength: 5 }),
  fc.integer({ min: 10, max: 300 }).map((many) => Array.from({ length: many }, (_, at) => `model-${at}`)),
);

const anySetting: fc.Arbitrary<SettingFacts> = fc.record({
  name: fc.constantFrom(
    "name",
    "allocated_amount",
    "limit_type",
    "expires_at",
    "model_whitelist",
    "ip_whitelist",
    "enabled",
  ),
  before: anyValue,
  after: anyValue,
  access: fc.constantFrom("wider", "narrower", "both", "same", "unknown"),
  words: anyName.map((name) => `models: + ${name}`),
});

const anyList = fc.oneof(fc.array(anyText, { maxLength: 5 }), fc.constant(null), anyHidden);

const anySettings = fc.uniqueArray(anySetting, { maxLength: 7, selector: ({ name }) => name });

const anySource = fc.record({ file: anyText, line: fc.integer({ min: 1, max: 100_000 }) });

const anyMoney: fc.Arbitrary<Money> = fc
  .record({ pair: pairOf(anyAmount), leftBehind: fc.constantFrom(0, 0, 100, 0.5) })
  .map(({ pair, leftBehind }) => ({ ...pair, difference: difference(pair.before, pair.after), leftBehind }));

function difference(before: number | null | Hidden, after: number | null | Hidden): number | undefined {
  if (isHidden(before) || isHidden(after)) return undefined;
  return (after ?? 0) - (before ?? 0);
}

const ACCESSES: Readonly<Record<KeyChange, readonly Access[]>> = {
  destroy: ["gone", "same", "unknown"],
  replace: ["wider", "narrower", "both", "same", "unknown"],
  update: ["wider", "narrower", "both", "same", "unknown"],
  create: ["new"],
  forget: ["same"],
  import: ["same", "wider"],
  move: ["same"],
  drift: ["same"],
  defer: ["unknown"],
};

/** In order of gravity. */
const CHANGES: readonly string[] = Object.keys(ACCESSES);

export const anyKey: fc.Arbitrary<KeyFacts> = fc
  .constantFrom<KeyChange>("destroy", "replace", "update", "create", "forget", "import", "move", "drift", "defer")
  .chain((change) =>
    fc.record({
      address: addressOf("electronhub_proxy_key"),
      previousAddress: maybe(addressOf("electronhub_proxy_key")),
      deposed: maybe(fc.constant("0a1b2c3d")),
      constructPath: maybe(anyName),
      source: maybe(anySource),
      account: anyAccount,
      change: fc.constant(change),
      isCreateFirst: fc.boolean(),
      isOldForgotten: change === "replace" ? fc.boolean() : fc.constant(false),
      isRemovedOutside: fc.boolean(),
      importId: maybe(fc.oneof(anyText, anyHidden)),
      reason: maybe(fc.constantFrom("replace_because_tainted", "delete_because_no_resource_config")),
      names: pairOf(anyName),
      id: maybe(fc.constantFrom("0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210")),
      operations: anyOperations,
      areOperationsKnown: fc.boolean(),
      access: fc.constantFrom(...ACCESSES[change]),
      allowed: maybe(fc.record({ models: anyList, addresses: anyList })),
      settings: anySettings,
      besides: fc.array(anyText, { maxLength: 2 }),
      drift: anySettings,
      money: anyMoney,
      expiry: maybe(anyText),
      expiries: pairOf(anyInstant),
      validFor: maybe(fc.constantFrom("90d", "1h30m")),
      irreversible: fc.array(anyText, { maxLength: 2 }),
      rotation: maybe(fc.record({ words: anyText, doesOldKeyWorkOn: fc.boolean() })),
      warnings: anyWarnings,
      used: maybe(anyAmount),
    }),
  );

const anyExclusive: fc.Arbitrary<ExclusiveFacts> = fc.record({
  address: addressOf("electronhub_proxy_keys_exclusive"),
  constructPath: maybe(anyText),
  source: maybe(anySource),
  account: anyAccount,
  change: fc.constantFrom("create", "update", "destroy", "replace", "forget", "import", "move", "drift", "defer"),
  removed: fc.array(fc.record({ id: fc.constant("0123456789abcdef0123456789abcdef"), name: anyName }), {
    maxLength: 5,
  }),
  isDeleteAll: fc.boolean(),
  areRemovalsKnown: fc.boolean(),
  operations: anyOperations,
  warnings: anyWarnings,
});

const anyAction: fc.Arbitrary<ActionFacts> = fc.record({
  address: addressOf("action.electronhub_proxy_key_disable"),
  type: fc.constantFrom("electronhub_proxy_key_disable", "electronhub_proxy_keys_delete_all"),
  trigger: anyText,
  account: anyAccount,
  operations: anyOperations,
  words: anyText,
});

const few = fc.nat(3);

const anyOther: fc.Arbitrary<OtherFacts> = fc.record({
  type: fc.oneof(fc.constantFrom("terraform_data", "aws_secretsmanager_secret"), anyText),
  counts: fc.record({
    create: few,
    update: few,
    replace: few,
    destroy: few,
    read: few,
    forget: few,
    unchanged: fc.nat(10_000),
  }),
});

const anyGap: fc.Arbitrary<Gap> = fc.record({ address: maybe(addressOf("electronhub_proxy_key")), words: anyText });

/** Beside what the keys tell. */
const anyRate = fc.record({
  isAtLeast: fc.boolean(),
  perMinute: fc.constantFrom(1, 5, 100),
  isAssumed: fc.boolean(),
  unchanged: fc.nat(5),
});

const planOf = (mostKeys: number): fc.Arbitrary<PlanFacts> =>
  fc
    .record({
      label: anyText,
      tool: fc.constantFrom("Terraform", "OpenTofu"),
      terraformVersion: maybe(fc.constantFrom("1.11.4", "1.14.0")),
      plannedAt: maybe(anyInstant),
      isErrored: fc.boolean(),
      isPartial: fc.boolean(),
      keys: fc.uniqueArray(anyKey, { maxLength: mostKeys, selector: ({ address }) => address }),
      exclusives: fc.array(anyExclusive, { maxLength: 2 }),
      actions: fc.array(anyAction, { maxLength: 2 }),
      others: fc.uniqueArray(anyOther, { maxLength: 3, selector: ({ type }) => type }),
      gaps: fc.array(anyGap, { maxLength: 2 }),
      warnings: anyWarnings,
      rate: anyRate,
    })
    .map(({ rate, keys: unordered, ...facts }) => {
      const keys = [...unordered].sort((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change));
      const { exclusives, others } = facts;
      return {
        ...facts,
        keys,
        counts: countsOf(keys, exclusives, others, rate.unchanged),
        accounts: accountsOf(keys),
        cost: costOf(keys, exclusives, rate),
      };
    });

function countsOf(
  keys: readonly KeyFacts[],
  exclusives: readonly ExclusiveFacts[],
  others: readonly OtherFacts[],
  unchanged: number,
): Counts {
  const counts: Record<keyof Counts, number> = { ...NO_COUNTS, unchanged };
  for (const { change, access } of keys) {
    counts[change] += 1;
    if (access === "wider" || access === "both") counts.wider += 1;
    if (access === "unknown") counts.unknown += 1;
  }
  for (const { removed } of exclusives) counts.undeclared += removed.length;
  for (const { counts: other } of others) {
    counts.others += other.create + other.update + other.replace + other.destroy + other.forget;
  }
  return counts;
}

const told = (amount: number | null | Hidden): number => (typeof amount === "number" ? amount : 0);

const accountsOf = (keys: readonly KeyFacts[]) =>
  [...new Set(keys.map(({ account }) => account))].map((name) => {
    const own = keys.filter(({ account }) => account === name).map(({ money }) => money);
    const sum = (amount: (money: Money) => number) => own.reduce((total, money) => total + amount(money), 0);
    return {
      name,
      keys: own.length,
      before: sum(({ before }) => told(before)),
      after: sum(({ after }) => told(after)),
      difference: sum((money) => money.difference ?? 0),
      leftBehind: sum(({ leftBehind }) => leftBehind),
      untold: own.filter((money) => money.difference === undefined).length,
    };
  });

function costOf(
  keys: readonly KeyFacts[],
  exclusives: readonly ExclusiveFacts[],
  { isAtLeast, perMinute, isAssumed }: Pick<Cost, "isAtLeast" | "perMinute" | "isAssumed">,
): Cost {
  const calls = [...keys, ...exclusives].flatMap(({ address, operations }) =>
    operations.map((operation) => ({ address, operation })),
  );
  return {
    requests: calls.length,
    isAtLeast,
    perMinute,
    isAssumed,
    minutes: Math.ceil(calls.length / perMinute),
    timeline: calls.map((call, at) => ({ second: Math.floor(at / perMinute) * 60, ...call })),
  };
}

/** Of one plan, with at most so many keys. */
export const anyPlan = (mostKeys = 6): fc.Arbitrary<PlanFacts> => planOf(mostKeys);

/** Of one or several plans. */
export const anyReviewOf = (mostKeys: number, mostPlans: number): fc.Arbitrary<Review> =>
  fc.array(planOf(mostKeys), { minLength: 1, maxLength: mostPlans }).map((plans) => {
    const counts: Record<keyof Counts, number> = { ...NO_COUNTS };
    for (const name of Object.keys(NO_COUNTS).filter(isCounted)) {
      counts[name] = plans.reduce((sum, plan) => sum + plan.counts[name], 0);
    }
    const keys = plans.flatMap((plan) => plan.keys);
    const exclusives = plans.flatMap((plan) => plan.exclusives);
    const [{ cost } = { cost: undefined }] = plans;
    return {
      plans,
      counts,
      accounts: accountsOf(keys),
      cost: costOf(keys, exclusives, {
        isAtLeast: plans.some((plan) => plan.cost.isAtLeast),
        perMinute: cost?.perMinute ?? 60,
        isAssumed: cost?.isAssumed ?? true,
      }),
    };
  });

const isCounted = (name: string): name is keyof Counts => name in NO_COUNTS;

export const anyReview: fc.Arbitrary<Review> = anyReviewOf(6, 3);
