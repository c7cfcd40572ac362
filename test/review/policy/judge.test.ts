// What each rule is against, and what it is not.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { type Allowed, type ExclusiveFacts, type KeyFacts, type PlanFacts, SENSITIVE } from "../../../src/review/facts";
import { type Verdict, judge, parseFailOn, parsePolicy } from "../../../src/review/policy";
import { UNKNOWN } from "../../../src/terraform/cty";
import { SECRETS, anyReview } from "../any-review";
import { EVERYTHING, UNCHANGED, key, on, plan, reviewOf } from "../sample";

const NOW = Date.parse("2026-11-27T06:00:00Z");
const address = "electronhub_proxy_key.ci";

const told = ({ violations }: Verdict) => violations.map(({ words }) => words);

/** What a rule says of one key. */
const ofKey = (rules: string, facts: Partial<KeyFacts> & Pick<KeyFacts, "change">, of: Partial<PlanFacts> = {}) =>
  told(judge(reviewOf(plan({ ...of, keys: [key({ address, ...facts })] })), parseFailOn(rules), undefined, NOW));

const withPolicy = (yaml: string, facts: Partial<KeyFacts> & Pick<KeyFacts, "change">, now = NOW) =>
  judge(reviewOf(plan({ keys: [key({ address, ...facts })] })), [], parsePolicy(yaml, "policy.yaml"), now);

const models = (after: KeyFacts["settings"][number]["after"], words = "models: changed") =>
  ({ name: "model_whitelist", before: ["gpt-4o"], after, access: "wider", words }) as const;
test("the example policy on a plan with everything", () => {
  const policy = parsePolicy(
    readFileSync(join(__dirname, "../../../examples/projects/review/policy.yaml"), "utf8"),
    "p.yaml",
  );
  const verdict = judge(EVERYTHING, parseFailOn("drift"), policy, NOW);
  expect(told(verdict)).toEqual([
    'destroy: module.team["a"].electronhub_proxy_key.old[0] ("old") is destroyed: remove.',
    'destroy: electronhub_proxy_key.rotating ("rotating") is replaced, and the old key does not work on: toggle off.',
    'wider: electronhub_proxy_key.ci ("ci") is allowed more than before: allocation: 500 credits instead of 300; models: + gpt-4o; addresses: opened to all.',
    'unrestricted: electronhub_proxy_key.ci ("ci") is not restricted: addresses: all.',
    'expires-after: electronhub_proxy_key.ci ("ci") never expires; the latest that the policy allows is 90d after the plan, 2027-02-25T05:00:00Z.',
    'addresses: electronhub_proxy_key.ci ("ci") allows all addresses, and the policy does not.',
    'wider: electronhub_proxy_key.open ("ci") may be allowed more than before, which cannot be judged: models: known only during apply; it may allow more.',
    'unrestricted: electronhub_proxy_key.open ("ci") cannot be shown to be restricted: models: known only during apply.',
    'expires-after: electronhub_proxy_key.open ("ci") never expires; the latest that the policy allows is 90d after the plan, 2027-02-25T05:00:00Z.',
    'models: electronhub_proxy_key.open ("ci") cannot be judged: models: known only during apply.',
    'unknown: electronhub_proxy_key.open ("ci") may be allowed something that is known only during apply: models: known only during apply; it may allow more.',
    'unrestricted: electronhub_proxy_key.fresh ("fresh") is not restricted: addresses: all.',
    'expires-after: electronhub_proxy_key.fresh ("fresh") never expires; the latest that the policy allows is 90d after the plan, 2027-02-25T05:00:00Z.',
    'addresses: electronhub_proxy_key.fresh ("fresh") allows all addresses, and the policy does not.',
    'expires-after: electronhub_proxy_key.touched ("ci") never expires; the latest that the policy allows is 90d after the plan, 2027-02-25T05:00:00Z.',
    'drift: electronhub_proxy_key.touched ("ci") was changed outside of Terraform: switch: off instead of on.',
    'destroy: electronhub_proxy_keys_exclusive.all ("stranger") is a key that no resource declares, and is removed: fedcba9876543210fedcba9876543210.',
    "spend: it cannot be shown that at most 500 credits are allocated beyond what is allocated now: 1 amount is not known, the others come to 250.",
  ]);
  expect(verdict.exempted).toEqual([]);
  expect(verdict.notes).toEqual([
    'p.yaml:28:5: the exception for "ci-*" (wider) excuses nothing in this review.',
    'p.yaml:32:5: the exception for "break-glass" (unrestricted, models, addresses) excuses nothing in this review.',
  ]);
});

