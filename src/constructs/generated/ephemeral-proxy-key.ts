// The construct EphemeralProxyKey: the ephemeral resource electronhub_proxy_key. Written by "npx projen constructs" from the
// provider's schema.
import {
  Fn,
  type ITerraformDependable,
  TerraformElement,
  type TerraformProvider,
  Token,
  listMapper,
  numberToTerraform,
  ref,
  stringToTerraform,
} from "cdktf";
import { type Construct } from "constructs";
import { type MetaArguments, blockToHcl, blockToTerraform } from "../block";
import { metaArguments } from "../meta-arguments";
import { checkedScope, checkedValue, requiredValue } from "../validation";
import { EPHEMERAL_PROXY_KEY } from "./shapes";

/** Configuration of {@link EphemeralProxyKey}. */
export interface EphemeralProxyKeyConfig {
  /** Name, 1 to 25 characters. Need not be unique in the account. */
  readonly name: string;

  /**
   * Credits that the key may spend, 0 or more. Raising it deducts the difference from the account's balance,
   * lowering it returns unused credit. Accounts cap it, by default at 10,000. Two numbers that are the same 64-bit
   * float are not a change.
   */
  readonly allocatedAmount: number;

  /**
   * The window in which the allocation may be spent: `daily` (the default), `weekly` or `monthly`. See `LimitType`.
   *
   * @default - daily
   */
  readonly limitType?: string;

  /**
   * Ids of the models that the key may use. Omitted: all. An empty set is an error, because the API reads it as
   * "all".
   *
   * @default - all
   */
  readonly modelWhitelist?: string[];

  /**
   * IPv4 and IPv6 addresses or CIDR blocks from which the key may be used. Omitted: all. An empty set is an error,
   * because the API reads it as "all". `10.0.0.5` and `10.0.0.5/32` are the same.
   *
   * @default - all
   */
  readonly ipWhitelist?: string[];

  /**
   * For how long the key is valid at a time, as a duration from `5m` to `24h`; renewed at half of it while the run
   * lasts. The safety net for the case that Terraform is killed. Default `15m`.
   *
   * @default - 15m
   */
  readonly validFor?: string;

  /**
   * The provider configuration to use.
   *
   * @default - the stack's default configuration
   */
  readonly provider?: TerraformProvider;

  /**
   * What must be done before it is opened.
   *
   * @default - what it refers to
   */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Opened in every plan and once more in the apply, each time as a proxy key of its own, which takes a slot of the
 * account and holds its `allocatedAmount` until it is closed. Each costs two API calls and a list that everything
 * shares; each renewal one call, and a list that all keys share which are renewed at the same time.
 *
 * The key lives for one run, in no state and no plan. It is removed when the run ends, also after Ctrl-C. Where
 * Terraform is killed, or where what used the key fails on an account whose requests of the minute are spent, the
 * key expires within `validFor`, and `electronhub keys prune --expired` removes what is left.
 *
 * A renewal moves the expiry on and changes nothing else: a setting that somebody narrowed meanwhile stays narrowed.
 * A key that somebody has removed, switched off or given an earlier expiry is not renewed, which is an error. Needs
 * Terraform 1.10 or OpenTofu 1.11.
 */
export class EphemeralProxyKey extends TerraformElement {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_proxy_key";

  private readonly meta: MetaArguments;
  private _name!: string;
  private _allocatedAmount!: number;
  private _limitType?: string;
  private _modelWhitelist?: string[];
  private _ipWhitelist?: string[];
  private _validFor?: string;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: EphemeralProxyKeyConfig) {
    super(checkedScope(scope, id, config, EPHEMERAL_PROXY_KEY), id, `ephemeral.${EphemeralProxyKey.tfResourceType}`);
    this.meta = metaArguments(config);

    this.name = config.name;
    this.allocatedAmount = config.allocatedAmount;
    if (config.limitType !== undefined) this.limitType = config.limitType;
    if (config.modelWhitelist !== undefined) this.modelWhitelist = config.modelWhitelist;
    if (config.ipWhitelist !== undefined) this.ipWhitelist = config.ipWhitelist;
    if (config.validFor !== undefined) this.validFor = config.validFor;
  }

  /** Name, 1 to 25 characters. */
  public get name(): string {
    return Token.asString(this.attribute("name"));
  }

  public set name(value: string) {
    this._name = requiredValue(this, EPHEMERAL_PROXY_KEY, "name", value);
  }

