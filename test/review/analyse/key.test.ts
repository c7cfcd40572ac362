// The facts of one key, for each kind of change.
import { type KeyFacts } from "../../../src/review";
import { UNKNOWN } from "../../../src/terraform/cty";
import {
  type ChangeJson,
  ID,
  SECRET,
  createOf,
  destroyOf,
  entryOf,
  replaceOf,
  unchangedOf,
  updateOf,
} from "../plan-json";
import { factsOf, keyOf } from "./facts";

const FORGOTTEN = "Terraform forgets the key, which is kept with its slot and its credits, until it is imported again.";
const NEW_VALUE = "The new key has another value: everybody who has the old one needs the new one.";
const REMOVED = "The key is removed: its value stops working for good, and no later apply makes the same one.";

const some = <N extends keyof KeyFacts>(key: KeyFacts, ...names: readonly N[]) =>
  Object.fromEntries(names.map((name) => [name, key[name]]));

describe("a key is", () => {
  test("created", () => {
    expect(keyOf(createOf())).toMatchObject({
      address: "electronhub_proxy_key.ci",
      change: "create",
      access: "new",
      names: { before: null, after: "ci" },
      id: undefined,
      money: { before: null, after: 100, difference: 100, leftBehind: 0 },
      expiry: "never",
      expiries: { before: null, after: null },
      irreversible: [],
      rotation: undefined,
      areOperationsKnown: true,
    });
  });

  test("updated", () => {
    const after = { name: "ci2", allocated_amount: 30.2, expires_at: "2026-12-27T05:00:00Z" };
    expect(
      keyOf(updateOf({ allocated_amount: 30.1 }, after, ["update name, allocated_amount, expires_at"])),
    ).toMatchObject({
      change: "update",
      access: "both",
      names: { before: "ci", after: "ci2" },
      id: ID,
      money: { before: 30.1, after: 30.2, difference: 0.1, leftBehind: 0 },
      expiry: "in 30 days (2026-12-27T05:00:00Z), before: never",
      expiries: { before: null, after: "2026-12-27T05:00:00Z" },
    });
  });

  test.each<[string, ChangeJson, object]>([
    [
      "removed",
      destroyOf(),
      { access: "gone", money: { before: 100, after: null, difference: -100, leftBehind: 0 }, irreversible: [REMOVED] },
    ],
    [
      "switched off and kept",
      destroyOf({ deletion_policy: "disable" }),
      {
        access: "narrower",
        money: { before: 100, after: null, difference: -100, leftBehind: 100 },
        irreversible: [FORGOTTEN],
      },
    ],
    [
      "kept, off already",
      destroyOf({ deletion_policy: "disable", enabled: false }),
      {
        access: "same",
        money: { before: 100, after: null, difference: -100, leftBehind: 100 },
        irreversible: [FORGOTTEN],
      },
    ],
    [
      "left to expire",
      destroyOf({ deletion_policy: "expire", deletion_grace_period: "24h" }),
      {
        access: "narrower",
        expiry: "24 hours after the destroy at most",
        expiries: { before: null, after: UNKNOWN },
        irreversible: [FORGOTTEN],
      },
    ],
    [
      "left to expire as it would anyway",
      destroyOf({ deletion_policy: "expire", deletion_grace_period: "24h", expires_at: "2026-11-27T06:00:00Z" }),
      {
        access: "same",
        expiry: undefined,
        expiries: { before: "2026-11-27T06:00:00Z", after: "2026-11-27T06:00:00Z" },
      },
    ],
    [
      "abandoned",
      destroyOf({ deletion_policy: "abandon" }),
      {
        access: "same",
        money: { before: 100, after: null, difference: -100, leftBehind: 100 },
        irreversible: ["The key stays as it is and nobody manages it any more, until it is imported again."],
      },
    ],
  ])("destroyed: %s", (_what, change, expected) => {
    expect(keyOf(change)).toMatchObject({
      change: "destroy",
      names: { before: "ci", after: null },
      id: ID,
      ...expected,
    });
  });

  test("destroyed: what it is left with", () => {
    const kept = keyOf(destroyOf({ deletion_policy: "disable" })).settings;
    expect(kept.map(({ name, after, access, words }) => [name, after, access, words])).toEqual([
      ["name", "ci", "same", "name: ci"],
      ["allocated_amount", 100, "same", "allocation: 100 credits"],
      ["limit_type", "daily", "same", "limit type: daily"],
      ["expires_at", null, "same", "expires: never"],
      ["model_whitelist", null, "same", "models: all"],
      ["ip_whitelist", null, "same", "addresses: all"],
      ["enabled", false, "narrower", "switch: turned off"],
    ]);
  });

  test("forgotten", () => {
    expect(keyOf(destroyOf({ deletion_policy: "disable" }, { actions: ["forget"] }))).toMatchObject({
      change: "forget",
      access: "same",
      settings: [],
      money: { before: 100, after: null, difference: -100, leftBehind: 100 },
      irreversible: ["Terraform forgets the key and nobody manages it any more, until it is imported again."],
    });
  });

  test("moved", () => {
    const previous_address = "electronhub_proxy_key.old";
    const facts = some(keyOf(unchangedOf({}, { previous_address })), "change", "previousAddress", "access", "names");
    const names = { before: "ci", after: "ci" };
    expect(facts).toEqual({ change: "move", previousAddress: previous_address, access: "same", names });
  });

  test("moved and updated", () => {
    const previous_address = "electronhub_proxy_key.old";
    expect(keyOf(updateOf({}, { name: "b" }, ["update name"], { previous_address }))).toMatchObject({
      change: "update",
      previousAddress: previous_address,
    });
  });

  test("imported, also with an update", () => {
    const importing = { id: "name:ci" };
    expect(keyOf(unchangedOf({}, { importing }))).toMatchObject({ change: "import", importId: "name:ci" });
    const update = updateOf({ store_key: false, key: null }, { name: "b" }, ["update name"], { importing });
    expect(keyOf(update)).toMatchObject({ change: "update", importId: "name:ci" });
  });

  test("drifted, and nothing is planned", () => {
    const drift = entryOf(updateOf({}, { enabled: false, allocated_amount: 50 }, []));
    expect(keyOf(unchangedOf({ enabled: false, allocated_amount: 50 }), { resource_drift: [drift] })).toMatchObject({
      change: "drift",
      access: "same",
      settings: [],
      drift: [{ words: "allocation: 50 credits instead of 100" }, { words: "switch: turned off" }],
      money: { before: 50, after: 50, difference: 0, leftBehind: 0 },
    });
  });

  test("drifted, and what is planned undoes it", () => {
    const drift = entryOf(updateOf({}, { enabled: false }, []));
    expect(
      keyOf(updateOf({ enabled: false }, { enabled: true }, ["toggle on"]), { resource_drift: [drift] }),
    ).toMatchObject({
      change: "update",
      access: "wider",
      drift: [{ words: "switch: turned off" }],
    });
  });

  test("created anew, because it was removed elsewhere", () => {
    const drift = entryOf(destroyOf());
    const key = keyOf(createOf(), { resource_drift: [drift] });
    expect(key.irreversible).toEqual([
      "The key was removed outside of Terraform, and the new one has another value: everybody who has the old one needs the new one.",
    ]);
    expect(key).toMatchObject({ isRemovedOutside: true, drift: [] });
  });

  test("removed elsewhere, and not made again", () => {
    const drift = entryOf(destroyOf());
    expect(factsOf([], { resource_drift: [drift] }).keys).toMatchObject([
      { change: "drift", names: { before: "ci" }, isRemovedOutside: true, drift: [] },
    ]);
  });

  test("put off", () => {
    const deferred_changes = [
      { reason: "absent_prereq", resource_change: entryOf(updateOf({}, { name: "b" }, ["update name"])) },
    ];
    const [key] = factsOf([], { deferred_changes }).keys;
    expect(key).toMatchObject({
      change: "defer",
      reason: "absent_prereq",
      access: "unknown",
      settings: [{ words: "name: ci -> b" }],
      operations: [],
      areOperationsKnown: false,
      money: { before: 100, after: UNKNOWN, difference: undefined, leftBehind: 0 },
    });
  });

  test("deposed, and tainted", () => {
    expect(keyOf(destroyOf({}, { deposed: "abcd1234" }))).toMatchObject({ change: "destroy", deposed: "abcd1234" });
    expect(keyOf(replaceOf({}, {}, undefined, { action_reason: "replace_because_tainted" }))).toMatchObject({
      change: "replace",
      reason: "replace_because_tainted",
    });
  });

  test("unchanged: counted, and not listed", () => {
    const { keys, counts, accounts } = factsOf([unchangedOf()]);
    expect(keys).toEqual([]);
    expect(counts.unchanged).toBe(1);
    expect(accounts).toEqual([
      { name: "electronhub", keys: 1, before: 100, after: 100, difference: 0, leftBehind: 0, untold: 0 },
    ]);
  });

  test("unchanged where the refresh found nothing that bears on it", () => {
    const drift = entryOf(updateOf({}, {}, ["toggle off"]));
    expect(factsOf([unchangedOf()], { resource_drift: [drift] }).counts).toMatchObject({ unchanged: 1, drift: 0 });
  });

  test("a gap, where a plan tells no values", () => {
    expect(factsOf([{ actions: ["update"], before: null, after: null }])).toMatchObject({
      keys: [],
      gaps: [{ address: "electronhub_proxy_key.ci", words: "The plan does not tell the values of this change." }],
      counts: { unchanged: 0 },
    });
  });
});

