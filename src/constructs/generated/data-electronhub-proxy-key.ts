// The construct DataElectronhubProxyKey: the data source electronhub_proxy_key. Written by "npx projen constructs" from the
// provider's schema.
import {
  Fn,
  type IResolvable,
  type ImportableResource,
  TerraformDataSource,
  type TerraformMetaArguments,
  type TerraformProvider,
  booleanToTerraform,
  stringToTerraform,
} from "cdktf";
import { type Construct } from "constructs";
import { given, hclBoolean, hclString } from "../hcl";
import { TOGETHER } from "../hooks";
import { importable } from "../import-id";
import { metaArguments } from "../meta-arguments";
import { secret } from "../secret";
import { checkedScope, checkedValue, sentences } from "../validation";
import { PROVIDER_VERSION } from "../version";
import { DATA_ELECTRONHUB_PROXY_KEY } from "./shapes";

/** Configuration of {@link DataElectronhubProxyKey}. */
export interface DataElectronhubProxyKeyConfig extends TerraformMetaArguments {
  /**
   * Id of the key, as the resource has it. Give one of id, name and key.
   *
   * @default - not set
   */
  readonly id?: string;

  /**
   * Exact name of the key; must be unique in the account to look up by.
   *
   * @default - not set
   */
  readonly name?: string;

  /**
   * Value of the key, to look it up by; never filled in. From a sensitive source: a literal is refused.
   *
   * @default - not set
   */
  readonly key?: string;

  /**
   * Whether to read `userId` too, which costs an API call of its own. Default false.
   *
   * @default - false
   */
  readonly includeOwner?: boolean | IResolvable;
}

/** A proxy key of the account, with what it has used. `limitType` is not here: the API never tells it. */
export class DataElectronhubProxyKey extends TerraformDataSource {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_proxy_key";

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
    return importable(scope, importToId, DataElectronhubProxyKey.tfResourceType, importFromId, provider);
  }

  private _id?: string;
  private _name?: string;

  private _key?: string;
  private _includeOwner?: boolean | IResolvable;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: DataElectronhubProxyKeyConfig) {
    super(checkedScope(scope, id, config, DATA_ELECTRONHUB_PROXY_KEY), id, {
      terraformResourceType: DataElectronhubProxyKey.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(config),
    });

    if (config.id !== undefined) this.id = config.id;
    if (config.name !== undefined) this.name = config.name;
    if (config.key !== undefined) this.key = config.key;
    if (config.includeOwner !== undefined) this.includeOwner = config.includeOwner;
    this.node.addValidation({
      validate: () => sentences(DATA_ELECTRONHUB_PROXY_KEY, TOGETHER.DataElectronhubProxyKey(this)),
    });
  }

  /** Id of the key, as the resource has it. */
  public get id(): string {
    return this.getStringAttribute("id");
  }

  public set id(value: string) {
    this._id = checkedValue(this, DATA_ELECTRONHUB_PROXY_KEY, "id", value);
  }

  /** Back to the default. */
  public resetId(): void {
    this._id = undefined;
  }

  /** What was given. */
  public get idInput(): string | undefined {
    return this._id;
  }

  /** Exact name of the key; must be unique in the account to look up by. */
  public get name(): string {
    return this.getStringAttribute("name");
  }

  public set name(value: string) {
    this._name = checkedValue(this, DATA_ELECTRONHUB_PROXY_KEY, "name", value);
  }

  /** Back to the default. */
  public resetName(): void {
    this._name = undefined;
  }

  /** What was given. */
  public get nameInput(): string | undefined {
    return this._name;
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

  /** Value of the key, to look it up by; never filled in. */
  public get key(): string {
    return secret(this.getStringAttribute("key"));
  }

  public set key(value: string) {
    this._key = checkedValue(this, DATA_ELECTRONHUB_PROXY_KEY, "key", value);
  }

  /** Back to the default. */
  public resetKey(): void {
    this._key = undefined;
  }

  /** What was given. */
  public get keyInput(): string | undefined {
    return this._key;
  }

  /** Whether to read `userId` too, which costs an API call of its own. */
  public get includeOwner(): boolean | IResolvable {
    return this.getBooleanAttribute("include_owner");
  }

  public set includeOwner(value: boolean | IResolvable) {
    this._includeOwner = checkedValue(this, DATA_ELECTRONHUB_PROXY_KEY, "includeOwner", value);
  }

  /** Back to the default. */
  public resetIncludeOwner(): void {
    this._includeOwner = undefined;
  }

  /** What was given. */
  public get includeOwnerInput(): boolean | IResolvable | undefined {
    return this._includeOwner;
  }

  /** The owner's user id; null unless `includeOwner`. */
  public get userId(): string {
    return this.getStringAttribute("user_id");
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return {
      id: stringToTerraform(this._id),
      name: stringToTerraform(this._name),
      key: stringToTerraform(this._key),
      include_owner: booleanToTerraform(this._includeOwner),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return given({
      id: hclString(this._id),
      name: hclString(this._name),
      key: hclString(this._key),
      include_owner: hclBoolean(this._includeOwner),
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
