// Facts of a review written by hand, for tests of what shows or judges them: a plan with one key of each kind.
import {
  type AccountFacts,
  type Cost,
  type Counts,
  type KeyFacts,
  type PlanFacts,
  type PlannedOperation,
  type Review,
} from "../../src/review/facts";
import { UNKNOWN } from "../../src/terraform/cty";

export const NO_COUNTS: Counts = {
  destroy: 0,
  replace: 0,
  update: 0,
  create: 0,
  forget: 0,
  import: 0,
  move: 0,
  drift: 0,
  defer: 0,
  unchanged: 0,
  wider: 0,
  unknown: 0,
  undeclared: 0,
  others: 0,
};

export const NO_COST: Cost = {
  requests: 0,
  isAtLeast: false,
  perMinute: 60,
  isAssumed: false,
  minutes: 0,
  timeline: [],
};

export const on = (
  text: string,
  kind: PlannedOperation["kind"],
  which: PlannedOperation["on"] = "new",
): PlannedOperation => ({ kind, text, on: which });

/** A key that changes in nothing but what the test says. */
export const key = (facts: Partial<KeyFacts> & Pick<KeyFacts, "address" | "change">): KeyFacts => ({
  previousAddress: undefined,
  deposed: undefined,
  constructPath: undefined,
  source: undefined,
  account: "electronhub",
  isCreateFirst: false,
  isOldForgotten: false,
  isRemovedOutside: false,
  importId: undefined,
  reason: undefined,
  names: { before: "ci", after: "ci" },
  id: "0123456789abcdef0123456789abcdef",
  operations: [],
  areOperationsKnown: true,
  access: "same",
  allowed: { models: ["gpt-4o"], addresses: ["10.0.0.0/8"] },
  settings: [],
  besides: [],
  drift: [],
  money: { before: 100, after: 100, difference: 0, leftBehind: 0 },
  expiry: undefined,
  expiries: { before: null, after: null },
  validFor: undefined,
  irreversible: [],
  rotation: undefined,
  warnings: [],
  used: undefined,
  ...facts,
});

export const plan = (facts: Partial<PlanFacts> = {}): PlanFacts => ({
  label: "tfplan",
  tool: "Terraform",
  terraformVersion: "1.11.4",
  plannedAt: "2026-11-27T05:00:00Z",
  isErrored: false,
  isPartial: false,
  keys: [],
  exclusives: [],
  actions: [],
  others: [],
  gaps: [],
  warnings: [],
  counts: NO_COUNTS,
  accounts: [],
  cost: NO_COST,
  ...facts,
});

/** Of one plan: the same sums for both. */
export const reviewOf = (facts: PlanFacts): Review => ({
  plans: [facts],
  counts: facts.counts,
  accounts: facts.accounts,
  cost: facts.cost,
});

export const UNCHANGED = reviewOf(plan({ counts: { ...NO_COUNTS, unchanged: 3 } }));

const account: AccountFacts = {
  name: "electronhub",
  keys: 5,
  before: 700,
  after: 850,
  difference: 150,
  leftBehind: 100,
  untold: 1,
};

const remove = on("remove", "remove", "old");
const update = on("update allocated_amount, model_whitelist, ip_whitelist", "update");
const off = on("toggle off", "toggle", "old");
const create = on("create", "create");