describe("a replacement", () => {
  test.each<[string, Readonly<Record<string, unknown>>, readonly string[], string, boolean, number, readonly string[]]>(
    [
      ["removes", {}, ["delete", "create"], "The old value stops working for good.", false, 0, [REMOVED, NEW_VALUE]],
      [
        "switches off",
        { deletion_policy: "disable" },
        ["create", "delete"],
        "The old value is switched off and kept.",
        false,
        100,
        [FORGOTTEN, NEW_VALUE],
      ],
      [
        "finds it off",
        { deletion_policy: "disable", enabled: false },
        ["create", "delete"],
        "The old value is off already, and stays so.",
        false,
        100,
        [FORGOTTEN, NEW_VALUE],
      ],
      [
        "lets expire",
        { deletion_policy: "expire", deletion_grace_period: "24h" },
        ["create", "delete"],
        "The old value works on for 24 hours at most, then it expires.",
        true,
        100,
        [FORGOTTEN, NEW_VALUE],
      ],
      [
        "lets expire sooner",
        { deletion_policy: "expire", deletion_grace_period: "24h", expires_at: "2026-11-27T08:00:00Z" },
        ["create", "delete"],
        "The old value works on, and expires in 3 hours (2026-11-27T08:00:00Z).",
        true,
        100,
        [FORGOTTEN, NEW_VALUE],
      ],
      [
        "finds it expired",
        { deletion_policy: "expire", deletion_grace_period: "24h", expires_at: "2026-11-27T04:00:00Z" },
        ["create", "delete"],
        "The old value has expired already.",
        false,
        100,
        [FORGOTTEN, NEW_VALUE],
      ],
      [
        "abandons",
        { deletion_policy: "abandon" },
        ["create", "delete"],
        "The old value works on.",
        true,
        100,
        ["The key stays as it is and nobody manages it any more, until it is imported again.", NEW_VALUE],
      ],
      [
        "forgets",
        {},
        ["create", "forget"],
        "The old value works on.",
        true,
        100,
        ["Terraform forgets the key and nobody manages it any more, until it is imported again.", NEW_VALUE],
      ],
      [
        "forgets first",
        {},
        ["forget", "create"],
        "The old value works on.",
        true,
        100,
        ["Terraform forgets the key and nobody manages it any more, until it is imported again.", NEW_VALUE],
      ],
    ],
  )("that %s the old key", (_what, before, actions, words, doesOldKeyWorkOn, leftBehind, irreversible) => {
    expect(keyOf(replaceOf(before, {}, actions))).toMatchObject({
      change: "replace",
      isCreateFirst: actions[0] === "create",
      isOldForgotten: actions.includes("forget"),
      access: "same",
      settings: [],
      money: { before: 100, after: 100, difference: 0, leftBehind },
      rotation: { words, doesOldKeyWorkOn },
      irreversible,
    });
  });

  test("compares the new settings with the old ones", () => {
    expect(keyOf(replaceOf({ model_whitelist: ["a"] }, { model_whitelist: null, allocated_amount: 7 }))).toMatchObject({
      access: "both",
      settings: [{ words: "allocation: 7 credits instead of 100" }, { words: "models: opened to all" }],
      money: { before: 100, after: 7, difference: -93 },
    });
  });
});

