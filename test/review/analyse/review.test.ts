// A whole review: its order, its counts, its sums and what it costs.
import { reviewPlans } from "../../../src/review";
import {
  type ChangeJson,
  ELECTRONHUB,
  KEY,
  createOf,
  destroyOf,
  entryOf,
  planOf,
  replaceOf,
  unchangedOf,
  updateOf,
} from "../plan-json";
import { factsOf } from "./facts";

const NO_COUNTS = { create: 0, update: 0, replace: 0, destroy: 0, read: 0, forget: 0, unchanged: 0 };

test("the gravest come first, and by address within that", () => {
  const drift = entryOf(updateOf({}, { enabled: false }, [], { name: "drifted" }));
  const plan = factsOf(
    [
      unchangedOf({ enabled: false }, { name: "drifted" }),
      unchangedOf({}, { name: "moved", previous_address: "x" }),
      unchangedOf({}, { name: "imported", importing: { id: "x" } }),
      destroyOf({}, { name: "forgotten", actions: ["forget"] }),
      createOf({}, { address: "electronhub_proxy_key.new[10]" }),
      createOf({}, { address: "electronhub_proxy_key.new[2]" }),
      updateOf({}, { allocated_amount: 1 }, ["update allocated_amount"], { name: "narrower" }),
      updateOf({}, { name: "b" }, ["update name"], { name: "a-same" }),
      updateOf({}, { allocated_amount: 900 }, ["update allocated_amount"], { name: "wider" }),
      updateOf({ model_whitelist: ["a"] }, { model_whitelist: ["b"] }, ["update model_whitelist"], { name: "both" }),
      replaceOf({}, {}, undefined, { name: "replaced" }),
      destroyOf({}, { name: "z" }),
      destroyOf({}, { name: "a" }),
    ],
    {
      resource_drift: [drift],
      deferred_changes: [{ reason: "r", resource_change: entryOf(createOf({}, { name: "deferred" })) }],
    },
  );
  expect(plan.keys.map(({ address }) => address.replace("electronhub_proxy_key.", ""))).toEqual([
    "a",
    "z",
    "replaced",
    "both",
    "wider",
    "a-same",
    "narrower",
    "new[2]",
    "new[10]",
    "deferred",
    "forgotten",
    "imported",
    "moved",
    "drifted",
  ]);
  expect(plan.counts).toEqual({
    destroy: 2,
    replace: 1,
    update: 4,
    create: 2,
    forget: 1,
    import: 1,
    move: 1,
    drift: 1,
    defer: 1,
    unchanged: 0,
    wider: 2,
    unknown: 1,
    undeclared: 0,
    others: 0,
  });
});

test("resources of others are counted by type", () => {
  const other = (actions: readonly string[], type = "terraform_data", mode = "managed") =>
    createOf({}, { actions, type, mode });
  const plan = factsOf([
    other(["create"]),
    other(["delete", "create"]),
    other(["create", "delete"]),
    other(["no-op"]),
    other(["delete"], "aws_instance"),
    other(["update"], "aws_instance"),
    other(["forget"], "aws_instance"),
    other(["read"], "electronhub_models", "data"),
  ]);
  expect(plan.others).toEqual([
    { type: "aws_instance", counts: { ...NO_COUNTS, destroy: 1, update: 1, forget: 1 } },
    { type: "data.electronhub_models", counts: { ...NO_COUNTS, read: 1 } },
    { type: "terraform_data", counts: { ...NO_COUNTS, create: 1, replace: 2, unchanged: 1 } },
  ]);
  expect(plan.counts.others).toBe(6);
});

