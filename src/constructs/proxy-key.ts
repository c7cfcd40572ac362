// The construct ProxyKey: a proxy key of the account, declared.
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
import {
  checkAllocatedAmount,
  checkDeletionPolicy,
  checkDuration,
  checkExpiresAt,
  checkGracePeriod,
  checkIpWhitelist,
  checkLimitType,
  checkModelWhitelist,
  checkName,
  checkValidity,
} from "../rules";
import { given, hclBoolean, hclNumber, hclString, hclStringSet } from "./hcl";
import { checkedImportId, importable } from "./import-id";
import { checkedProvider, metaArguments } from "./meta-arguments";
import { inStack } from "./placement";
import { secret } from "./secret";
import { isLiteral } from "./tokens";
import { checkedFlag, checkedNumber, checkedText, checkedTexts, present } from "./validation";
import { PROVIDER_VERSION } from "./version";

/** Configuration of {@link ProxyKey}: the settings that `POST /auth/proxy/create` and `/update` take. */
export interface ProxyKeyConfig extends TerraformMetaArguments {
  /** Name, 1 to 25 characters (code points). Need not be unique in the account. */
  readonly name: string;

  /**
   * Credits that the key may spend, 0 or more. Raising it deducts the difference from the account's balance, lowering
   * it returns unused credit. Accounts cap it, by default at 10,000; above that there is a warning.
   */
  readonly allocatedAmount: number;

  /**
   * The window in which the allocation may be spent: `daily`, `weekly` or `monthly`. The API never tells it, so a change
   * made elsewhere is not seen.
   *
   * @default - daily
   */
  readonly limitType?: string;

  /**
   * When the key stops working: an RFC 3339 instant in whole seconds, such as `2027-01-31T00:00:00Z`, or as `toISOString()`
   * writes it; in the future when set or changed.
   *
   * @default - the key never expires
   */
  readonly expiresAt?: string;

  /**
   * How long the key works, as a duration such as `720h`, instead of `expiresAt`: the instant is computed when it is
   * applied, and stays.
   *
   * @default - as `expiresAt` says
   */
  readonly validFor?: string;

  /**
   * With `validFor`: when less than this is left at a refresh, the plan sets a new expiry. Not together with
   * `rotateBefore`.
   *
   * @default - the expiry is not renewed
   */
  readonly renewBefore?: string;

  /**
   * With `validFor`: when less than this is left at a refresh, the plan replaces the key. With `createBeforeDestroy` and
   * `deletionPolicy: "expire"` that is a rotation without downtime.
   *
   * @default - the key is not replaced
   */
  readonly rotateBefore?: string;

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
   * Whether the key works. A key that is off keeps its settings, history and allocation.
   *
   * @default - true
   */
  readonly enabled?: boolean | IResolvable;

  /**
   * What destroying the resource does: `delete` removes the key; `disable` switches it off and keeps it; `expire` lets it
   * work on for `deletionGracePeriod`, for a rotation without downtime; `abandon` leaves it as it is. A key that is kept
   * holds its slot and its credits.
   *
   * @default - delete
   */
  readonly deletionPolicy?: string;

  /**
   * With `deletionPolicy: "expire"`, and required there: how long the key works on after it is destroyed, as a duration
   * such as `24h`. Never longer than it would have worked anyway.
   *
   * @default - none
   */
  readonly deletionGracePeriod?: string;

  /**
   * Whether the state holds the key's value. With `false` no secret is in the state, and `key` is null.
   *
   * @default - true
   */
  readonly storeKey?: boolean | IResolvable;
}

/** A proxy key: a sub-key of the account with an allocation of credits, an expiry, whitelists and an on/off switch. */
export class ProxyKey extends TerraformResource {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_proxy_key";

