// The construct ProxyKeysExclusive: the resource electronhub_proxy_keys_exclusive. Written by "npx projen constructs" from the
// provider's schema.
import {
  Fn,
  type IResolvable,
  type ImportableResource,
  StringMap,
  type TerraformMetaArguments,
  type TerraformProvider,
  TerraformResource,
  booleanToTerraform,
  listMapper,
  stringToTerraform,
} from "cdktf";
import { type Construct } from "constructs";
import { given, hclBoolean, hclString, hclStringSet } from "../hcl";
import { TOGETHER } from "../hooks";
import { importable } from "../import-id";
import { metaArguments } from "../meta-arguments";
import { checkedScope, checkedValue, requiredValue, sentences } from "../validation";
import { PROVIDER_VERSION } from "../version";
import { PROXY_KEYS_EXCLUSIVE } from "./shapes";

/** Configuration of {@link ProxyKeysExclusive}. */
export interface ProxyKeysExclusiveConfig extends TerraformMetaArguments {
  /**
   * Ids of the proxy keys that may exist. An apply that adds one, known or not known before, removes nothing: the
   * next plan shows what it would. The key of an id that leaves is not removed in that same apply: its own resource
   * decides what becomes of it.
   */
  readonly keyIds: string[];

  /**
   * Only keys whose name begins with this are owned; others are left alone. Omitted: all.
   *
   * @default - all
   */
  readonly namePrefix?: string;

  /**
   * Keys that expire within this duration, or have expired, are left alone: what `deletionPolicy: "expire"` leaves
   * behind, and ephemeral keys. Default `24h`.
   *
   * @default - 24h
   */
  readonly ignoreExpiringWithin?: string;

  /**
   * Whether keys are removed with the API's delete-all endpoint, in one call: the emergency stop. Only with empty
   * `keyIds` and without `namePrefix`. Keys made between plan and apply, and those that `ignoreExpiringWithin` or a
   * grace period would spare, are removed too. Default false: one by one, exactly the keys that the plan shows.
   *
   * @default - false
   */
  readonly useDeleteAll?: boolean | IResolvable;
}

/**
 * Exclusive ownership of the account's proxy keys: whatever exists besides `keyIds` is removed. Creating it, or
 * changing `namePrefix` or `ignoreExpiringWithin`, only records what is there: look at the next plan, which shows
 * what it would `remove`. So the emergency stop, from scratch, takes two applies. A key that leaves `keyIds` and
 * still exists is removed by the next apply, whose plan shows it; one with `deletionPolicy: "expire"` keeps its
 * `deletionGracePeriod` first, also where its destroy fails, if both belong to one provider block (else set
 * `ignoreExpiringWithin` to the longest grace period). So emptying `keyIds` stops nothing at once; `useDeleteAll`
 * does, whatever grace periods were promised. Destroying it removes nothing. Two of them in one account must not
 * overlap, as `ci-` and `ci-x` do: they would remove each other's keys.
 */
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
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: ProxyKeysExclusiveConfig) {
    super(checkedScope(scope, id, config, PROXY_KEYS_EXCLUSIVE), id, {
      terraformResourceType: ProxyKeysExclusive.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(config),
    });

    this.keyIds = config.keyIds;
    if (config.namePrefix !== undefined) this.namePrefix = config.namePrefix;
    if (config.ignoreExpiringWithin !== undefined) this.ignoreExpiringWithin = config.ignoreExpiringWithin;
    if (config.useDeleteAll !== undefined) this.useDeleteAll = config.useDeleteAll;
    this.node.addValidation({ validate: () => sentences(PROXY_KEYS_EXCLUSIVE, TOGETHER.ProxyKeysExclusive(this)) });
  }

  /** Ids of the proxy keys that may exist. */
  public get keyIds(): string[] {
    return Fn.tolist(this.getListAttribute("key_ids"));
  }

  public set keyIds(value: string[]) {
    this._keyIds = requiredValue(this, PROXY_KEYS_EXCLUSIVE, "keyIds", value);
  }

  /** What was given. */
  public get keyIdsInput(): string[] {
    return this._keyIds;
  }

  /** Only keys whose name begins with this are owned; others are left alone. */
  public get namePrefix(): string {
    return this.getStringAttribute("name_prefix");
  }

  public set namePrefix(value: string) {
    this._namePrefix = checkedValue(this, PROXY_KEYS_EXCLUSIVE, "namePrefix", value);
  }

  /** Back to the default. */
  public resetNamePrefix(): void {
    this._namePrefix = undefined;
  }

  /** What was given. */
  public get namePrefixInput(): string | undefined {
    return this._namePrefix;
  }

  /**
   * Keys that expire within this duration, or have expired, are left alone: what `deletionPolicy: "expire"` leaves
   * behind, and ephemeral keys.
   */
  public get ignoreExpiringWithin(): string {
    return this.getStringAttribute("ignore_expiring_within");
  }

  public set ignoreExpiringWithin(value: string) {
    this._ignoreExpiringWithin = checkedValue(this, PROXY_KEYS_EXCLUSIVE, "ignoreExpiringWithin", value);
  }

  /** Back to the default. */
  public resetIgnoreExpiringWithin(): void {
    this._ignoreExpiringWithin = undefined;
  }

  /** What was given. */
  public get ignoreExpiringWithinInput(): string | undefined {
    return this._ignoreExpiringWithin;
  }

  /** Whether keys are removed with the API's delete-all endpoint, in one call: the emergency stop. */
  public get useDeleteAll(): boolean | IResolvable {
    return this.getBooleanAttribute("use_delete_all");
  }

  public set useDeleteAll(value: boolean | IResolvable) {
    this._useDeleteAll = checkedValue(this, PROXY_KEYS_EXCLUSIVE, "useDeleteAll", value);
  }

  /** Back to the default. */
  public resetUseDeleteAll(): void {
    this._useDeleteAll = undefined;
  }

  /** What was given. */
  public get useDeleteAllInput(): boolean | IResolvable | undefined {
    return this._useDeleteAll;
  }

  /** The keys that are owned and existed at the last refresh: names by id. */
  public get present(): StringMap {
    return this._present;
  }

  /**
   * The keys that were left alone at the last refresh, because they expire within `ignoreExpiringWithin` or have a
   * grace period left: names by id.
   */
  public get ignored(): StringMap {
    return this._ignored;
  }

  /** The keys that the apply removes: names by id. Empty again after the next refresh. */
  public get remove(): StringMap {
    return this._remove;
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
