// The construct ProxyKey: the resource electronhub_proxy_key. Written by "npx projen constructs" from the
// provider's schema.
import {
  Fn,
  type IResolvable,
  type ImportableResource,
  type TerraformMetaArguments,
  type TerraformProvider,
  TerraformResource,
  booleanToTerraform,
  listMapper,
  numberToTerraform,
  stringToTerraform,
} from "cdktf";
import { type Construct } from "constructs";
import { given, hclBoolean, hclNumber, hclString, hclStringSet } from "../hcl";
import { TOGETHER } from "../hooks";
import { checkedImportId, importable } from "../import-id";
import { checkedProvider, metaArguments } from "../meta-arguments";
import { secret } from "../secret";
import { checkedScope, checkedValue, requiredValue, sentences } from "../validation";
import { PROVIDER_VERSION } from "../version";
import { PROXY_KEY } from "./shapes";

/** Configuration of {@link ProxyKey}. */
export interface ProxyKeyConfig extends TerraformMetaArguments {
  /** Name, 1 to 25 characters. Need not be unique in the account. */
  readonly name: string;

  /**
   * Credits that the key may spend, 0 or more. Raising it deducts the difference from the account's balance,
   * lowering it returns unused credit. Accounts cap it, by default at 10,000. Two numbers that are the same 64-bit
   * float are not a change.
   */
  readonly allocatedAmount: number;

  /**
   * The window in which the allocation may be spent: `daily`, `weekly`, `monthly`; `daily` when omitted. The API
   * never tells it. After an import, and after other settings were changed elsewhere, it is null until an update is
   * sent, which sets it. See `LimitType`.
   *
   * @default - daily
   */
  readonly limitType?: string;

  /**
   * When the key stops working: an RFC 3339 instant such as `2027-01-31T00:00:00Z`, in whole seconds, in the future
   * when set or changed. Omitted: never, or as `validFor` says. Another spelling of the same instant is not a
   * change.
   *
   * @default - never, or as `validFor` says
   */
  readonly expiresAt?: string;

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
   * Whether the key works; `true` when omitted. A key that is off keeps its settings, history and allocation.
   *
   * @default - true
   */
  readonly enabled?: boolean | IResolvable;

  /**
   * How long the key works, as a duration such as `720h`, instead of `expiresAt`: the instant is computed when it is
   * applied, and stays.
   *
   * @default - not set
   */
  readonly validFor?: string;

  /**
   * With `validFor`: when less than this is left at a refresh, the plan sets a new expiry. Not together with
   * `rotateBefore`. A new or changed line counts from the next plan on.
   *
   * @default - not set
   */
  readonly renewBefore?: string;

  /**
   * With `validFor`: when less than this is left at a refresh, the plan replaces the key. With `createBeforeDestroy`
   * and `deletionPolicy: "expire"` that is a rotation without downtime.
   *
   * @default - not set
   */
  readonly rotateBefore?: string;

  /**
   * What destroying the resource does: `delete` (the default) removes the key; `disable` switches it off and keeps
   * it; `expire` lets it work on for `deletionGracePeriod`, for a rotation without downtime; `abandon` leaves it as
   * it is. A key that is kept holds its slot and its credits. Where `ProxyKeysExclusive` owns the account, it
   * removes that key with a later apply, but not within its grace period. See `DeletionPolicy`.
   *
   * @default - delete
   */
  readonly deletionPolicy?: string;

  /**
   * With `deletionPolicy: "expire"`: how long the key works on after it is destroyed, as a duration such as `24h`.
   * Never longer than it would have worked anyway.
   *
   * @default - not set
   */
  readonly deletionGracePeriod?: string;

  /**
   * Whether `key` is stored. With `false` no secret is in the state: the key is found again by its id. Turned off
   * later, the secret still stands in that plan and in backups of the state: rotate the key then.
   *
   * @default - true
   */
  readonly storeKey?: boolean | IResolvable;
}