  /**
   * Generates CDKTF code for importing a proxy key upon running "cdktf plan <stack-name>".
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

  private _name?: string;
  private _allocatedAmount?: number;
  private _limitType?: string;
  private _expiresAt?: string;
  private _validFor?: string;
  private _renewBefore?: string;
  private _rotateBefore?: string;
  private _modelWhitelist?: string[];
  private _ipWhitelist?: string[];
  private _enabled?: boolean | IResolvable;
  private _deletionPolicy?: string;
  private _deletionGracePeriod?: string;
  private _storeKey?: boolean | IResolvable;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config what to declare
   */
  constructor(scope: Construct, id: string, config: ProxyKeyConfig) {
    super(inStack(scope, id), id, {
      terraformResourceType: ProxyKey.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(scope, id, config),
    });
    this.name = config.name;
    this.allocatedAmount = config.allocatedAmount;
    if (config.limitType !== undefined) this.limitType = config.limitType;
    if (config.expiresAt !== undefined) this.expiresAt = config.expiresAt;
    if (config.validFor !== undefined) this.validFor = config.validFor;
    if (config.renewBefore !== undefined) this.renewBefore = config.renewBefore;
    if (config.rotateBefore !== undefined) this.rotateBefore = config.rotateBefore;
    if (config.modelWhitelist !== undefined) this.modelWhitelist = config.modelWhitelist;
    if (config.ipWhitelist !== undefined) this.ipWhitelist = config.ipWhitelist;
    if (config.enabled !== undefined) this.enabled = config.enabled;
    if (config.deletionPolicy !== undefined) this.deletionPolicy = config.deletionPolicy;
    if (config.deletionGracePeriod !== undefined) this.deletionGracePeriod = config.deletionGracePeriod;
    if (config.storeKey !== undefined) this.storeKey = config.storeKey;
    this.node.addValidation({ validate: () => this.validateTogether() });
  }

  /**
   * Takes over a key that exists already, instead of creating one.
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
    this._name = present(this, "name", checkedText(this, "name", value, checkName));
  }

  /** What was given. */
  public get nameInput(): string | undefined {
    return this._name;
  }

  /** Credits that the key may spend. */
  public get allocatedAmount(): number {
    return this.getNumberAttribute("allocated_amount");
  }

  public set allocatedAmount(value: number) {
    this._allocatedAmount = present(
      this,
      "allocated_amount",
      checkedNumber(this, "allocated_amount", value, checkAllocatedAmount),
    );
  }

  /** What was given. */
  public get allocatedAmountInput(): number | undefined {
    return this._allocatedAmount;
  }

  /** The window in which the allocation may be spent. */
  public get limitType(): string {
    return this.getStringAttribute("limit_type");
  }

  public set limitType(value: string) {
    this._limitType = checkedText(this, "limit_type", value, checkLimitType);
  }

  /** Back to the default. */
  public resetLimitType(): void {
    this._limitType = undefined;
  }

  /** What was given. */
  public get limitTypeInput(): string | undefined {
    return this._limitType;
  }

  /** When the key stops working, RFC 3339. */
  public get expiresAt(): string {
    return this.getStringAttribute("expires_at");
  }

  public set expiresAt(value: string) {
    this._expiresAt = checkedText(this, "expires_at", value, checkExpiresAt);
  }

  /** Back to the default. */
  public resetExpiresAt(): void {
    this._expiresAt = undefined;
  }

  /** What was given. */
  public get expiresAtInput(): string | undefined {
    return this._expiresAt;
  }

  /** How long the key works from when it is applied. */
  public get validFor(): string {
    return this.getStringAttribute("valid_for");
  }

  public set validFor(value: string) {
    this._validFor = checkedText(this, "valid_for", value, checkDuration);
  }

  /** Back to the default. */
  public resetValidFor(): void {
    this._validFor = undefined;
  }

  /** What was given. */
  public get validForInput(): string | undefined {
    return this._validFor;
  }

  /** When less than this is left, the plan sets a new expiry. */
  public get renewBefore(): string {
    return this.getStringAttribute("renew_before");
  }

  public set renewBefore(value: string) {
    this._renewBefore = checkedText(this, "renew_before", value, checkDuration);
  }

  /** Back to the default. */
  public resetRenewBefore(): void {
    this._renewBefore = undefined;
  }

  /** What was given. */
  public get renewBeforeInput(): string | undefined {
    return this._renewBefore;
  }

  /** When less than this is left, the plan replaces the key. */
  public get rotateBefore(): string {
    return this.getStringAttribute("rotate_before");
  }

  public set rotateBefore(value: string) {
    this._rotateBefore = checkedText(this, "rotate_before", value, checkDuration);
  }

  /** Back to the default. */
  public resetRotateBefore(): void {
    this._rotateBefore = undefined;
  }

  /** What was given. */
  public get rotateBeforeInput(): string | undefined {
    return this._rotateBefore;
  }

  /** Ids of the models that the key may use. */
  public get modelWhitelist(): string[] {
    return Fn.tolist(this.getListAttribute("model_whitelist"));
  }

  public set modelWhitelist(value: string[]) {
    this._modelWhitelist = checkedTexts(this, "model_whitelist", value, checkModelWhitelist);
  }

  /** Back to the default. */
  public resetModelWhitelist(): void {
    this._modelWhitelist = undefined;
  }

  /** What was given. */
  public get modelWhitelistInput(): string[] | undefined {
    return this._modelWhitelist;
  }