test("nothing is against nothing, whatever the rules", () => {
  const rules = parseFailOn(
    "wider,destroy,replace,unrestricted,never-expires,expires-after=1d,spend>0,forget,drift,unknown",
  );
  expect(judge(UNCHANGED, rules, undefined, NOW)).toEqual({ violations: [], exempted: [], notes: [] });
  expect(judge(EVERYTHING, [], undefined, NOW)).toEqual({ violations: [], exempted: [], notes: [] });
});

describe("wider", () => {
  test.each(["wider", "both"] as const)("a key that is allowed more: %s", (access) => {
    const settings = [
      models(["gpt-4o", "o3"], "models: + o3"),
      { ...models(["gpt-4o"], "narrower"), access: "narrower" } as const,
    ];
    expect(ofKey("wider", { change: "update", access, settings })).toEqual([
      'wider: electronhub_proxy_key.ci ("ci") is allowed more than before: models: + o3.',
    ]);
  });

  test.each(["same", "narrower", "new", "gone"] as const)("not one that is %s", (access) => {
    expect(ofKey("wider", { change: "update", access })).toEqual([]);
  });

  test("what cannot be judged fails, and says so", () => {
    const settings = [{ ...models(UNKNOWN, "models: known only during apply"), access: "unknown" } as const];
    expect(ofKey("wider", { change: "update", access: "unknown", settings })).toEqual([
      'wider: electronhub_proxy_key.ci ("ci") may be allowed more than before, which cannot be judged: models: known only during apply.',
    ]);
    expect(ofKey("wider", { change: "defer", access: "unknown" })).toEqual([]);
  });
});

