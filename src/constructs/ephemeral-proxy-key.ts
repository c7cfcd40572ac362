// The construct EphemeralProxyKey: a key that lives for one run of Terraform.
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
import {
  checkAllocatedAmount,
  checkEphemeralValidity,
  checkIpWhitelist,
  checkLimitType,
  checkModelWhitelist,
  checkName,
} from "../rules";
import { type MetaArguments, blockToHcl, blockToTerraform } from "./block";
import { metaArguments } from "./meta-arguments";
import { inStack } from "./placement";
import { checkedNumber, checkedText, checkedTexts, present } from "./validation";

/** Configuration of {@link EphemeralProxyKey}. */
export interface EphemeralProxyKeyConfig {
  /**
   * Name, 1 to 25 characters (code points). Need not be unique in the account.
   */
  readonly name: string;

  /**
   * Credits that the key may spend, 0 or more. They are held until the key is closed.
   */
  readonly allocatedAmount: number;

  /**
   * The window in which the allocation may be spent: `daily`, `weekly` or `monthly`.
   *
   * @default - daily
   */
  readonly limitType?: string;

  /**
   * Ids of the models that the key may use. An empty list is refused: it would allow all.
   *
   * @default - all models
   */
  readonly modelWhitelist?: string[];

  /**
   * Addresses or CIDR blocks from which the key may be used. An empty list is refused: it would allow all.
   *
   * @default - all addresses
   */
  readonly ipWhitelist?: string[];

  /**
   * For how long the key is valid at a time, from `5m` to `24h`; renewed while the run lasts. The safety net, should
   * Terraform be killed.
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
 * A proxy key that lives for one run, in no state and no plan: opened in every plan and once more in the apply, each time as
 * a key of its own, and removed when the run ends. Needs Terraform 1.10 or OpenTofu 1.11.
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
   * @param config the settings of the key
   */
  constructor(scope: Construct, id: string, config: EphemeralProxyKeyConfig) {
    super(inStack(scope, id), id, `ephemeral.${EphemeralProxyKey.tfResourceType}`);
    this.meta = metaArguments(scope, id, config);
    this.name = config.name;
    this.allocatedAmount = config.allocatedAmount;
    if (config.limitType !== undefined) this.limitType = config.limitType;
    if (config.modelWhitelist !== undefined) this.modelWhitelist = config.modelWhitelist;
    if (config.ipWhitelist !== undefined) this.ipWhitelist = config.ipWhitelist;
    if (config.validFor !== undefined) this.validFor = config.validFor;
  }

  /** Name of the key. */
  public get name(): string {
    return Token.asString(this.attribute("name"));
  }

  public set name(value: string) {
    this._name = present(this, "name", checkedText(this, "name", value, checkName));
  }

  /** What was given. */
  public get nameInput(): string {
    return this._name;
  }

  /** Credits that the key may spend. */
  public get allocatedAmount(): number {
    return Token.asNumber(this.attribute("allocated_amount"));
  }

  public set allocatedAmount(value: number) {
    this._allocatedAmount = present(
      this,
      "allocated_amount",
      checkedNumber(this, "allocated_amount", value, checkAllocatedAmount),
    );
  }

  /** What was given. */
  public get allocatedAmountInput(): number {
    return this._allocatedAmount;
  }

  /** The window in which the allocation may be spent. */
  public get limitType(): string {
    return Token.asString(this.attribute("limit_type"));
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

  /** Models that the key may use. */
  public get modelWhitelist(): string[] {
    return Fn.tolist(Token.asList(this.attribute("model_whitelist")));
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

  /** Addresses from which the key may be used. */
  public get ipWhitelist(): string[] {
    return Fn.tolist(Token.asList(this.attribute("ip_whitelist")));
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

  /** For how long the key is valid at a time. */
  public get validFor(): string {
    return Token.asString(this.attribute("valid_for"));
  }

  public set validFor(value: string) {
    this._validFor = checkedText(this, "valid_for", value, checkEphemeralValidity);
  }

  /** Back to the default. */
  public resetValidFor(): void {
    this._validFor = undefined;
  }

  /** What was given. */
  public get validForInput(): string | undefined {
    return this._validFor;
  }

  /** The secret, `ek-proxy-...`; ephemeral: only provider blocks, write-only arguments, provisioners and the like take it. */
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
