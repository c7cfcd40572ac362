// The construct DataElectronhubProxyKey: one existing proxy key, looked up.
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
import { checkName } from "../rules";
import { given, hclBoolean, hclString } from "./hcl";
import { importable } from "./import-id";
import { metaArguments } from "./meta-arguments";
import { inStack } from "./placement";
import { refuseLiteralKey, secret } from "./secret";
import { checkedFlag, checkedText } from "./validation";
import { PROVIDER_VERSION } from "./version";

/** Configuration of {@link DataElectronhubProxyKey}: exactly one of `id`, `name` and `key`. */
export interface DataElectronhubProxyKeyConfig extends TerraformMetaArguments {
  /**
   * Id of the key, as {@link ProxyKey.id} has it.
   *
   * @default - looked up by name or key
   */
  readonly id?: string;

  /**
   * Exact name of the key; must be unique in the account.
   *
   * @default - looked up by id or key
   */
  readonly name?: string;

  /**
   * Value of the key. A literal ends up in the synthesised JSON in plain text: use a sensitive `TerraformVariable`.
   *
   * @default - looked up by id or name
   */
  readonly key?: string;

  /**
   * Whether to read the owner's user id, too, which costs an API call of its own.
   *
   * @default - false
   */
  readonly includeOwner?: boolean | IResolvable;
}

/** A proxy key of the account, with what it has used (`GET /auth/proxy`). */
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
   * @param config what to look up
   */
  constructor(scope: Construct, id: string, config: DataElectronhubProxyKeyConfig) {
    super(inStack(scope, id), id, {
      terraformResourceType: DataElectronhubProxyKey.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(scope, id, config),
    });
    if (config.id !== undefined) this.id = config.id;
    if (config.name !== undefined) this.name = config.name;
    if (config.key !== undefined) this.key = config.key;
    if (config.includeOwner !== undefined) this.includeOwner = config.includeOwner;
    this.node.addValidation({ validate: () => this.selectorProblems() });
  }

  /** Id of the key. */
  public get id(): string {
    return this.getStringAttribute("id");
  }

  public set id(value: string) {
    this._id = checkedText(this, "id", value);
  }

  /** Back to the default. */
  public resetId(): void {
    this._id = undefined;
  }

  /** What was given. */
  public get idInput(): string | undefined {
    return this._id;
  }

  /** Name of the key. */
  public get name(): string {
    return this.getStringAttribute("name");
  }

  public set name(value: string) {
    this._name = checkedText(this, "name", value, checkName);
  }

  /** Back to the default. */
  public resetName(): void {
    this._name = undefined;
  }

  /** What was given. */
  public get nameInput(): string | undefined {
    return this._name;
  }

  /** Value of the key, where it was looked up by it; sensitive. */
  public get key(): string {
    return secret(this.getStringAttribute("key"));
  }

  public set key(value: string) {
    this._key = checkedText(this, "key", value, refuseLiteralKey);
  }

  /** Back to the default. */
  public resetKey(): void {
    this._key = undefined;
  }

  /** What was given. */
  public get keyInput(): string | undefined {
    return this._key;
  }

  /** Whether the owner's user id is read. */
  public get includeOwner(): boolean | IResolvable {
    return this.getBooleanAttribute("include_owner");
  }

  public set includeOwner(value: boolean | IResolvable) {
    this._includeOwner = checkedFlag(this, "include_owner", value);
  }

  /** Back to the default. */
  public resetIncludeOwner(): void {
    this._includeOwner = undefined;
  }

  /** What was given. */
  public get includeOwnerInput(): boolean | IResolvable | undefined {
    return this._includeOwner;
  }

  /** Credits that the key may spend. */
  public get allocatedAmount(): number {
    return this.getNumberAttribute("allocated_amount");
  }

  /** Credits that the key has spent. */
  public get usedAmount(): number {
    return this.getNumberAttribute("used_amount");
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

  /** When the key was created, RFC 3339. */
  public get createdAt(): string {
    return this.getStringAttribute("created_at");
  }

  /** When the key was last used, RFC 3339; null: never. */
  public get lastUsed(): string {
    return this.getStringAttribute("last_used");
  }

  /** The owner's user id; null unless includeOwner. */
  public get userId(): string {
    return this.getStringAttribute("user_id");
  }

  /** Tokens count as given: what they come to is the plan's to check. */
  private selectorProblems(): string[] {
    const selectors = { id: this._id, name: this._name, key: this._key };
    const names = Object.entries(selectors).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    if (names.length === 1) return [];
    return [
      `Give exactly one of id, name and key; ${names.length === 0 ? "none is" : `${names.join(" and ")} are`} given`,
    ];
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
