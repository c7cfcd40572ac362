// The construct DataElectronhubProxyKeyAccess: whether a proxy key, and a model with it, may be used from here.
import {
  type IResolvable,
  type ImportableResource,
  TerraformDataSource,
  type TerraformMetaArguments,
  type TerraformProvider,
  stringToTerraform,
} from "cdktf";
import { type Construct } from "constructs";
import { checkKeyIds } from "../rules";
import { given, hclString } from "./hcl";
import { importable } from "./import-id";
import { metaArguments } from "./meta-arguments";
import { inStack } from "./placement";
import { refuseLiteralKey } from "./secret";
import { checkedText } from "./validation";
import { PROVIDER_VERSION } from "./version";

/** Configuration of {@link DataElectronhubProxyKeyAccess}: give `id` or `key`. */
export interface DataElectronhubProxyKeyAccessConfig extends TerraformMetaArguments {
  /**
   * Id of the key, which must be the account's own.
   *
   * @default - as `key` says
   */
  readonly id?: string;

  /**
   * Value of the key, from a sensitive source. It enters the state; `id` does not bring it there.
   *
   * @default - as `id` says
   */
  readonly key?: string;

  /**
   * Id of a model that is to be used too.
   *
   * @default - the key alone
   */
  readonly model?: string;
}

/** Whether a proxy key may be used from here, now, and for a model (`POST /auth/proxy/validate`, asked with the key itself). */
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
   * @param config which key, and for what
   */
  constructor(scope: Construct, id: string, config: DataElectronhubProxyKeyAccessConfig = {}) {
    super(inStack(scope, id), id, {
      terraformResourceType: DataElectronhubProxyKeyAccess.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(scope, id, config),
    });
    if (config.id !== undefined) this.id = config.id;
    if (config.key !== undefined) this.key = config.key;
    if (config.model !== undefined) this.model = config.model;
  }

  /** Id of the key. */
  public get id(): string {
    return this.getStringAttribute("id");
  }

  public set id(value: string) {
    this._id = checkedText(this, "id", value, (id) => checkKeyIds([id])[0]);
  }

  /** Back to the default. */
  public resetId(): void {
    this._id = undefined;
  }

  /** What was given. */
  public get idInput(): string | undefined {
    return this._id;
  }

  /** Value of the key; sensitive. */
  public get key(): string {
    return this.getStringAttribute("key");
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

  /** Id of the model. */
  public get model(): string {
    return this.getStringAttribute("model");
  }

  public set model(value: string) {
    this._model = checkedText(this, "model", value);
  }

  /** Back to the default. */
  public resetModel(): void {
    this._model = undefined;
  }

  /** What was given. */
  public get modelInput(): string | undefined {
    return this._model;
  }

  /** Whether the key works now, for the model and from the address at which Terraform runs. */
  public get valid(): boolean | IResolvable {
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