describe("what no call sends", () => {
  test("is told beside the settings", () => {
    const after = { deletion_policy: "abandon", renew_before: "24h", store_key: false, key: null };
    const key = keyOf(updateOf({ valid_for: "720h" }, after, ["no call"]));
    expect(key).toMatchObject({ access: "same", settings: [], operations: [] });
    expect(key.besides).toEqual([
      "renew before: 24h, before: none",
      "deletion policy: abandon, before: delete",
      "store key: no, before: yes",
    ]);
  });

  test("and is known only during apply, or sensitive", () => {
    const change = updateOf({}, { valid_for: undefined, deletion_grace_period: "1h" }, [], {
      after_unknown: { valid_for: true, operations: true },
      after_sensitive: { key: true, deletion_grace_period: true },
    });
    expect(keyOf(change).besides).toEqual([
      "valid for: known only during apply, before: none",
      "deletion grace period: changes; the value is sensitive",
    ]);
  });

  test.each([
    [
      { store_key: false, key: null },
      { store_key: true, key: undefined },
      "The key's value enters the state, and stays in backups and earlier versions of it.",
    ],
    [
      {},
      { store_key: false, key: null },
      "The key's value leaves the state, but stays in this plan and in backups and earlier versions of the state.",
    ],
  ])("a value that was stored stays somewhere: %j", (before, after, sentence) => {
    expect(keyOf(updateOf(before, after, ["no call"])).irreversible).toEqual([sentence]);
  });
});