  /** What was given. */
  public get nameInput(): string {
    return this._name;
  }

  /** Credits that the key may spend, 0 or more. */
  public get allocatedAmount(): number {
    return Token.asNumber(this.attribute("allocated_amount"));
  }

  public set allocatedAmount(value: number) {
    this._allocatedAmount = requiredValue(this, EPHEMERAL_PROXY_KEY, "allocatedAmount", value);
  }

  /** What was given. */
  public get allocatedAmountInput(): number {
    return this._allocatedAmount;
  }

  /** The window in which the allocation may be spent: `daily` (the default), `weekly` or `monthly`. */
  public get limitType(): string {
    return Token.asString(this.attribute("limit_type"));
  }

  public set limitType(value: string) {
    this._limitType = checkedValue(this, EPHEMERAL_PROXY_KEY, "limitType", value);
  }

  /** Back to the default. */
  public resetLimitType(): void {
    this._limitType = undefined;
  }

  /** What was given. */
  public get limitTypeInput(): string | undefined {
    return this._limitType;
  }

  /** Ids of the models that the key may use. */
  public get modelWhitelist(): string[] {
    return Fn.tolist(Token.asList(this.attribute("model_whitelist")));
  }

  public set modelWhitelist(value: string[]) {
    this._modelWhitelist = checkedValue(this, EPHEMERAL_PROXY_KEY, "modelWhitelist", value);
  }

  /** Back to the default. */
  public resetModelWhitelist(): void {
    this._modelWhitelist = undefined;
  }

  /** What was given. */
  public get modelWhitelistInput(): string[] | undefined {
    return this._modelWhitelist;
  }

  /** IPv4 and IPv6 addresses or CIDR blocks from which the key may be used. */
  public get ipWhitelist(): string[] {
    return Fn.tolist(Token.asList(this.attribute("ip_whitelist")));
  }

  public set ipWhitelist(value: string[]) {
    this._ipWhitelist = checkedValue(this, EPHEMERAL_PROXY_KEY, "ipWhitelist", value);
  }

  /** Back to the default. */
  public resetIpWhitelist(): void {
    this._ipWhitelist = undefined;
  }

  /** What was given. */
  public get ipWhitelistInput(): string[] | undefined {
    return this._ipWhitelist;
  }

  /**
   * For how long the key is valid at a time, as a duration from `5m` to `24h`; renewed at half of it while the run
   * lasts.
   */
  public get validFor(): string {
    return Token.asString(this.attribute("valid_for"));
  }

  public set validFor(value: string) {
    this._validFor = checkedValue(this, EPHEMERAL_PROXY_KEY, "validFor", value);
  }

  /** Back to the default. */
  public resetValidFor(): void {
    this._validFor = undefined;
  }

  /** What was given. */
  public get validForInput(): string | undefined {
    return this._validFor;
  }

  /** The secret, `ek-proxy-...`. */
  public get key(): string {
    return Token.asString(this.attribute("key"));
  }

  /** The first 32 hexadecimal digits of the SHA-256 of the key's value; not a secret. */
  public get id(): string {
    return Token.asString(this.attribute("id"));
  }

  /** As the stack's JSON has it. */
  public toTerraform(): unknown {
    return blockToTerraform(this, ["ephemeral", EphemeralProxyKey.tfResourceType], this.meta, {
      name: stringToTerraform(this._name),
      allocated_amount: numberToTerraform(this._allocatedAmount),
      limit_type: stringToTerraform(this._limitType),
      model_whitelist: listMapper(stringToTerraform, false)(this._modelWhitelist),
      ip_whitelist: listMapper(stringToTerraform, false)(this._ipWhitelist),
      valid_for: stringToTerraform(this._validFor),
    });
  }

  /** Refused: cdktf would leave the block out. */
  public toHclTerraform(): unknown {
    return blockToHcl(this, "ephemeral");
  }

  private attribute(name: string) {
    return ref(`ephemeral.${EphemeralProxyKey.tfResourceType}.${this.friendlyUniqueId}.${name}`, this.cdktfStack);
  }

  /**
   * CDK Terrain 0.24 calls this on every element; classes made for cdktf 0.21 have to have it.
   *
   * @internal
   */
  public _resetResolveDiscoveredProviderFeatureUsage(): void {
    // Nothing to reset: this element uses no such features.
  }
}