/**
 * A proxy key of the account: a sub-key with an allocation of credits, an expiry, model and IP whitelists and an
 * on/off switch.
 */
export class ProxyKey extends TerraformResource {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_proxy_key";

  /**
   * Generates CDKTF code for importing a resource upon running "cdktf plan <stack-name>".
   *
   * @param scope the scope in which to define this construct
   * @param importToId the construct id used in the generated config
   * @param importFromId the id of the key, or `name:` and its exact name; never its value
   * @param provider optional instance of the provider
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importable(scope, importToId, ProxyKey.tfResourceType, importFromId, provider);
  }

  private _name!: string;
  private _allocatedAmount!: number;
  private _limitType?: string;
  private _expiresAt?: string;
  private _modelWhitelist?: string[];
  private _ipWhitelist?: string[];
  private _enabled?: boolean | IResolvable;
  private _validFor?: string;
  private _renewBefore?: string;
  private _rotateBefore?: string;
  private _deletionPolicy?: string;
  private _deletionGracePeriod?: string;
  private _storeKey?: boolean | IResolvable;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: ProxyKeyConfig) {
    super(checkedScope(scope, id, config, PROXY_KEY), id, {
      terraformResourceType: ProxyKey.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(config),
    });

    this.name = config.name;
    this.allocatedAmount = config.allocatedAmount;
    if (config.limitType !== undefined) this.limitType = config.limitType;
    if (config.expiresAt !== undefined) this.expiresAt = config.expiresAt;
    if (config.modelWhitelist !== undefined) this.modelWhitelist = config.modelWhitelist;
    if (config.ipWhitelist !== undefined) this.ipWhitelist = config.ipWhitelist;
    if (config.enabled !== undefined) this.enabled = config.enabled;
    if (config.validFor !== undefined) this.validFor = config.validFor;
    if (config.renewBefore !== undefined) this.renewBefore = config.renewBefore;
    if (config.rotateBefore !== undefined) this.rotateBefore = config.rotateBefore;
    if (config.deletionPolicy !== undefined) this.deletionPolicy = config.deletionPolicy;
    if (config.deletionGracePeriod !== undefined) this.deletionGracePeriod = config.deletionGracePeriod;
    if (config.storeKey !== undefined) this.storeKey = config.storeKey;
    this.node.addValidation({ validate: () => sentences(PROXY_KEY, TOGETHER.ProxyKey(this)) });
  }

  /**
   * Takes over an object that exists already, instead of creating one.
   *
   * @param id the id of the key, or `name:` and its exact name; never its value
   * @param provider the provider to import with, if not the resource's own
   */
  public importFrom(id: string, provider?: TerraformProvider): void {
    super.importFrom(
      checkedImportId(this, id),
      checkedProvider(() => this.node.path, provider),
    );
  }

  /** Name, 1 to 25 characters. */
  public get name(): string {
    return this.getStringAttribute("name");
  }

  public set name(value: string) {
    this._name = requiredValue(this, PROXY_KEY, "name", value);
  }

  /** What was given. */
  public get nameInput(): string {
    return this._name;
  }

  /** Credits that the key may spend, 0 or more. */
  public get allocatedAmount(): number {
    return this.getNumberAttribute("allocated_amount");
  }

  public set allocatedAmount(value: number) {
    this._allocatedAmount = requiredValue(this, PROXY_KEY, "allocatedAmount", value);
  }

  /** What was given. */
  public get allocatedAmountInput(): number {
    return this._allocatedAmount;
  }

  /** The window in which the allocation may be spent: `daily`, `weekly`, `monthly`; `daily` when omitted. */
  public get limitType(): string {
    return this.getStringAttribute("limit_type");
  }

  public set limitType(value: string) {
    this._limitType = checkedValue(this, PROXY_KEY, "limitType", value);
  }