describe("destroy", () => {
  const gone = { change: "destroy", access: "gone", names: { before: "ci", after: null } } as const;

  test("a key that is destroyed, whatever becomes of it", () => {
    expect(ofKey("destroy", { ...gone, operations: [on("remove", "remove", "old")] })).toEqual([
      'destroy: electronhub_proxy_key.ci ("ci") is destroyed: remove.',
    ]);
    expect(ofKey("destroy", { ...gone, deposed: "0a1b2c3d", operations: [] })).toEqual([
      'destroy: electronhub_proxy_key.ci ("ci") is destroyed: no call, the key is kept (deposed object 0a1b2c3d).',
    ]);
  });

  test("a replacement whose old key does not work on", () => {
    const operations = [on("create", "create"), on("toggle off", "toggle", "old")];
    const words = 'destroy: electronhub_proxy_key.ci ("ci") is replaced, and the old key does not work on: toggle off.';
    expect(ofKey("destroy", { change: "replace", operations })).toEqual([words]);
    expect(
      ofKey("destroy", { change: "replace", operations, rotation: { words: "", doesOldKeyWorkOn: false } }),
    ).toEqual([words]);
    expect(
      ofKey("destroy", { change: "replace", operations, rotation: { words: "", doesOldKeyWorkOn: true } }),
    ).toEqual([]);
  });

  test("a removal is a removal, even if the old key is said to work on", () => {
    const operations = [on("remove", "remove", "old")];
    expect(
      ofKey("destroy", { change: "replace", operations, rotation: { words: "", doesOldKeyWorkOn: true } }),
    ).toEqual(['destroy: electronhub_proxy_key.ci ("ci") is replaced, and the old key does not work on: remove.']);
  });

  const exclusive: ExclusiveFacts = {
    address: "electronhub_proxy_keys_exclusive.all",
    constructPath: undefined,
    source: undefined,
    account: "electronhub",
    change: "update",
    removed: [],
    isDeleteAll: false,
    areRemovalsKnown: true,
    operations: [],
    warnings: [],
  };
  const ofExclusive = (rules: string, facts: Partial<ExclusiveFacts>) =>
    told(judge(reviewOf(plan({ exclusives: [{ ...exclusive, ...facts }] })), parseFailOn(rules), undefined, NOW));

  test("each key that an exclusive removes, all keys, and what is known only during apply", () => {
    expect(ofExclusive("destroy", {})).toEqual([]);
    const removed = [
      { id: "a".repeat(32), name: "one" },
      { id: "b".repeat(32), name: "one" },
    ];
    expect(ofExclusive("destroy", { removed, isDeleteAll: true, areRemovalsKnown: false })).toEqual([
      "destroy: electronhub_proxy_keys_exclusive.all removes all keys of the account with one call.",
      'destroy: electronhub_proxy_keys_exclusive.all ("one") is a key that no resource declares, and is removed: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.',
      'destroy: electronhub_proxy_keys_exclusive.all ("one") is a key that no resource declares, and is removed: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.',
      "destroy: electronhub_proxy_keys_exclusive.all may remove keys, and which is known only during apply.",
    ]);
    expect(ofExclusive("unknown", { areRemovalsKnown: false })).toEqual([
      "unknown: electronhub_proxy_keys_exclusive.all may remove keys, and which is known only during apply.",
    ]);
    expect(ofExclusive("drift", { change: "drift" })).toEqual([
      "drift: electronhub_proxy_keys_exclusive.all was changed outside of Terraform.",
    ]);
  });

  describe("an action", () => {
    const judged = (rules: string, type: string, operations: PlanFacts["actions"][number]["operations"]) => {
      const action = {
        address: `action.${type}.all`,
        type,
        trigger: "",
        account: "electronhub",
        operations,
        words: "",
      };
      return told(judge(reviewOf(plan({ actions: [action] })), parseFailOn(rules), undefined, NOW));
    };

    test("that removes keys", () => {
      expect(judged("destroy", "electronhub_proxy_keys_delete_all", [on("delete all", "delete all", "old")])).toEqual([
        "destroy: action.electronhub_proxy_keys_delete_all.all is an action that removes keys: delete all.",
      ]);
      expect(judged("destroy", "electronhub_proxy_key_disable", [on("toggle off", "toggle", "old")])).toEqual([]);
    });

    test("that switches a key on", () => {
      expect(judged("wider", "electronhub_proxy_key_enable", [on("toggle on", "toggle", "old")])).toEqual([
        "wider: action.electronhub_proxy_key_enable.all is an action that switches a key on: toggle on.",
      ]);
      expect(judged("wider", "electronhub_proxy_key_disable", [on("toggle off", "toggle", "old")])).toEqual([]);
    });

    test("that is put off", () => {
      expect(judged("wider,destroy,unknown", "electronhub_proxy_key_enable", [])).toEqual([
        "unknown: action.electronhub_proxy_key_enable.all is an action that is put off to a later apply.",
      ]);
    });
  });
});

describe("replace, forget and drift", () => {
  test("a replacement, in either order", () => {
    expect(ofKey("replace", { change: "replace", isCreateFirst: true, reason: "replace_because_tainted" })).toEqual([
      'replace: electronhub_proxy_key.ci ("ci") is replaced: created, then the old key destroyed (replace_because_tainted).',
    ]);
    expect(ofKey("replace", { change: "replace" })).toEqual([
      'replace: electronhub_proxy_key.ci ("ci") is replaced: destroyed, then a new key created.',
    ]);
    expect(ofKey("replace", { change: "destroy" })).toEqual([]);
  });

  test("a key that leaves the state", () => {
    expect(ofKey("forget", { change: "forget" })).toEqual([
      'forget: electronhub_proxy_key.ci ("ci") leaves the state, and is left as it is.',
    ]);
    expect(ofKey("forget", { change: "replace", isOldForgotten: true })).toEqual([
      'forget: electronhub_proxy_key.ci ("ci") is replaced: the old key leaves the state, and is left as it is.',
    ]);
    expect(ofKey("replace", { change: "replace", isOldForgotten: true })).toEqual([
      'replace: electronhub_proxy_key.ci ("ci") is replaced: forgotten, then a new key created.',
    ]);
    expect(ofKey("drift", { change: "create", isRemovedOutside: true })).toEqual([
      'drift: electronhub_proxy_key.ci ("ci") was removed outside of Terraform.',
    ]);
    expect(ofKey("forget", { change: "destroy" })).toEqual([]);
  });

  test("a key that was changed outside of Terraform, whatever is planned", () => {
    const drift = [models(null, "models: opened to all")];
    const words = 'drift: electronhub_proxy_key.ci ("ci") was changed outside of Terraform: models: opened to all.';
    expect(ofKey("drift", { change: "drift", drift })).toEqual([words]);
    expect(ofKey("drift", { change: "update", drift })).toEqual([words]);
    expect(ofKey("drift", { change: "update" })).toEqual([]);
  });
});

