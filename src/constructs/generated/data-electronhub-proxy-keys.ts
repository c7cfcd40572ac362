// The construct DataElectronhubProxyKeys: the data source electronhub_proxy_keys. Written by "npx projen constructs" from the
// provider's schema.
import {
  ComplexList,
  ComplexObject,
  Fn,
  type IInterpolatingParent,
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
import { given, hclBoolean, hclString } from "../hcl";
import { importable } from "../import-id";
import { metaArguments } from "../meta-arguments";
import { checkedIndex } from "../object-list";
import { checkedScope, checkedValue } from "../validation";
import { PROVIDER_VERSION } from "../version";
import { DATA_ELECTRONHUB_PROXY_KEYS } from "./shapes";

/** Configuration of {@link DataElectronhubProxyKeys}. */
export interface DataElectronhubProxyKeysConfig extends TerraformMetaArguments {
  /**
   * Only keys whose name this JavaScript regular expression matches, in whole or in part; `^` and `$` anchor it.
   *
   * @default - all
   */
  readonly nameRegex?: string;

  /**
   * Only keys that are on, or only those that are off.
   *
   * @default - all
   */
  readonly enabled?: boolean | IResolvable;

  /**
   * Only keys that have expired, or only those that have not, when the list is read.
   *
   * @default - all
   */
  readonly expired?: boolean | IResolvable;

  /**
   * Only keys whose last use, or creation if they were never used, lies before this RFC 3339 instant, such as
   * `2027-01-31T00:00:00Z`.
   *
   * @default - all
   */
  readonly unusedSince?: string;

  /**
   * Whether to fill in `keyValues`, which puts the secrets into state. Default false.
   *
   * @default - false
   */
  readonly includeKeys?: boolean | IResolvable;
}

/** An element of {@link DataElectronhubProxyKeys.keys}. */
export class DataElectronhubProxyKeysKeysOutputReference extends ComplexObject {
  /**
   * @param terraformResource the block
   * @param terraformAttribute the list
   * @param complexObjectIndex which element
   * @param complexObjectIsFromSet whether the list is a set to Terraform
   */
  constructor(
    terraformResource: IInterpolatingParent,
    terraformAttribute: string,
    complexObjectIndex: number,
    complexObjectIsFromSet: boolean,
  ) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  /** Id of the key, as the resource has it. Give one of id, name and key. */
  public get id(): string {
    return this.getStringAttribute("id");
  }

  /** Exact name of the key; must be unique in the account to look up by. */
  public get name(): string {
    return this.getStringAttribute("name");
  }

  /** Credits that the key may spend. */
  public get allocatedAmount(): number {
    return this.getNumberAttribute("allocated_amount");
  }

  /** When the key stops working, RFC 3339; null: never. */
  public get expiresAt(): string {
    return this.getStringAttribute("expires_at");
  }

  /** Models that the key may use; null: all. */
  public get modelWhitelist(): string[] {
    return Fn.tolist(this.getListAttribute("model_whitelist"));
  }

  /** Addresses from which the key may be used; null: all. */
  public get ipWhitelist(): string[] {
    return Fn.tolist(this.getListAttribute("ip_whitelist"));
  }

  /** Whether the key works. */
  public get enabled(): IResolvable {
    return this.getBooleanAttribute("enabled");
  }

  /** Credits that the key has spent. */
  public get usedAmount(): number {
    return this.getNumberAttribute("used_amount");
  }

  /** When the key was created, RFC 3339. */
  public get createdAt(): string {
    return this.getStringAttribute("created_at");
  }

  /** When the key was last used, RFC 3339; null: never. */
  public get lastUsed(): string {
    return this.getStringAttribute("last_used");
  }
}

/** What {@link DataElectronhubProxyKeys.keys} is: a reference to the whole list, and to each of its elements. */
export class DataElectronhubProxyKeysKeysList extends ComplexList {
  /**
   * @param terraformResource the block
   * @param terraformAttribute the list
   * @param wrapsSet whether the list is a set to Terraform
   */
  constructor(terraformResource: IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet);
  }

  /**
   * One element.
   *
   * @param index from 0
   */
  public get(index: number): DataElectronhubProxyKeysKeysOutputReference {
    return new DataElectronhubProxyKeysKeysOutputReference(
      this.terraformResource,
      this.terraformAttribute,
      checkedIndex("DataElectronhubProxyKeys.keys", index),
      this.wrapsSet,
    );
  }
}

