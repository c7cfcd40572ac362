// The construct DataElectronhubProxyKeyAccess: the data source electronhub_proxy_key_access. Written by "npx projen constructs" from the
// provider's schema.
import {
  type IResolvable,
  type ImportableResource,
  TerraformDataSource,
  type TerraformMetaArguments,
  type TerraformProvider,
  stringToTerraform,
} from "cdktf";
import { type Construct } from "constructs";
import { given, hclString } from "../hcl";
import { TOGETHER } from "../hooks";
import { importable } from "../import-id";
import { metaArguments } from "../meta-arguments";
import { secret } from "../secret";
import { checkedScope, checkedValue, sentences } from "../validation";
import { PROVIDER_VERSION } from "../version";
import { DATA_ELECTRONHUB_PROXY_KEY_ACCESS } from "./shapes";

/** Configuration of {@link DataElectronhubProxyKeyAccess}. */
export interface DataElectronhubProxyKeyAccessConfig extends TerraformMetaArguments {
  /**
   * Id of the key, which must be the account's own; its value is taken from the list. Give it or `key`.
   *
   * @default - not set
   */
  readonly id?: string;

  /**
   * Value of the key (`ek-proxy-...`), anybody's. It enters the state; `id` does not bring it there. From a
   * sensitive source: a literal is refused.
   *
   * @default - not set
   */
  readonly key?: string;

  /**
   * Id of a model that is to be used too. Omitted: the key alone.
   *
   * @default - the key alone
   */
  readonly model?: string;
}

/**
 * Whether a proxy key may be used from here, now, and for a model: for `check` blocks and postconditions. Costs one
 * API call for each, from the budget of the key's account, besides the list that everything shares.
 */
export class DataElectronhubProxyKeyAccess extends TerraformDataSource {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_proxy_key_access";

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
    return importable(scope, importToId, DataElectronhubProxyKeyAccess.tfResourceType, importFromId, provider);
  }

  private _id?: string;
  private _key?: string;
  private _model?: string;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: DataElectronhubProxyKeyAccessConfig = {}) {
    super(checkedScope(scope, id, config, DATA_ELECTRONHUB_PROXY_KEY_ACCESS), id, {
      terraformResourceType: DataElectronhubProxyKeyAccess.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(config),
    });

    if (config.id !== undefined) this.id = config.id;
    if (config.key !== undefined) this.key = config.key;
    if (config.model !== undefined) this.model = config.model;
    this.node.addValidation({
      validate: () => sentences(DATA_ELECTRONHUB_PROXY_KEY_ACCESS, TOGETHER.DataElectronhubProxyKeyAccess(this)),
    });
  }

  /** Id of the key, which must be the account's own; its value is taken from the list. */
  public get id(): string {
    return this.getStringAttribute("id");
  }

  public set id(value: string) {
    this._id = checkedValue(this, DATA_ELECTRONHUB_PROXY_KEY_ACCESS, "id", value);
  }

  /** Back to the default. */
  public resetId(): void {
    this._id = undefined;
  }

  /** What was given. */
  public get idInput(): string | undefined {
    return this._id;
  }

  /** Value of the key (`ek-proxy-...`), anybody's. */
  public get key(): string {
    return secret(this.getStringAttribute("key"));
  }

  public set key(value: string) {
    this._key = checkedValue(this, DATA_ELECTRONHUB_PROXY_KEY_ACCESS, "key", value);
  }

  /** Back to the default. */
  public resetKey(): void {
    this._key = undefined;
  }

  /** What was given. */
  public get keyInput(): string | undefined {
    return this._key;
  }

  /** Id of a model that is to be used too. */
  public get model(): string {
    return this.getStringAttribute("model");
  }

  public set model(value: string) {
    this._model = checkedValue(this, DATA_ELECTRONHUB_PROXY_KEY_ACCESS, "model", value);
  }

  /** Back to the default. */
  public resetModel(): void {
    this._model = undefined;
  }

  /** What was given. */
  public get modelInput(): string | undefined {
    return this._model;
  }

  /**
   * Whether the key works now, for the model and from the address at which Terraform runs. The API's word; a key
   * that it does not let in at all is not valid.
   */
  public get valid(): IResolvable {
    return this.getBooleanAttribute("valid");
  }

  /** The reason that the API gives. */
  public get message(): string {
    return this.getStringAttribute("message");
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return {
      id: stringToTerraform(this._id),
      key: stringToTerraform(this._key),
      model: stringToTerraform(this._model),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return given({
      id: hclString(this._id),
      key: hclString(this._key),
      model: hclString(this._model),
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