describe("unrestricted", () => {
  const NOT = 'unrestricted: electronhub_proxy_key.ci ("ci") is not restricted: ';
  const allowed = (
    models: Allowed["models"],
    addresses: Allowed["addresses"] = ["10.0.0.0/8"],
  ): Pick<KeyFacts, "allowed"> => ({ allowed: { models, addresses } });

  test.each(["create", "update", "replace", "import", "drift"] as const)(
    "a key that allows all after a %s",
    (change) => {
      expect(ofKey("unrestricted", { change, ...allowed(null) })).toEqual([`${NOT}models: all.`]);
      expect(ofKey("unrestricted", { change, ...allowed(null, []) })).toEqual([`${NOT}models: all; addresses: all.`]);
      expect(ofKey("unrestricted", { change, ...allowed(["gpt-4o"]) })).toEqual([]);
    },
  );

  test.each(["destroy", "forget", "move", "defer"] as const)("not after a %s", (change) => {
    expect(ofKey("unrestricted", { change, ...allowed(null) })).toEqual([]);
  });

  test("what cannot be judged fails, and says so", () => {
    expect(ofKey("unrestricted", { change: "create", ...allowed(UNKNOWN, SENSITIVE) })).toEqual([
      'unrestricted: electronhub_proxy_key.ci ("ci") cannot be shown to be restricted: models: known only during apply; addresses: sensitive.',
    ]);
    expect(ofKey("unrestricted", { change: "create", allowed: undefined })).toEqual([
      'unrestricted: electronhub_proxy_key.ci ("ci") cannot be shown to be restricted: models: not told; addresses: not told.',
    ]);
  });
});

describe("never-expires and expires-after", () => {
  const until = (after: KeyFacts["expiries"]["after"], validFor?: string) =>
    ({ change: "update", expiries: { before: null, after }, validFor }) as const;

  test("a key that never expires", () => {
    expect(ofKey("never-expires,expires-after=90d", until(null))).toEqual([
      'never-expires: electronhub_proxy_key.ci ("ci") never expires.',
      'expires-after: electronhub_proxy_key.ci ("ci") never expires; the latest that the policy allows is 90d after the plan, 2027-02-25T05:00:00Z.',
    ]);
    expect(ofKey("never-expires", { ...until(null), change: "destroy" })).toEqual([]);
  });

  test("the limit counts from the plan's time, to the second", () => {
    expect(ofKey("never-expires,expires-after=90d", until("2027-02-25T05:00:00Z"))).toEqual([]);
    expect(ofKey("expires-after=90d", until("2027-02-25T06:00:01+01:00"))).toEqual([
      'expires-after: electronhub_proxy_key.ci ("ci") expires at 2027-02-25T06:00:01+01:00; the latest that the policy allows is 90d after the plan, 2027-02-25T05:00:00Z.',
    ]);
  });

  test("it counts from now where the plan does not tell its time", () => {
    expect(ofKey("expires-after=1h", until("2026-11-27T07:00:00Z"), { plannedAt: undefined })).toEqual([]);
    expect(ofKey("expires-after=1h", until("2026-11-27T07:00:01Z"), { plannedAt: undefined })).toHaveLength(1);
  });

  test("an expiry that the apply computes counts from the apply", () => {
    expect(ofKey("never-expires,expires-after=90d", until(UNKNOWN, "90d"))).toEqual([]);
    expect(ofKey("never-expires,expires-after=90d", until(UNKNOWN, "2160h1s"))).toEqual([
      'expires-after: electronhub_proxy_key.ci ("ci") expires 2160h1s after the apply; the latest that the policy allows is 90d after the plan, 2027-02-25T05:00:00Z.',
    ]);
  });

  test.each([
    ["known only during apply", until(UNKNOWN)],
    ["sensitive", until(SENSITIVE)],
    ["of a form that is not understood", until("soon")],
    ["known only during apply", until(UNKNOWN, "a while")],
  ])("what cannot be judged fails, and says so: %s", (why, facts) => {
    expect(ofKey("never-expires,expires-after=90d", facts)).toEqual([
      `never-expires: electronhub_proxy_key.ci ("ci") cannot be shown to expire: its expiry is ${why}.`,
      `expires-after: electronhub_proxy_key.ci ("ci") cannot be judged: its expiry is ${why}; the latest that the policy allows is 90d after the plan, 2027-02-25T05:00:00Z.`,
    ]);
  });

  test("of two limits, the shorter one holds", () => {
    const policy = parsePolicy("version: 1\nfail_on: [expires-after=30d]", "policy.yaml");
    const review = reviewOf(plan({ keys: [key({ address, ...until("2027-02-01T00:00:00Z") })] }));
    expect(told(judge(review, parseFailOn("expires-after=90d"), policy, NOW))).toEqual([
      'expires-after: electronhub_proxy_key.ci ("ci") expires at 2027-02-01T00:00:00Z; the latest that the policy allows is 30d after the plan, 2026-12-27T05:00:00Z.',
    ]);
  });
});