describe("sums", () => {
  const configuration = {
    provider_config: {
      electronhub: { full_name: ELECTRONHUB },
      "electronhub.eu": { full_name: ELECTRONHUB },
    },
    root_module: {
      resources: ["a", "b", "c"].map((name, index) => ({
        mode: "managed",
        type: "electronhub_proxy_key",
        name,
        provider_config_key: index < 2 ? "electronhub" : "electronhub.eu",
      })),
    },
  };

  test("are exact, and by provider configuration", () => {
    const changes = [
      updateOf({ allocated_amount: 0.1 }, { allocated_amount: 0.7 }, ["update allocated_amount"], { name: "a" }),
      unchangedOf({ allocated_amount: 0.2 }, { name: "b" }),
      replaceOf({ allocated_amount: 5, deletion_policy: "abandon" }, { allocated_amount: 4 }, ["create", "delete"], {
        name: "c",
      }),
      destroyOf({ allocated_amount: 7 }, { name: "gone" }),
    ];
    expect(factsOf(changes, { configuration }).accounts).toEqual([
      { name: "electronhub", keys: 2, before: 0.3, after: 0.9, difference: 0.6, leftBehind: 0, untold: 0 },
      {
        name: "electronhub (not told which configuration)",
        keys: 1,
        before: 7,
        after: 0,
        difference: -7,
        leftBehind: 0,
        untold: 0,
      },
      { name: "electronhub.eu", keys: 1, before: 5, after: 4, difference: -1, leftBehind: 5, untold: 0 },
    ]);
  });

  test("leave out keys of which an amount is not known, and count them", () => {
    const unknown = { after: { ...KEY, allocated_amount: undefined, operations: undefined } };
    const change = updateOf({}, {}, [], { ...unknown, after_unknown: { allocated_amount: true, operations: true } });
    expect(factsOf([change, createOf({}, { name: "b" })]).accounts).toMatchObject([
      { keys: 2, before: 0, after: 100, difference: 100, untold: 1 },
    ]);
  });
});

