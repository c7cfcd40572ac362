// The construct RotatingProxyKey: what a key that is replaced without downtime needs, as one thing that is meant.
import { type IResolvable, type ITerraformDependable, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { checkDuration } from "../rules";
import { DeletionPolicy } from "./constants";
import { ProxyKey } from "./generated";
import { PROXY_KEY } from "./generated/shapes";
import { EPHEMERAL_ARGUMENTS } from "./meta-arguments";
import { checkRotation } from "./rotation";
import { type Shape, required, text } from "./shape";
import { checkedScope } from "./validation";

/** Configuration of {@link RotatingProxyKey}. */
export interface RotatingProxyKeyConfig {
  /** Name, 1 to 25 characters. The old key and the new one have the same. */
  readonly name: string;

  /** Credits that each key may spend, 0 or more: while both exist, the account holds twice as many. */
  readonly allocatedAmount: number;

  /** How long each key works at most, as a duration such as `720h`. */
  readonly validFor: string;

  /** When less than this is left of the key, the next apply makes a new one. A duration, shorter than `validFor`. */
  readonly rotateBefore: string;

  /**
   * How long the old key works on when the new one is there, as a duration such as `24h`; not longer than `rotateBefore`.
   *
   * @default - as rotateBefore: until the old key would have expired anyway
   */
  readonly gracePeriod?: string;

  /**
   * The window in which the allocation may be spent. See `LimitType`.
   *
   * @default - daily
   */
  readonly limitType?: string;

  /**
   * Ids of the models that the key may use. An empty list is an error, because the API reads it as "all".
   *
   * @default - all models
   */
  readonly modelWhitelist?: string[];

  /**
   * IPv4 and IPv6 addresses or CIDR blocks from which the key may be used. An empty list is an error, because the API
   * reads it as "all".
   *
   * @default - all addresses
   */
  readonly ipWhitelist?: string[];

  /**
   * Whether the key works.
   *
   * @default - true
   */
  readonly enabled?: boolean | IResolvable;

  /**
   * Whether the state holds the key's value. With `false` no secret is in the state, and `key` is null.
   *
   * @default - true
   */
  readonly storeKey?: boolean | IResolvable;

  /**
   * The provider configuration to use.
   *
   * @default - the stack's default configuration
   */
  readonly provider?: TerraformProvider;

  /**
   * What must be done before a key is made.
   *
   * @default - what it refers to
   */
  readonly dependsOn?: ITerraformDependable[];
}

const { properties } = PROXY_KEY;

const ROTATING_PROXY_KEY: Shape = {
  construct: "RotatingProxyKey",
  metaArguments: EPHEMERAL_ARGUMENTS,
  properties: {
    name: properties.name,
    allocatedAmount: properties.allocatedAmount,
    validFor: required(properties.validFor),
    rotateBefore: required(properties.rotateBefore),
    gracePeriod: text(checkDuration),
    limitType: properties.limitType,
    modelWhitelist: properties.modelWhitelist,
    ipWhitelist: properties.ipWhitelist,
    enabled: properties.enabled,
    storeKey: properties.storeKey,
  },
  together: checkRotation,
};

/**
 * A proxy key that is replaced in time and without downtime: the new key is made first, and the old one works on for the
 * grace period, in which everybody takes the new one. It is a {@link ProxyKey} with `validFor`, `rotateBefore`,
 * `createBeforeDestroy` and `deletionPolicy: "expire"`.
 *
 * A rotation happens in an apply, and only there: let a pipeline run one more often than every `rotateBefore`, or the key
 * expires before it is replaced.
 *
 * What it costs: two keys at once from each rotation on. The old one takes a slot of the account beside the new one, and
 * holds the credits that it has not spent, for the grace period and after it has expired, until it is removed:
 * `electronhub keys prune --expired` removes what has expired. So an account needs a free slot and `allocatedAmount` free
 * credits for each rotation.
 */
export class RotatingProxyKey extends Construct {
  /** The key that is the newest now. */
  public readonly proxyKey: ProxyKey;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: RotatingProxyKeyConfig) {
    super(checkedScope(scope, id, config, ROTATING_PROXY_KEY), id);
    const { gracePeriod, ...settings } = config;
    this.proxyKey = new ProxyKey(this, "key", {
      ...settings,
      deletionPolicy: DeletionPolicy.EXPIRE,
      deletionGracePeriod: gracePeriod ?? config.rotateBefore,
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** The secret of the newest key, `ek-proxy-...`; sensitive. Null with `storeKey: false`. */
  public get key(): string {
    return this.proxyKey.key;
  }

  /** The id of the newest key; not a secret. */
  public get id(): string {
    return this.proxyKey.id;
  }

  /** When the newest key stops working, RFC 3339. */
  public get expiresAt(): string {
    return this.proxyKey.expiresAt;
  }
}