describe("spend", () => {
  const account = { name: "electronhub", keys: 1, before: 0, after: 0, difference: 0, leftBehind: 0, untold: 0 };
  const ofAccounts = (rules: string, ...accounts: readonly Partial<typeof account>[]) =>
    judge(
      reviewOf(plan({ accounts: accounts.map((one) => ({ ...account, ...one })) })),
      parseFailOn(rules),
      undefined,
      NOW,
    );

  test("all accounts together, with what is left behind, and no more than the limit", () => {
    expect(told(ofAccounts("spend>500", { difference: 500 }))).toEqual([]);
    expect(told(ofAccounts("spend>500", { difference: 700 }, { difference: -200 }))).toEqual([]);
    expect(ofAccounts("spend>500", { difference: 300 }, { difference: 200, leftBehind: 0.5 }).violations).toEqual([
      {
        rule: "spend",
        address: undefined,
        plan: undefined,
        name: undefined,
        value: "500.5 credits",
        words: "spend: 500.5 credits are allocated beyond what is allocated now, and the limit is 500.",
        exemption: undefined,
      },
    ]);
  });

  test("a key that is left behind holds its credits still", () => {
    expect(told(ofAccounts("spend>0", { difference: -100, leftBehind: 100 }))).toEqual([]);
    expect(told(ofAccounts("spend>0", { difference: 0, leftBehind: 100 }))).toHaveLength(1);
  });

  test("amounts are compared as they are written: 0.1 and 0.2 are not more than 0.3", () => {
    expect(told(ofAccounts("spend>0.3", { difference: 0.1 }, { difference: 0.2 }))).toEqual([]);
  });

  test("what cannot be judged fails, and says so", () => {
    expect(told(ofAccounts("spend>500", { difference: 100, untold: 1 }))).toEqual([
      "spend: it cannot be shown that at most 500 credits are allocated beyond what is allocated now: 1 amount is not known, the others come to 100.",
    ]);
    expect(told(ofAccounts("spend>500", { difference: 600, untold: 2 }))).toEqual([
      "spend: 600 credits are allocated beyond what is allocated now, and the limit is 500; 2 amounts are not known.",
    ]);
    expect(told(ofAccounts("spend>500", { difference: Number.NaN }))).toHaveLength(1);
  });
});