  /** Addresses and CIDR blocks from which the key may be used. */
  public get ipWhitelist(): string[] {
    return Fn.tolist(this.getListAttribute("ip_whitelist"));
  }

  public set ipWhitelist(value: string[]) {
    this._ipWhitelist = checkedTexts(this, "ip_whitelist", value, checkIpWhitelist);
  }

  /** Back to the default. */
  public resetIpWhitelist(): void {
    this._ipWhitelist = undefined;
  }

  /** What was given. */
  public get ipWhitelistInput(): string[] | undefined {
    return this._ipWhitelist;
  }

  /** Whether the key works. */
  public get enabled(): boolean | IResolvable {
    return this.getBooleanAttribute("enabled");
  }

  public set enabled(value: boolean | IResolvable) {
    this._enabled = checkedFlag(this, "enabled", value);
  }

  /** Back to the default. */
  public resetEnabled(): void {
    this._enabled = undefined;
  }

  /** What was given. */
  public get enabledInput(): boolean | IResolvable | undefined {
    return this._enabled;
  }

  /** What destroying the resource does. */
  public get deletionPolicy(): string {
    return this.getStringAttribute("deletion_policy");
  }

  public set deletionPolicy(value: string) {
    this._deletionPolicy = checkedText(this, "deletion_policy", value, checkDeletionPolicy);
  }

  /** Back to the default. */
  public resetDeletionPolicy(): void {
    this._deletionPolicy = undefined;
  }

  /** What was given. */
  public get deletionPolicyInput(): string | undefined {
    return this._deletionPolicy;
  }

  /** How long the key works on after it is destroyed. */
  public get deletionGracePeriod(): string {
    return this.getStringAttribute("deletion_grace_period");
  }

  public set deletionGracePeriod(value: string) {
    this._deletionGracePeriod = checkedText(this, "deletion_grace_period", value, checkDuration);
  }

  /** Back to the default. */
  public resetDeletionGracePeriod(): void {
    this._deletionGracePeriod = undefined;
  }

  /** What was given. */
  public get deletionGracePeriodInput(): string | undefined {
    return this._deletionGracePeriod;
  }

  /** Whether the state holds the key's value. */
  public get storeKey(): boolean | IResolvable {
    return this.getBooleanAttribute("store_key");
  }

  public set storeKey(value: boolean | IResolvable) {
    this._storeKey = checkedFlag(this, "store_key", value);
  }

  /** Back to the default. */
  public resetStoreKey(): void {
    this._storeKey = undefined;
  }

  /** What was given. */
  public get storeKeyInput(): boolean | IResolvable | undefined {
    return this._storeKey;
  }

  /** The secret, `ek-proxy-...`; sensitive, in other stacks too. Null with `storeKey: false`. */
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

  /** The API calls that the last change made, known already in the plan. */
  public get operations(): string[] {
    return this.getListAttribute("operations");
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return {
      name: stringToTerraform(this._name),
      allocated_amount: numberToTerraform(this._allocatedAmount),
      limit_type: stringToTerraform(this._limitType),
      expires_at: stringToTerraform(this._expiresAt),
      valid_for: stringToTerraform(this._validFor),
      renew_before: stringToTerraform(this._renewBefore),
      rotate_before: stringToTerraform(this._rotateBefore),
      model_whitelist: listMapper(stringToTerraform, false)(this._modelWhitelist),
      ip_whitelist: listMapper(stringToTerraform, false)(this._ipWhitelist),
      enabled: booleanToTerraform(this._enabled),
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
      valid_for: hclString(this._validFor),
      renew_before: hclString(this._renewBefore),
      rotate_before: hclString(this._rotateBefore),
      model_whitelist: hclStringSet(this._modelWhitelist),
      ip_whitelist: hclStringSet(this._ipWhitelist),
      enabled: hclBoolean(this._enabled),
      deletion_policy: hclString(this._deletionPolicy),
      deletion_grace_period: hclString(this._deletionGracePeriod),
      store_key: hclBoolean(this._storeKey),
    });
  }

  /** The rules that span attributes: checked at synth, when all are set. */
  private validateTogether(): string[] {
    const { _deletionPolicy: policy, _deletionGracePeriod: gracePeriod } = this;
    const validity = {
      expiresAt: this._expiresAt,
      validFor: this._validFor,
      renewBefore: this._renewBefore,
      rotateBefore: this._rotateBefore,
    };
    const problems = [
      [policy, gracePeriod].every(isLiteral) ? checkGracePeriod(policy, gracePeriod) : undefined,
      Object.values(validity).every(isLiteral) ? checkValidity(validity) : undefined,
    ];
    return problems.flatMap((problem) => (problem ? [`${problem.summary}: ${problem.detail}`] : []));
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
