// A plan as its JSON tells it, checked and typed: what this provider's resources were and will be, and what else there is.
import { type ProxyKeyState } from "../../provider/proxy-key/schema";
import { type ExclusiveState } from "../../provider/proxy-keys-exclusive/schema";
import { type Unknown } from "../../terraform/cty";
import { type Gap, type PlanFacts } from "../facts";
import { type Check } from "./checks";

export interface Plan {
  readonly label: string;
  readonly tool: PlanFacts["tool"];
  readonly terraformVersion: string | undefined;
  readonly plannedAt: string | undefined;
  readonly isErrored: boolean;
  /** Not the whole configuration is planned: some of it was put off, or left out with -target. */
  readonly isPartial: boolean;
  readonly keys: readonly PlannedKey[];
  readonly exclusives: readonly PlannedExclusive[];
  readonly invocations: readonly Invocation[];
  readonly others: readonly OtherChange[];
  /** That were not seen to be fulfilled. */
  readonly checks: readonly Check[];
  /** Credits that keys have used, by their ids, where a data source of the plan tells it. */
  readonly used: ReadonlyMap<string, number>;
  /** Values of keys that do not have the telling form of such values: not to be shown wherever else they may stand. */
  readonly oddValues: ReadonlySet<string>;
  readonly gaps: readonly Gap[];
}

/** As Terraform's own lists of actions. */
export type Kind =
  | "no-op"
  | "create"
  | "read"
  | "update"
  | "delete"
  | "delete, create"
  | "create, delete"
  | "forget"
  /** Replacements of which the old object is left as it is. */
  | "create, forget"
  | "forget, create";

export interface Planned<S> {
  readonly address: string;
  readonly previousAddress: string | undefined;
  readonly deposed: string | undefined;
  readonly account: string;
  readonly kind: Kind;
  /** Put off to a later apply, and why. */
  readonly deferred: string | undefined;
  readonly reason: string | undefined;
  readonly importId: string | Unknown | undefined;
  /** The attributes that the configuration sets; undefined: it is not told. */
  readonly configured: ReadonlySet<string> | undefined;
  readonly before: Typed<S> | null;
  readonly after: Typed<S> | null;
  /** What the refresh found changed outside of Terraform. */
  readonly drift: Drift<S> | undefined;
}

export interface Drift<S> {
  readonly before: Typed<S> | null;
  /** Null: it is gone. */
  readonly after: Typed<S> | null;
}

export interface Typed<S> {
  readonly state: S;
  /** Names of the attributes that the configuration marks as sensitive, now or before. */
  readonly sensitive: ReadonlySet<string>;
}

/** The value of the key is not in it: where the state has one, KEY_STORED stands for it. */
export type PlannedKey = Planned<ProxyKeyState>;
export type TypedKey = Typed<ProxyKeyState>;
export type PlannedExclusive = Planned<ExclusiveState>;

export const KEY_STORED = "stored";

export interface Invocation {
  readonly address: string;
  readonly type: string;
  readonly account: string;
  /** The resource whose change triggers it; undefined: it is invoked by hand. */
  readonly triggeredBy: string | undefined;
  /** Terraform's word for when, as in AfterCreate. */
  readonly event: string | undefined;
  readonly deferred: string | undefined;
  /** The argument `id`, or `confirm_count`. */
  readonly argument: string | Unknown | undefined;
  readonly isSensitive: boolean;
}

export interface OtherChange {
  readonly type: string;
  readonly kind: Kind;
}
