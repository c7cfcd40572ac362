// What a review says about plans: plain data, derived once from the plan's JSON and the provider's own tables. Every format shows
// it, every policy rule judges it, and nothing else. No value of a key is ever in it; a value that the configuration marks as
// sensitive is SENSITIVE.
import { type SettingName } from "../provider/proxy-key/settings";
import { UNKNOWN } from "../terraform/cty";

/** Stands for a value that the plan holds and that must not be shown. */
export const SENSITIVE: unique symbol = Symbol("sensitive");

/** UNKNOWN: known only during apply. */
export type Hidden = typeof UNKNOWN | typeof SENSITIVE;

export const isHidden = <T>(value: T | Hidden): value is Hidden => value === UNKNOWN || value === SENSITIVE;

/** As a configuration writes it; null: not there, which for a whitelist is "all" and for an expiry "never". */
export type SettingValue = string | number | boolean | readonly string[] | null | Hidden;

export interface Review {
  /** In the order in which they were given. */
  readonly plans: readonly PlanFacts[];
  /** Over all plans. */
  readonly counts: Counts;
  readonly accounts: readonly AccountFacts[];
  readonly cost: Cost;
}

export interface PlanFacts {
  /** A file's name or a stack's. */
  readonly label: string;
  /** Which made the plan, as far as its providers' addresses tell. */
  readonly tool: "Terraform" | "OpenTofu";
  readonly terraformVersion: string | undefined;
  /** RFC 3339, when the plan was made. */
  readonly plannedAt: string | undefined;
  /** Terraform failed half-way: what follows is not the whole change. */
  readonly isErrored: boolean;
  /** Not the whole configuration is planned: something was put off, or left out with -target. */
  readonly isPartial: boolean;
  /** Only in order of gravity: see `KeyFacts.change` and `access`. Keys that do not change at all are counted, not listed. */
  readonly keys: readonly KeyFacts[];
  readonly exclusives: readonly ExclusiveFacts[];
  readonly actions: readonly ActionFacts[];
  /** Resources of other providers, and this provider's that make no call: counted, never hidden. */
  readonly others: readonly OtherFacts[];
  readonly gaps: readonly Gap[];
  /** Conditions that failed, and those of the log that belong to no key and no exclusive ownership. */
  readonly warnings: readonly Warning[];
  readonly counts: Counts;
  readonly accounts: readonly AccountFacts[];
  readonly cost: Cost;
}

/** What Terraform will do with the resource. */
export type KeyChange =
  | "destroy"
  | "replace"
  | "update"
  | "create"
  /** Leaves the state, and is left as it is. */
  | "forget"
  /** Comes under management as it is. */
  | "import"
  /** Has another address, and is left as it is. */
  | "move"
  /** Nothing is planned, but it was changed outside of Terraform since the last apply. */
  | "drift"
  /** Put off to a later apply: what would become of it is not certain. */
  | "defer";

/** What holders of keys may do after the apply, beside what they may do before. */
export type Access =
  /** Allows more in at least one way, and less in none. */
  | "wider"
  | "narrower"
  | "both"
  /** Neither: only what does not bear on access differs, or nothing. */
  | "same"
  /** Something that may allow more is known only during apply. */
  | "unknown"
  /** There was no key. */
  | "new"
  /** The key works no more. */
  | "gone";

export interface KeyFacts {
  /** As Terraform writes it, as in module.team["a"].electronhub_proxy_key.ci[0]. */
  readonly address: string;
  /** Where it was before, if it moved. */
  readonly previousAddress: string | undefined;
  /** Of an object that a create_before_destroy left behind. */
  readonly deposed: string | undefined;
  /** As CDKTF writes it, as in stack/team/ci. */
  readonly constructPath: string | undefined;
  /** Where it is declared, as far as that was found. */
  readonly source: Source | undefined;
  /** The provider configuration, as in electronhub or module.a:electronhub.eu. */
  readonly account: string;
  readonly change: KeyChange;
  /** Of a replacement: whether the new key is made before the old one goes. */
  readonly isCreateFirst: boolean;
  /** Of a replacement: the old key is left as it is, and Terraform forgets it. */
  readonly isOldForgotten: boolean;
  /** What it was imported by. */
  readonly importId: string | Hidden | undefined;
  /** Terraform's word for why, as in replace_because_tainted. */
  readonly reason: string | undefined;
  /** Of the key before and after; null: there is none. */
  readonly names: Pair<string>;
  /** Never the secret. */
  readonly id: string | undefined;
  /** In the order in which they are made, as far as it is certain. */
  readonly operations: readonly PlannedOperation[];
  /** Where a setting is unknown: which calls are made is known only during apply, and these are the most. */
  readonly areOperationsKnown: boolean;
  readonly access: Access;
  /** What the key is restricted to after the apply, changed or not. Undefined: there is no key then. */
  readonly allowed: Allowed | undefined;
  /** Settings that differ, in the order of the table; all, of a key that is created or destroyed. */
  readonly settings: readonly SettingFacts[];
  /** What changes beside the settings, and no call sends: one line each, as in "deletion policy: abandon, before: delete". */
  readonly besides: readonly string[];
  /** What was changed outside of Terraform, as the refresh found it. */
  readonly drift: readonly SettingFacts[];
  /** The refresh found the key gone: there is no `drift` then. */
  readonly isRemovedOutside: boolean;
  readonly money: Money;
  /** In words, as in "in 30 days (2027-01-31T00:00:00Z), before: never". Undefined: no expiry is concerned. */
  readonly expiry: string | undefined;
  /** Instants of the key before and after, RFC 3339; null: it never expires, or there is no key. */
  readonly expiries: Pair<string>;
  /** Of an expiry that the apply computes, and that is UNKNOWN until then: how long after the apply, as in 90d. */
  readonly validFor: string | undefined;
  /** What no later apply can bring back, one sentence each. */
  readonly irreversible: readonly string[];
  readonly rotation: Rotation | undefined;
  readonly warnings: readonly Warning[];
  /** Credits that the key has used, where a data source of the plan tells it. */
  readonly used: number | undefined;
}