describe("the cost", () => {
  const updates = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      updateOf({}, { name: "b" }, ["update name"], { address: `electronhub_proxy_key.k[${index}]` }),
    );
  const costOf = (text: string, perMinute?: number) =>
    reviewPlans([{ text, label: "tfplan" }], { perMinute, now: 0 }).cost;

  test.each([
    [0, 5, 0, 0],
    [4, 5, 5, 0],
    [5, 5, 6, 1],
    [50, 5, 51, 10],
    [100, 60, 101, 1],
    [100, 5, 101, 20],
  ])("of %d keys at %d requests a minute", (keys, perMinute, requests, minutes) => {
    expect(costOf(planOf(updates(keys)), perMinute)).toMatchObject({
      requests,
      minutes,
      perMinute,
      isAssumed: false,
      isAtLeast: false,
    });
  });

  test("stands on the smallest limit where nobody tells it", () => {
    expect(costOf(planOf(updates(5)))).toMatchObject({ perMinute: 5, isAssumed: true, minutes: 1 });
  });

  test("tells when each call is made: the list first, and at last what a replacement made first leaves to be destroyed", () => {
    const changes = [
      ...updates(2),
      replaceOf(
        { deletion_policy: "disable" },
        { enabled: false, operations: ["#1 create", "#1 toggle off"] },
        ["create", "delete"],
        { name: "first" },
      ),
      replaceOf({}, {}, undefined, { name: "last" }),
      destroyOf({}, { name: "gone" }),
    ];
    const timeline = costOf(planOf(changes), 4).timeline.map(
      ({ second, address, operation }) =>
        `${second} ${address.replace("electronhub_proxy_key.", "")} ${operation.text} ${operation.on}`,
    );
    expect(timeline).toEqual([
      "0 gone remove old",
      "0 first create new",
      "0 first toggle off new",
      "60 last remove old",
      "60 last create new",
      "60 k[0] update name new",
      "60 k[1] update name new",
      "120 first toggle off old",
    ]);
  });

  const open = { after_unknown: { model_whitelist: true, operations: true } };

  test.each<[string, ChangeJson, number, boolean]>([
    ["a create: the list, and the call", createOf(), 2, false],
    ["a destroy of a key whose value is stored", destroyOf(), 1, false],
    ["a destroy of a key whose value is not stored: the list tells it", destroyOf({ key: null }), 2, false],
    [
      "a destroy that switches off: the list tells whether it is on",
      destroyOf({ deletion_policy: "disable" }),
      2,
      false,
    ],
    ["of a key that is off, as far as is known", destroyOf({ deletion_policy: "disable", enabled: false }), 1, false],
    [
      "of a key that expires sooner, as far as is known",
      destroyOf({ deletion_policy: "expire", deletion_grace_period: "24h", expires_at: "2026-11-27T06:00:00Z" }),
      1,
      false,
    ],
    ["a destroy that abandons", destroyOf({ deletion_policy: "abandon" }), 0, false],
    ["a replacement", replaceOf({}, {}), 3, false],
    ["what only the state has", updateOf({}, { deletion_policy: "abandon" }, ["no call"]), 0, false],
    [
      "a value that is stored from now on: the list tells it",
      updateOf({ key: null }, { store_key: true }, ["no call"]),
      1,
      false,
    ],
    ["a setting that may turn out to be the same", updateOf({}, {}, [], open), 0, true],
    ["one beside a setting that differs", updateOf({}, { name: "b" }, [], open), 2, true],
    ["one beside a switch", updateOf({ enabled: false }, { enabled: true }, [], open), 2, true],
    ["a new key that may be off", createOf({}, { after_unknown: { enabled: true, operations: true } }), 2, true],
    ["a new key of which no call hangs on what is open", createOf({ enabled: false }, open), 3, false],
    ["an import", unchangedOf({}, { importing: { id: KEY.id } }), 0, false],
    ["a data source that is read", { actions: ["read"], mode: "data", type: "electronhub_models" }, 0, true],
    ["one of another provider", { actions: ["read"], mode: "data", type: "http" }, 0, false],
  ])("of %s", (_what, change, requests, isAtLeast) => {
    expect(costOf(planOf([change]), 60)).toMatchObject({ requests, isAtLeast });
  });

  test("is the least where keys wait and are switched: a status that grows old is looked up again", () => {
    const off = Array.from({ length: 5 }, (_, index) =>
      updateOf({}, { enabled: false }, ["toggle off"], { address: `electronhub_proxy_key.k[${index}]` }),
    );
    expect(costOf(planOf(off), 6)).toMatchObject({ requests: 6, minutes: 0, isAtLeast: false });
    expect(costOf(planOf(off), 5)).toMatchObject({ requests: 6, minutes: 1, isAtLeast: true });
  });

  test("is counted for each account by itself", () => {
    const provider_config = { electronhub: { full_name: ELECTRONHUB }, "electronhub.eu": { full_name: ELECTRONHUB } };
    const resources = ["a", "b"].map((name) => ({
      mode: "managed",
      type: "electronhub_proxy_key",
      name,
      provider_config_key: name === "a" ? "electronhub" : "electronhub.eu",
    }));
    const many = (name: string) =>
      Array.from({ length: 5 }, (_, index) =>
        updateOf({}, { name: "x" }, ["update name"], { name, address: `electronhub_proxy_key.${name}[${index}]` }),
      );
    const configuration = { provider_config, root_module: { resources } };
    const text = planOf([...many("a"), ...many("b")], { configuration });
    expect(costOf(text, 5)).toMatchObject({ requests: 12, minutes: 1 });
  });

  test("of several plans adds up, one list each", () => {
    const inputs = ["a", "b"].map((label) => ({ text: planOf(updates(4)), label }));
    const review = reviewPlans(inputs, { perMinute: 5, now: 0 });
    expect(review.plans.map(({ label, cost }) => [label, cost.requests, cost.minutes])).toEqual([
      ["a", 5, 0],
      ["b", 5, 0],
    ]);
    expect(review.cost).toMatchObject({ requests: 10, minutes: 1 });
    expect(review.counts.update).toBe(8);
    expect(review.accounts).toMatchObject([{ keys: 8, before: 800, after: 800 }]);
  });
});

test("durations count from now where a plan does not tell when it was made", () => {
  const text = planOf([createOf({ expires_at: "2026-12-01T00:00:00Z" })], { timestamp: undefined });
  const review = reviewPlans([{ text, label: "tfplan" }], { perMinute: 5, now: Date.parse("2026-11-30T22:00:00Z") });
  expect(review.plans[0]?.keys[0]?.expiry).toBe("in 2 hours (2026-12-01T00:00:00Z)");
});

test("what a key has used is told where a data source of the plan tells it", () => {
  const values = { keys: [{ id: KEY.id, used_amount: 12.5 }] };
  const resources = [{ mode: "data", type: "electronhub_proxy_keys", values, sensitive_values: {} }];
  const prior_state = { values: { root_module: { resources } } };
  expect(factsOf([destroyOf()], { prior_state }).keys[0]?.used).toBe(12.5);
  expect(factsOf([destroyOf()]).keys[0]?.used).toBeUndefined();
});