/**
 * The proxy keys of the account, filtered, with what they have used. Read with the one API call that also refreshes
 * every `ProxyKey`. What the API does not tell of a key matches no filter on it.
 */
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

  private readonly _keys = new DataElectronhubProxyKeysKeysList(this, "keys", false);
  private readonly _keyValues = new StringMap(this, "key_values");

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: DataElectronhubProxyKeysConfig = {}) {
    super(checkedScope(scope, id, config, DATA_ELECTRONHUB_PROXY_KEYS), id, {
      terraformResourceType: DataElectronhubProxyKeys.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(config),
    });

    if (config.nameRegex !== undefined) this.nameRegex = config.nameRegex;
    if (config.enabled !== undefined) this.enabled = config.enabled;
    if (config.expired !== undefined) this.expired = config.expired;
    if (config.unusedSince !== undefined) this.unusedSince = config.unusedSince;
    if (config.includeKeys !== undefined) this.includeKeys = config.includeKeys;
  }

  /** Only keys whose name this JavaScript regular expression matches, in whole or in part; `^` and `$` anchor it. */
  public get nameRegex(): string {
    return this.getStringAttribute("name_regex");
  }

  public set nameRegex(value: string) {
    this._nameRegex = checkedValue(this, DATA_ELECTRONHUB_PROXY_KEYS, "nameRegex", value);
  }

  /** Back to the default. */
  public resetNameRegex(): void {
    this._nameRegex = undefined;
  }

  /** What was given. */
  public get nameRegexInput(): string | undefined {
    return this._nameRegex;
  }

  /** Only keys that are on, or only those that are off. */
  public get enabled(): boolean | IResolvable {
    return this.getBooleanAttribute("enabled");
  }

  public set enabled(value: boolean | IResolvable) {
    this._enabled = checkedValue(this, DATA_ELECTRONHUB_PROXY_KEYS, "enabled", value);
  }

  /** Back to the default. */
  public resetEnabled(): void {
    this._enabled = undefined;
  }

  /** What was given. */
  public get enabledInput(): boolean | IResolvable | undefined {
    return this._enabled;
  }

  /** Only keys that have expired, or only those that have not, when the list is read. */
  public get expired(): boolean | IResolvable {
    return this.getBooleanAttribute("expired");
  }

  public set expired(value: boolean | IResolvable) {
    this._expired = checkedValue(this, DATA_ELECTRONHUB_PROXY_KEYS, "expired", value);
  }

  /** Back to the default. */
  public resetExpired(): void {
    this._expired = undefined;
  }

  /** What was given. */
  public get expiredInput(): boolean | IResolvable | undefined {
    return this._expired;
  }

  /**
   * Only keys whose last use, or creation if they were never used, lies before this RFC 3339 instant, such as
   * `2027-01-31T00:00:00Z`.
   */
  public get unusedSince(): string {
    return this.getStringAttribute("unused_since");
  }

  public set unusedSince(value: string) {
    this._unusedSince = checkedValue(this, DATA_ELECTRONHUB_PROXY_KEYS, "unusedSince", value);
  }

  /** Back to the default. */
  public resetUnusedSince(): void {
    this._unusedSince = undefined;
  }

  /** What was given. */
  public get unusedSinceInput(): string | undefined {
    return this._unusedSince;
  }

  /** Whether to fill in `keyValues`, which puts the secrets into state. */
  public get includeKeys(): boolean | IResolvable {
    return this.getBooleanAttribute("include_keys");
  }

  public set includeKeys(value: boolean | IResolvable) {
    this._includeKeys = checkedValue(this, DATA_ELECTRONHUB_PROXY_KEYS, "includeKeys", value);
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

  /**
   * The keys, in the same order, with `id`, `name`, `allocatedAmount`, `expiresAt`, `modelWhitelist`, `ipWhitelist`,
   * `enabled`, `usedAmount`, `createdAt`, `lastUsed`. A null `expiresAt` or `lastUsed` means never, a null whitelist
   * all. Not their values.
   */
  public get keys(): DataElectronhubProxyKeysKeysList {
    return this._keys;
  }

  /** Values of the keys by their ids; null unless `includeKeys`. */
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