  /** Back to the default. */
  public resetLimitType(): void {
    this._limitType = undefined;
  }

  /** What was given. */
  public get limitTypeInput(): string | undefined {
    return this._limitType;
  }

  /**
   * When the key stops working: an RFC 3339 instant such as `2027-01-31T00:00:00Z`, in whole seconds, in the future
   * when set or changed.
   */
  public get expiresAt(): string {
    return this.getStringAttribute("expires_at");
  }

  public set expiresAt(value: string) {
    this._expiresAt = checkedValue(this, PROXY_KEY, "expiresAt", value);
  }

  /** Back to the default. */
  public resetExpiresAt(): void {
    this._expiresAt = undefined;
  }

  /** What was given. */
  public get expiresAtInput(): string | undefined {
    return this._expiresAt;
  }

  /** Ids of the models that the key may use. */
  public get modelWhitelist(): string[] {
    return Fn.tolist(this.getListAttribute("model_whitelist"));
  }

  public set modelWhitelist(value: string[]) {
    this._modelWhitelist = checkedValue(this, PROXY_KEY, "modelWhitelist", value);
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
    return Fn.tolist(this.getListAttribute("ip_whitelist"));
  }

  public set ipWhitelist(value: string[]) {
    this._ipWhitelist = checkedValue(this, PROXY_KEY, "ipWhitelist", value);
  }

  /** Back to the default. */
  public resetIpWhitelist(): void {
    this._ipWhitelist = undefined;
  }

  /** What was given. */
  public get ipWhitelistInput(): string[] | undefined {
    return this._ipWhitelist;
  }

  /** Whether the key works; `true` when omitted. */
  public get enabled(): boolean | IResolvable {
    return this.getBooleanAttribute("enabled");
  }

  public set enabled(value: boolean | IResolvable) {
    this._enabled = checkedValue(this, PROXY_KEY, "enabled", value);
  }

  /** Back to the default. */
  public resetEnabled(): void {
    this._enabled = undefined;
  }

  /** What was given. */
  public get enabledInput(): boolean | IResolvable | undefined {
    return this._enabled;
  }

  /**
   * How long the key works, as a duration such as `720h`, instead of `expiresAt`: the instant is computed when it is
   * applied, and stays.
   */
  public get validFor(): string {
    return this.getStringAttribute("valid_for");
  }

  public set validFor(value: string) {
    this._validFor = checkedValue(this, PROXY_KEY, "validFor", value);
  }

  /** Back to the default. */
  public resetValidFor(): void {
    this._validFor = undefined;
  }

  /** What was given. */
  public get validForInput(): string | undefined {
    return this._validFor;
  }

  /** With `validFor`: when less than this is left at a refresh, the plan sets a new expiry. */
  public get renewBefore(): string {
    return this.getStringAttribute("renew_before");
  }

  public set renewBefore(value: string) {
    this._renewBefore = checkedValue(this, PROXY_KEY, "renewBefore", value);
  }

  /** Back to the default. */
  public resetRenewBefore(): void {
    this._renewBefore = undefined;
  }

  /** What was given. */
  public get renewBeforeInput(): string | undefined {
    return this._renewBefore;
  }

  /** With `validFor`: when less than this is left at a refresh, the plan replaces the key. */
  public get rotateBefore(): string {
    return this.getStringAttribute("rotate_before");
  }

  public set rotateBefore(value: string) {
    this._rotateBefore = checkedValue(this, PROXY_KEY, "rotateBefore", value);
  }

  /** Back to the default. */
  public resetRotateBefore(): void {
    this._rotateBefore = undefined;
  }

  /** What was given. */
  public get rotateBeforeInput(): string | undefined {
    return this._rotateBefore;
  }

  /**
   * What destroying the resource does: `delete` (the default) removes the key; `disable` switches it off and keeps
   * it; `expire` lets it work on for `deletionGracePeriod`, for a rotation without downtime; `abandon` leaves it as
   * it is.
   */
  public get deletionPolicy(): string {
    return this.getStringAttribute("deletion_policy");
  }

