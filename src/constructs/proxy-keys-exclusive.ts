// The construct ProxyKeysExclusive: exclusive ownership of the account's proxy keys.
import {
  Fn,
  type IResolvable,
  type ImportableResource,
  StringMap,
  type TerraformMetaArguments,
  type TerraformProvider,
  TerraformResource,
  Token,
  booleanToTerraform,
  listMapper,
  stringToTerraform,
} from "cdktf";
import { type Construct } from "constructs";
import { checkDeleteAll, checkDuration, checkKeyIds } from "../rules";
import { given, hclBoolean, hclString, hclStringSet } from "./hcl";
import { importable } from "./import-id";
import { metaArguments } from "./meta-arguments";
import { inStack } from "./placement";
import { isLiteral } from "./tokens";
import { checkedFlag, checkedText, checkedTexts, present } from "./validation";
import { PROVIDER_VERSION } from "./version";

/** Configuration of {@link ProxyKeysExclusive}. */
export interface ProxyKeysExclusiveConfig extends TerraformMetaArguments {
  /**
   * Ids of the proxy keys that may exist. An apply that adds one removes nothing: the next plan shows what it would.
   */
  readonly keyIds: string[];

  /**
   * Only keys whose name begins with this are owned.
   *
   * @default - all keys
   */
  readonly namePrefix?: string;

  /**
   * Keys that expire within this duration, or have expired, are left alone.
   *
   * @default - "24h"
   */
  readonly ignoreExpiringWithin?: string;

  /**
   * Whether keys are removed with the API's delete-all endpoint, in one call: the emergency stop. Only with empty
   * keyIds and without namePrefix. Keys made between plan and apply are removed too.
   *
   * @default - false: one by one, exactly the keys that the plan shows
   */
  readonly useDeleteAll?: boolean | IResolvable;
}

/** Exclusive ownership of the account's proxy keys: whatever exists besides `keyIds` is removed. Creating it only records what is there; the next plan shows what it would remove. */
export class ProxyKeysExclusive extends TerraformResource {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_proxy_keys_exclusive";

  /**
   * Generates CDKTF code for importing a resource upon running "cdktf plan <stack-name>".
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
    return importable(scope, importToId, ProxyKeysExclusive.tfResourceType, importFromId, provider);
  }

  private _keyIds!: string[];
  private _namePrefix?: string;
  private _ignoreExpiringWithin?: string;
  private _useDeleteAll?: boolean | IResolvable;
  private readonly _present = new StringMap(this, "present");
  private readonly _ignored = new StringMap(this, "ignored");
  private readonly _remove = new StringMap(this, "remove");

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config which keys may exist
   */
  constructor(scope: Construct, id: string, config: ProxyKeysExclusiveConfig) {
    super(inStack(scope, id), id, {
      terraformResourceType: ProxyKeysExclusive.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(scope, id, config),
    });
    this.keyIds = config.keyIds;
    if (config.namePrefix !== undefined) this.namePrefix = config.namePrefix;
    if (config.ignoreExpiringWithin !== undefined) this.ignoreExpiringWithin = config.ignoreExpiringWithin;
    if (config.useDeleteAll !== undefined) this.useDeleteAll = config.useDeleteAll;
    this.node.addValidation({ validate: () => this.validateTogether() });
  }

  /** Ids of the keys that may exist. */
  public get keyIds(): string[] {
    return Fn.tolist(this.getListAttribute("key_ids"));
  }

  public set keyIds(value: string[]) {
    this._keyIds = present(this, "key_ids", checkedTexts(this, "key_ids", value, checkKeyIds));
  }

  /** What was given. */
  public get keyIdsInput(): string[] {
    return this._keyIds;
  }

  /** What the names of owned keys begin with. */
  public get namePrefix(): string {
    return this.getStringAttribute("name_prefix");
  }

  public set namePrefix(value: string) {
    this._namePrefix = checkedText(this, "name_prefix", value);
  }

  /** Back to the default. */
  public resetNamePrefix(): void {
    this._namePrefix = undefined;
  }

  /** What was given. */
  public get namePrefixInput(): string | undefined {
    return this._namePrefix;
  }

  /** Keys that expire within this duration are left alone. */
  public get ignoreExpiringWithin(): string {
    return this.getStringAttribute("ignore_expiring_within");
  }

  public set ignoreExpiringWithin(value: string) {
    this._ignoreExpiringWithin = checkedText(this, "ignore_expiring_within", value, checkDuration);
  }

  /** Back to the default. */
  public resetIgnoreExpiringWithin(): void {
    this._ignoreExpiringWithin = undefined;
  }

  /** What was given. */
  public get ignoreExpiringWithinInput(): string | undefined {
    return this._ignoreExpiringWithin;
  }

  /** Whether keys are removed all at once. */
  public get useDeleteAll(): boolean | IResolvable {
    return this.getBooleanAttribute("use_delete_all");
  }

  public set useDeleteAll(value: boolean | IResolvable) {
    this._useDeleteAll = checkedFlag(this, "use_delete_all", value);
  }

  /** Back to the default. */
  public resetUseDeleteAll(): void {
    this._useDeleteAll = undefined;
  }

  /** What was given. */
  public get useDeleteAllInput(): boolean | IResolvable | undefined {
    return this._useDeleteAll;
  }

  /** The owned keys that existed at the last refresh: names by id. */
  public get present(): StringMap {
    return this._present;
  }

  /** The keys that ignoreExpiringWithin left alone at the last refresh: names by id. */
  public get ignored(): StringMap {
    return this._ignored;
  }

  /** The keys that the apply removes: names by id. */
  public get remove(): StringMap {
    return this._remove;
  }

  /** The rule that spans settings: checked at synth, when all are set. */
  private validateTogether(): string[] {
    const { _useDeleteAll: useDeleteAll, _keyIds: keyIds, _namePrefix: namePrefix } = this;
    if (typeof useDeleteAll !== "boolean" || Token.isUnresolved(keyIds) || !isLiteral(namePrefix)) return [];
    const problem = checkDeleteAll({ useDeleteAll, keyIds: keyIds.length, namePrefix });
    return problem ? [`${problem.summary}: ${problem.detail}`] : [];
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return {
      key_ids: listMapper(stringToTerraform, false)(this._keyIds),
      name_prefix: stringToTerraform(this._namePrefix),
      ignore_expiring_within: stringToTerraform(this._ignoreExpiringWithin),
      use_delete_all: booleanToTerraform(this._useDeleteAll),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return given({
      key_ids: hclStringSet(this._keyIds),
      name_prefix: hclString(this._namePrefix),
      ignore_expiring_within: hclString(this._ignoreExpiringWithin),
      use_delete_all: hclBoolean(this._useDeleteAll),
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
