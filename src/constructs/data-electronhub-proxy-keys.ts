// The construct DataElectronhubProxyKeys: all proxy keys of the account, or those that pass a filter.
import {
  type IResolvable,
  type ImportableResource,
  StringMap,
  TerraformDataSource,
  type TerraformMetaArguments,
  type TerraformProvider,
  booleanToTerraform,
  stringToTerraform,
} from "cdktf";
import { type Construct } from "constructs";
import { checkNameRegex, checkUnusedSince } from "../rules/key-filter";
import { given, hclBoolean, hclString } from "./hcl";
import { importable } from "./import-id";
import { metaArguments } from "./meta-arguments";
import { inStack } from "./placement";
import { checkedFlag, checkedText } from "./validation";
import { PROVIDER_VERSION } from "./version";

/** Configuration of {@link DataElectronhubProxyKeys}: filters, all of which must hold. */
export interface DataElectronhubProxyKeysConfig extends TerraformMetaArguments {
  /**
   * Only keys whose name this JavaScript regular expression finds something in. It need not match the whole
   * name, unless it has `^` and `$`.
   *
   * @default - whatever the name
   */
  readonly nameRegex?: string;

  /**
   * Only keys that are on, or only those that are off.
   *
   * @default - both
   */
  readonly enabled?: boolean | IResolvable;

  /**
   * Only keys that have expired, or only those that have not.
   *
   * @default - both
   */
  readonly expired?: boolean | IResolvable;

  /**
   * Only keys whose last use, or creation if they were never used, lies before this RFC 3339 instant.
   *
   * @default - whenever they were used
   */
  readonly unusedSince?: string;

  /**
   * Whether to fill in {@link DataElectronhubProxyKeys.keyValues}, which puts the secrets into state.
   *
   * @default - false
   */
  readonly includeKeys?: boolean | IResolvable;
}

/** The proxy keys of the account, filtered, with what they have used (`GET /auth/proxy`, one call for all). */
export class DataElectronhubProxyKeys extends TerraformDataSource {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_proxy_keys";

  /**
   * Generates CDKTF code for importing a data source upon running "cdktf plan <stack-name>".
   *
   * @param scope the scope in which to define this construct
   * @param importToId the construct id used in the generated config
   * @param importFromId the id of the existing object
   * @param provider optional instance of the provider
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importable(scope, importToId, DataElectronhubProxyKeys.tfResourceType, importFromId, provider);
  }

  private _nameRegex?: string;
  private _enabled?: boolean | IResolvable;
  private _expired?: boolean | IResolvable;
  private _unusedSince?: string;
  private _includeKeys?: boolean | IResolvable;
  private readonly _keyValues = new StringMap(this, "key_values");

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config filters; none: all keys
   */
  constructor(scope: Construct, id: string, config: DataElectronhubProxyKeysConfig = {}) {
    super(inStack(scope, id), id, {
      terraformResourceType: DataElectronhubProxyKeys.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(scope, id, config),
    });
    if (config.nameRegex !== undefined) this.nameRegex = config.nameRegex;
    if (config.enabled !== undefined) this.enabled = config.enabled;
    if (config.expired !== undefined) this.expired = config.expired;
    if (config.unusedSince !== undefined) this.unusedSince = config.unusedSince;
    if (config.includeKeys !== undefined) this.includeKeys = config.includeKeys;
  }

  /** Pattern of the names. */
  public get nameRegex(): string {
    return this.getStringAttribute("name_regex");
  }

  public set nameRegex(value: string) {
    this._nameRegex = checkedText(this, "name_regex", value, checkNameRegex);
  }

  /** Back to the default. */
  public resetNameRegex(): void {
    this._nameRegex = undefined;
  }

  /** What was given. */
  public get nameRegexInput(): string | undefined {
    return this._nameRegex;
  }

  /** Whether only keys that are on, or off, are taken. */
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

  /** Whether only keys that have expired, or have not, are taken. */
  public get expired(): boolean | IResolvable {
    return this.getBooleanAttribute("expired");
  }

  public set expired(value: boolean | IResolvable) {
    this._expired = checkedFlag(this, "expired", value);
  }

  /** Back to the default. */
  public resetExpired(): void {
    this._expired = undefined;
  }

  /** What was given. */
  public get expiredInput(): boolean | IResolvable | undefined {
    return this._expired;
  }

  /** The instant before which the last use lies. */
  public get unusedSince(): string {
    return this.getStringAttribute("unused_since");
  }

  public set unusedSince(value: string) {
    this._unusedSince = checkedText(this, "unused_since", value, checkUnusedSince);
  }

  /** Back to the default. */
  public resetUnusedSince(): void {
    this._unusedSince = undefined;
  }

  /** What was given. */
  public get unusedSinceInput(): string | undefined {
    return this._unusedSince;
  }

  /** Whether the values of the keys are filled in. */
  public get includeKeys(): boolean | IResolvable {
    return this.getBooleanAttribute("include_keys");
  }

  public set includeKeys(value: boolean | IResolvable) {
    this._includeKeys = checkedFlag(this, "include_keys", value);
  }

  /** Back to the default. */
  public resetIncludeKeys(): void {
    this._includeKeys = undefined;
  }

  /** What was given. */
  public get includeKeysInput(): boolean | IResolvable | undefined {
    return this._includeKeys;
  }

  /** Ids of the keys, in the order of the API's list. */
  public get ids(): string[] {
    return this.getListAttribute("ids");
  }

  /** The keys in the same order, a list of objects with Terraform's names (`id`, `name`, `used_amount`, `last_used`, ...). */
  public get keys(): IResolvable {
    return this.interpolationForAttribute("keys");
  }

  /** Values of the keys by their ids, sensitive; null unless includeKeys. */
  public get keyValues(): StringMap {
    return this._keyValues;
  }

  /** Credits that the keys may spend together. */
  public get totalAllocatedAmount(): number {
    return this.getNumberAttribute("total_allocated_amount");
  }

  /** Credits that the keys have spent together. */
  public get totalUsedAmount(): number {
    return this.getNumberAttribute("total_used_amount");
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return {
      name_regex: stringToTerraform(this._nameRegex),
      enabled: booleanToTerraform(this._enabled),
      expired: booleanToTerraform(this._expired),
      unused_since: stringToTerraform(this._unusedSince),
      include_keys: booleanToTerraform(this._includeKeys),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return given({
      name_regex: hclString(this._nameRegex),
      enabled: hclBoolean(this._enabled),
      expired: hclBoolean(this._expired),
      unused_since: hclString(this._unusedSince),
      include_keys: hclBoolean(this._includeKeys),
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