/** A destroy, a rotation, an update that widens, one that is unknown, a new key and one that drifted. */
export const EVERYTHING = reviewOf(
  plan({
    keys: [
      key({
        address: 'module.team["a"].electronhub_proxy_key.old[0]',
        change: "destroy",
        names: { before: "old", after: null },
        operations: [remove],
        access: "gone",
        allowed: undefined,
        money: { before: 200, after: null, difference: -200, leftBehind: 0 },
        irreversible: ["The key's value stops working, and no later apply makes the same value again."],
        settings: [
          { name: "name", before: "old", after: null, access: "same", words: "name: old" },
          { name: "model_whitelist", before: ["gpt-4o"], after: null, access: "narrower", words: "models: gpt-4o" },
        ],
      }),
      key({
        address: "electronhub_proxy_key.rotating",
        change: "replace",
        isCreateFirst: true,
        reason: "replace_because_cannot_update",
        names: { before: "rotating", after: "rotating" },
        operations: [create, off],
        money: { before: 100, after: 100, difference: 0, leftBehind: 100 },
        rotation: { words: "The old value stops working at once.", doesOldKeyWorkOn: false },
        expiry: "90 days after the apply, before: in 3 days (2026-11-30T00:00:00Z)",
        expiries: { before: "2026-11-30T00:00:00Z", after: UNKNOWN },
        validFor: "90d",
        warnings: [
          {
            summary: "Proxy keys are replaced, and the old ones are kept",
            detail: 'Proxy key "rotating": deletion_policy is "disable".',
            origin: "derived",
          },
        ],
      }),
      key({
        address: "electronhub_proxy_key.ci",
        change: "update",
        constructPath: "team-keys/ci",
        source: { file: "main.tf", line: 12 },
        operations: [update],
        access: "wider",
        allowed: { models: ["gpt-4o", "gpt-4o-mini"], addresses: null },
        money: { before: 300, after: 500, difference: 200, leftBehind: 0 },
        used: 120.5,
        settings: [
          {
            name: "allocated_amount",
            before: 300,
            after: 500,
            access: "wider",
            words: "allocation: 500 credits instead of 300",
          },
          {
            name: "model_whitelist",
            before: ["gpt-4o-mini"],
            after: ["gpt-4o", "gpt-4o-mini"],
            access: "wider",
            words: "models: + gpt-4o",
          },
          {
            name: "ip_whitelist",
            before: ["10.0.0.0/8"],
            after: null,
            access: "wider",
            words: "addresses: opened to all",
          },
        ],
        warnings: [
          {
            summary: "Proxy keys will be allowed more than before",
            detail: 'Proxy key "ci":\n- ip_whitelist: dropped, which allows every IP address',
            origin: "log",
          },
        ],
      }),
      key({
        address: "electronhub_proxy_key.open",
        change: "update",
        operations: [on("update model_whitelist", "update")],
        areOperationsKnown: false,
        access: "unknown",
        allowed: { models: UNKNOWN, addresses: ["10.0.0.0/8"] },
        settings: [
          {
            name: "model_whitelist",
            before: ["gpt-4o"],
            after: UNKNOWN,
            access: "unknown",
            words: "models: known only during apply; it may allow more",
          },
        ],
        money: { before: 100, after: UNKNOWN, difference: undefined, leftBehind: 0 },
      }),
      key({
        address: "electronhub_proxy_key.fresh",
        change: "create",
        names: { before: null, after: "fresh" },
        id: undefined,
        operations: [create],
        access: "new",
        allowed: { models: ["gpt-4o"], addresses: null },
        money: { before: null, after: 150, difference: 150, leftBehind: 0 },
        settings: [
          { name: "name", before: null, after: "fresh", access: "wider", words: "name: fresh" },
          { name: "ip_whitelist", before: null, after: null, access: "wider", words: "addresses: all" },
        ],
      }),
      key({
        address: "electronhub_proxy_key.touched",
        change: "drift",
        drift: [
          { name: "enabled", before: true, after: false, access: "narrower", words: "switch: off instead of on" },
        ],
      }),
    ],
    exclusives: [
      {
        address: "electronhub_proxy_keys_exclusive.all",
        constructPath: undefined,
        source: undefined,
        account: "electronhub",
        change: "update",
        removed: [{ id: "fedcba9876543210fedcba9876543210", name: "stranger" }],
        isDeleteAll: false,
        areRemovalsKnown: true,
        operations: [on("remove", "remove", "old")],
        warnings: [],
      },
    ],
    others: [
      {
        type: "terraform_data",
        counts: { create: 2, update: 0, replace: 0, destroy: 1, read: 0, forget: 0, unchanged: 4 },
      },
    ],
    gaps: [],
    counts: {
      ...NO_COUNTS,
      destroy: 1,
      replace: 1,
      update: 2,
      create: 1,
      drift: 1,
      unchanged: 3,
      wider: 1,
      unknown: 1,
      undeclared: 1,
      others: 3,
    },
    accounts: [account],
    cost: {
      requests: 8,
      isAtLeast: true,
      perMinute: 5,
      isAssumed: true,
      minutes: 2,
      timeline: [
        { second: 0, address: "electronhub_proxy_key.rotating", operation: create },
        { second: 0, address: "electronhub_proxy_key.ci", operation: update },
        { second: 60, address: 'module.team["a"].electronhub_proxy_key.old[0]', operation: remove },
      ],
    },
  }),
);