test("an expiry that has passed is told also where it does not change", () => {
  const key = keyOf(updateOf({ expires_at: "2026-11-25T05:00:00Z" }, { name: "b" }, ["update name"]));
  expect(key.expiry).toBe("expired 2 days ago (2026-11-25T05:00:00Z)");
});

test("no value of a key is in any fact, wherever the plan has it", () => {
  const other = "ek-proxy-1234567890abcdef1234567890abcdef1234567890abcdef";
  const odd = "not-a-telling-value";
  const changes = [
    updateOf({ name: SECRET }, { name: other, model_whitelist: [other, `${odd}!`] }, ["update name, model_whitelist"], {
      address: `electronhub_proxy_key.ci["${SECRET}"]`,
    }),
    destroyOf({ key: odd, name: odd }, { name: "b" }),
    createOf({ name: "x" }, { name: "c", importing: { id: other } }),
  ];
  const text = JSON.stringify(factsOf(changes), (_name, value: unknown) => (typeof value === "symbol" ? "" : value));
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain(other);
  expect(text).not.toContain(odd);
  expect(text).toContain('electronhub_proxy_key.ci[\\"ek-proxy-***\\"]');
  expect(text).toContain('"***!"');
});

test("two values that are masked alike are not the same", () => {
  const [before, after] = [SECRET, `${SECRET}1`];
  expect(keyOf(updateOf({ name: before }, { name: after }, ["update name"])).settings).toEqual([
    {
      name: "name",
      before: "ek-proxy-***",
      after: "ek-proxy-***",
      access: "same",
      words: "name: ek-proxy-*** -> ek-proxy-***",
    },
  ]);
});

test("constructs and sources are told where they are known", () => {
  const address = "electronhub_proxy_key.ci";
  const input = {
    constructPaths: new Map([[address, "stack/team/ci"]]),
    sources: new Map([[address, { file: "main.tf", line: 7 }]]),
  };
  expect(factsOf([createOf()], {}, input).keys[0]).toMatchObject({
    constructPath: "stack/team/ci",
    source: { file: "main.tf", line: 7 },
  });
});