describe("allow-lists", () => {
  const MODELS = "version: 1\nallow: {models: [gpt-4o*, 'o3']}";
  const ADDRESSES = "version: 1\nallow: {addresses: [10.0.0.0/8, '2001:db8::/32']}";

  const allowing = (models: Allowed["models"], addresses: Allowed["addresses"] = ["10.0.0.0/8"]) =>
    ({ change: "update", allowed: { models, addresses } }) as const;

  test("models outside of the list", () => {
    expect(told(withPolicy(MODELS, allowing(["gpt-4o-mini", "o3", "o3-pro", "GPT-4o"])))).toEqual([
      'models: electronhub_proxy_key.ci ("ci") allows models that the policy does not: o3-pro, GPT-4o.',
    ]);
    expect(told(withPolicy(MODELS, allowing(["gpt-4o"])))).toEqual([]);
    expect(told(withPolicy(MODELS, { ...allowing(["o1"]), change: "destroy" }))).toEqual([]);
  });

  test("addresses outside of the ranges", () => {
    const entries = ["10.1.0.0/16", "10.0.0.5", "0.0.0.0/0", "2001:db8:1::/48", "2001:db9::1"];
    expect(told(withPolicy(ADDRESSES, allowing([], entries)))).toEqual([
      'addresses: electronhub_proxy_key.ci ("ci") allows addresses that the policy does not: 0.0.0.0/0, 2001:db9::1.',
    ]);
  });

  test("all is more than any list, unless the list is all", () => {
    expect(told(withPolicy(MODELS, allowing(null)))).toEqual([
      'models: electronhub_proxy_key.ci ("ci") allows all models, and the policy does not.',
    ]);
    expect(told(withPolicy(ADDRESSES, allowing(null, [])))).toEqual([
      'addresses: electronhub_proxy_key.ci ("ci") allows all addresses, and the policy does not.',
    ]);
    const anything = "version: 1\nallow: {models: ['*'], addresses: [0.0.0.0/0, '::/0']}";
    expect(told(withPolicy(anything, allowing(null, null)))).toEqual([]);
    expect(told(withPolicy("version: 1\nallow: {addresses: [0.0.0.0/0]}", allowing(null, null)))).toHaveLength(1);
  });

  test("many entries are counted, and what cannot be judged fails", () => {
    expect(told(withPolicy(MODELS, allowing(Array.from({ length: 12 }, (_, at) => `m${at}`))))).toEqual([
      'models: electronhub_proxy_key.ci ("ci") allows models that the policy does not: m0, m1, m2, m3, m4, m5, m6, m7, m8, m9 and 2 more.',
    ]);
    expect(told(withPolicy(MODELS, allowing(SENSITIVE)))).toEqual([
      'models: electronhub_proxy_key.ci ("ci") cannot be judged: models: sensitive.',
    ]);
  });
});

describe("unknown", () => {
  test("a key of which something that may allow more is known only during apply", () => {
    const settings = [{ ...models(UNKNOWN, "models: known only during apply"), access: "unknown" } as const];
    expect(ofKey("unknown", { change: "update", access: "unknown", settings })).toEqual([
      'unknown: electronhub_proxy_key.ci ("ci") may be allowed something that is known only during apply: models: known only during apply.',
    ]);
    expect(ofKey("unknown", { change: "update", access: "wider" })).toEqual([]);
  });

  test("a new key as well, but for its name and for an expiry that the apply computes", () => {
    const name = { name: "name", before: null, after: UNKNOWN, access: "same", words: "name" } as const;
    const expiry = { name: "expires_at", before: null, after: UNKNOWN, access: "same", words: "expiry" } as const;
    const list = { ...models(UNKNOWN, "models: known only during apply"), access: "wider" } as const;
    expect(ofKey("unknown", { change: "create", access: "new", settings: [name, expiry], validFor: "90d" })).toEqual(
      [],
    );
    expect(ofKey("unknown", { change: "create", access: "new", settings: [expiry, list] })).toEqual([
      'unknown: electronhub_proxy_key.ci ("ci") may be allowed something that is known only during apply: expiry; models: known only during apply.',
    ]);
  });

  test("a key that is put off", () => {
    expect(ofKey("unknown", { change: "defer", access: "unknown" })).toEqual([
      'unknown: electronhub_proxy_key.ci ("ci") is put off to a later apply: what becomes of it is not known.',
    ]);
  });
});