  public set deletionPolicy(value: string) {
    this._deletionPolicy = checkedValue(this, PROXY_KEY, "deletionPolicy", value);
  }

  /** Back to the default. */
  public resetDeletionPolicy(): void {
    this._deletionPolicy = undefined;
  }

  /** What was given. */
  public get deletionPolicyInput(): string | undefined {
    return this._deletionPolicy;
  }

  /** With `deletionPolicy: "expire"`: how long the key works on after it is destroyed, as a duration such as `24h`. */
  public get deletionGracePeriod(): string {
    return this.getStringAttribute("deletion_grace_period");
  }

  public set deletionGracePeriod(value: string) {
    this._deletionGracePeriod = checkedValue(this, PROXY_KEY, "deletionGracePeriod", value);
  }

  /** Back to the default. */
  public resetDeletionGracePeriod(): void {
    this._deletionGracePeriod = undefined;
  }

  /** What was given. */
  public get deletionGracePeriodInput(): string | undefined {
    return this._deletionGracePeriod;
  }

  /** Whether `key` is stored. */
  public get storeKey(): boolean | IResolvable {
    return this.getBooleanAttribute("store_key");
  }

  public set storeKey(value: boolean | IResolvable) {
    this._storeKey = checkedValue(this, PROXY_KEY, "storeKey", value);
  }

  /** Back to the default. */
  public resetStoreKey(): void {
    this._storeKey = undefined;
  }

  /** What was given. */
  public get storeKeyInput(): boolean | IResolvable | undefined {
    return this._storeKey;
  }

  /** The secret, `ek-proxy-...`; null with `storeKey: false`. */
  public get key(): string {
    return secret(this.getStringAttribute("key"));
  }

  /** The first 32 hexadecimal digits of the SHA-256 of the key's value; not a secret. */
  public get id(): string {
    return this.getStringAttribute("id");
  }

  /** When the key was created, RFC 3339. */
  public get createdAt(): string {
    return this.getStringAttribute("created_at");
  }

  /**
   * The API calls that the last change made, known already in the plan. Each begins with the number of the change,
   * as in `#7 update allocatedAmount`.
   */
  public get operations(): string[] {
    return this.getListAttribute("operations");
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return {
      name: stringToTerraform(this._name),
      allocated_amount: numberToTerraform(this._allocatedAmount),
      limit_type: stringToTerraform(this._limitType),
      expires_at: stringToTerraform(this._expiresAt),
      model_whitelist: listMapper(stringToTerraform, false)(this._modelWhitelist),
      ip_whitelist: listMapper(stringToTerraform, false)(this._ipWhitelist),
      enabled: booleanToTerraform(this._enabled),
      valid_for: stringToTerraform(this._validFor),
      renew_before: stringToTerraform(this._renewBefore),
      rotate_before: stringToTerraform(this._rotateBefore),
      deletion_policy: stringToTerraform(this._deletionPolicy),
      deletion_grace_period: stringToTerraform(this._deletionGracePeriod),
      store_key: booleanToTerraform(this._storeKey),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return given({
      name: hclString(this._name),
      allocated_amount: hclNumber(this._allocatedAmount),
      limit_type: hclString(this._limitType),
      expires_at: hclString(this._expiresAt),
      model_whitelist: hclStringSet(this._modelWhitelist),
      ip_whitelist: hclStringSet(this._ipWhitelist),
      enabled: hclBoolean(this._enabled),
      valid_for: hclString(this._validFor),
      renew_before: hclString(this._renewBefore),
      rotate_before: hclString(this._rotateBefore),
      deletion_policy: hclString(this._deletionPolicy),
      deletion_grace_period: hclString(this._deletionGracePeriod),
      store_key: hclBoolean(this._storeKey),
    });
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