export interface Pair<T> {
  readonly before: T | null | Hidden;
  readonly after: T | null | Hidden;
}

/** Null: all. */
export interface Allowed {
  readonly models: readonly string[] | null | Hidden;
  readonly addresses: readonly string[] | null | Hidden;
}

export interface Source {
  /** Relative to the directory of the configuration, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** One API call. */
export interface PlannedOperation {
  readonly kind: "create" | "update" | "toggle" | "remove" | "delete all";
  /** In the provider's words, as in `update name, expires_at` or `toggle off`. */
  readonly text: string;
  /** Of a replacement: to which of the two keys. */
  readonly on: "old" | "new";
}

export interface SettingFacts extends Pair<SettingValue> {
  readonly name: SettingName;
  readonly access: "wider" | "narrower" | "both" | "same" | "unknown";
  /** On one line, as in "models: + gpt-4o" or "addresses: opened to all". Never a sensitive value. */
  readonly words: string;
}

/** Credits. */
export interface Money extends Pair<number> {
  /**
   * After less before; undefined: one of the two cannot be told. Negative where the key holds less, or is no longer managed: what
   * the account is charged in all is the difference and what is left behind.
   */
  readonly difference: number | undefined;
  /** Credits that a key which is kept holds on to, though Terraform forgets it. */
  readonly leftBehind: number;
}

export interface Rotation {
  /** Whether holders of the old value can go on for a while, in words. */
  readonly words: string;
  readonly doesOldKeyWorkOn: boolean;
}

export interface Warning {
  readonly summary: string;
  readonly detail: string;
  /** Derived by the provider's own rules or from the plan itself, or read from the log of the plan. */
  readonly origin: "derived" | "log";
}

/** electronhub_proxy_keys_exclusive: what it removes beside the declared keys. */
export interface ExclusiveFacts {
  readonly address: string;
  readonly constructPath: string | undefined;
  readonly source: Source | undefined;
  readonly account: string;
  readonly change: "create" | "update" | "destroy" | "replace" | "forget" | "import" | "move" | "drift" | "defer";
  /** Keys that no resource declares and that this apply removes. */
  readonly removed: readonly { readonly id: string; readonly name: string }[];
  /** Whether all keys go with one call, also those made meanwhile. */
  readonly isDeleteAll: boolean;
  /** UNKNOWN: what is removed is known only during apply. */
  readonly areRemovalsKnown: boolean;
  readonly operations: readonly PlannedOperation[];
  readonly warnings: readonly Warning[];
}

/** One invocation of an action that a plan holds (Terraform 1.14). */
export interface ActionFacts {
  readonly address: string;
  readonly type: string;
  /** Which resource's change triggers it, and when, in words. */
  readonly trigger: string;
  readonly account: string;
  readonly operations: readonly PlannedOperation[];
  /** In words: what it does, and to which key. */
  readonly words: string;
}

export interface OtherFacts {
  readonly type: string;
  readonly counts: Readonly<
    Record<"create" | "update" | "replace" | "destroy" | "read" | "forget" | "unchanged", number>
  >;
}

/** What could not be analysed: the review is not whole, and says so first. */
export interface Gap {
  readonly address: string | undefined;
  /** One sentence. */
  readonly words: string;
}

/** Keys, by what becomes of them. */
export interface Counts extends Readonly<Record<KeyChange, number>> {
  /** Keys that do not change in any way. */
  readonly unchanged: number;
  /** Keys that existed and are allowed more. Those of access "both" count as wider too. */
  readonly wider: number;
  readonly unknown: number;
  /** Keys that are removed though no resource declares them. */
  readonly undeclared: number;
  /** Resources of other providers that change. */
  readonly others: number;
}

/** Sums of one provider configuration. Keys whose amounts are sensitive or unknown are not in them. */
export interface AccountFacts {
  readonly name: string;
  /** Those that the plan knows of, unchanged ones too. */
  readonly keys: number;
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  /** Credits that keys hold which Terraform forgets. */
  readonly leftBehind: number;
  /** How many keys are missing in the sums. */
  readonly untold: number;
}

export interface Cost {
  /** Calls that the apply makes at least; with the shared lists. */
  readonly requests: number;
  /** Not all calls are known before the apply. */
  readonly isAtLeast: boolean;
  readonly perMinute: number;
  /** Nobody said what the account's limit is. */
  readonly isAssumed: boolean;
  readonly minutes: number;
  /** When each key changes at the earliest, in order; seconds from the start of the apply. */
  readonly timeline: readonly Moment[];
}

export interface Moment {
  readonly second: number;
  readonly address: string;
  readonly operation: PlannedOperation;
}