describe("exceptions", () => {
  const policy = (name: string, rules = "wider", until = "2026-11-27") =>
    `version: 1\nfail_on: [wider, forget]\nexceptions:\n  - {name: "${name}", rules: [${rules}], reason: agreed, until: ${until}}`;
  const wider = { change: "update", access: "wider", settings: [models(null, "models: opened to all")] } as const;

  test("one that concerns the key and the rule: it is told with its reason, and is not a violation", () => {
    expect(withPolicy(policy("c*"), wider)).toEqual({
      violations: [],
      exempted: [
        {
          rule: "wider",
          address: "electronhub_proxy_key.ci",
          plan: "tfplan",
          name: "ci",
          value: "models: opened to all",
          words: 'wider: electronhub_proxy_key.ci ("ci") is allowed more than before: models: opened to all.',
          exemption: { reason: "agreed", until: "2026-11-27" },
        },
      ],
      notes: [],
    });
  });

  test("one of another name or rule does not count, and is told as unused", () => {
    for (const yaml of [policy("cd-*"), policy("ci", "forget")]) {
      const { violations, exempted, notes } = withPolicy(yaml, wider);
      expect([violations.length, exempted.length, notes.length]).toEqual([1, 0, 1]);
    }
    expect(withPolicy(policy("cd-*"), wider).notes).toEqual([
      'policy.yaml:4:5: the exception for "cd-*" (wider) excuses nothing in this review.',
    ]);
  });

  test("it counts to the end of its last day, in UTC", () => {
    const lastMoment = Date.parse("2026-11-27T23:59:59.999Z");
    expect(withPolicy(policy("ci"), wider, lastMoment).violations).toEqual([]);
    const after = withPolicy(policy("ci"), wider, lastMoment + 1);
    expect(after.violations).toHaveLength(1);
    expect(after.notes).toEqual([
      'policy.yaml:4:5: the exception for "ci" (wider) ended on 2026-11-27 and does not count any more. Renew it, or mend the key.',
    ]);
    expect(withPolicy(policy("cd"), wider, lastMoment + 1).notes).toEqual([
      'policy.yaml:4:5: the exception for "cd" (wider) ended on 2026-11-27 and can be removed.',
    ]);
  });

  test("a key cannot be renamed into one, nor out of one", () => {
    const renamed = (before: string, after: string) =>
      withPolicy(policy("ci-*"), { ...wider, names: { before, after } }).violations.length;
    expect([renamed("ci-1", "ci-2"), renamed("prod", "ci-2"), renamed("ci-1", "prod")]).toEqual([0, 1, 1]);
  });

  test("it does not concern a key whose name is not told", () => {
    const renamedTo = (after: KeyFacts["names"]["after"]) =>
      withPolicy(policy("*"), { ...wider, names: { before: "ci", after } });
    expect(renamedTo(UNKNOWN).violations).toHaveLength(1);
    expect(renamedTo(SENSITIVE).violations).toHaveLength(1);
  });
});

describe("of any review", () => {
  const RULES = parseFailOn(
    "wider,destroy,replace,unrestricted,never-expires,expires-after=1d,spend>0,forget,drift,unknown",
  );
  const ANY = parsePolicy(
    'version: 1\nallow: {models: [gpt-*], addresses: [10.0.0.0/8]}\nexceptions:\n  - {name: "c*", rules: [wider, models], reason: "a", until: 2027-01-01}',
    "policy.yaml",
  );

  test("it is judged on one line each, briefly, without secrets, and the same each time", () => {
    fc.assert(
      fc.property(anyReview, (review) => {
        const verdict = judge(review, RULES, ANY, NOW);
        expect(judge(review, RULES, ANY, NOW)).toEqual(verdict);
        for (const { words, value } of [...verdict.violations, ...verdict.exempted]) {
          expect(words.length + value.length).toBeLessThan(10_000);
          expect(`${words}${value}`).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
          // Within a word it does not count.
          for (const secret of SECRETS) expect(`${words} ${value}`).not.toMatch(new RegExp(`(?<![\\w-])${secret}`));
        }
      }),
      { numRuns: 30 },
    );
  });

  test("no rule lets through what the facts say", () => {
    fc.assert(
      fc.property(anyReview, (review) => {
        const { violations } = judge(review, RULES, undefined, NOW);
        const against = (rule: string) => violations.filter((violation) => violation.rule === rule).length;
        const keys = review.plans.flatMap((one) => one.keys);
        const count = (is: (one: KeyFacts) => boolean) => keys.filter(is).length;
        expect(against("replace")).toBe(count(({ change }) => change === "replace"));
        expect(against("forget")).toBe(count(({ change, isOldForgotten }) => change === "forget" || isOldForgotten));
        expect(against("wider")).toBeGreaterThanOrEqual(review.counts.wider);
        expect(against("destroy")).toBeGreaterThanOrEqual(review.counts.destroy + review.counts.undeclared);
        expect(against("unknown")).toBeGreaterThanOrEqual(review.counts.unknown);
        expect(against("drift")).toBeGreaterThanOrEqual(review.counts.drift);
      }),
    );
  });
});
