// The construct DataElectronhubModels: the API's catalogue of models, or those that pass a filter.
import {
  type IResolvable,
  type ImportableResource,
  TerraformDataSource,
  type TerraformMetaArguments,
  type TerraformProvider,
  booleanToTerraform,
  stringToTerraform,
} from "cdktf";
import { type Construct } from "constructs";
import { given, hclBoolean, hclString } from "./hcl";
import { importable } from "./import-id";
import { metaArguments } from "./meta-arguments";
import { inStack } from "./placement";
import { checkedFlag, checkedText } from "./validation";
import { PROVIDER_VERSION } from "./version";

/** Configuration of {@link DataElectronhubModels}: filters, all of which must hold. */
export interface DataElectronhubModelsConfig extends TerraformMetaArguments {
  /**
   * Only models of this owner, as in `openai`.
   *
   * @default - whoever owns them
   */
  readonly owner?: string;

  /**
   * Only models that this endpoint serves, as in `/v1/chat/completions`.
   *
   * @default - whatever serves them
   */
  readonly endpoint?: string;

  /**
   * Only premium models, or only the others.
   *
   * @default - both
   */
  readonly premium?: boolean | IResolvable;
}

/** The models of the API, filtered (`GET /models`, one call for all). */
export class DataElectronhubModels extends TerraformDataSource {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_models";

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
    return importable(scope, importToId, DataElectronhubModels.tfResourceType, importFromId, provider);
  }

  private _owner?: string;
  private _endpoint?: string;
  private _premium?: boolean | IResolvable;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config filters; none: all models
   */
  constructor(scope: Construct, id: string, config: DataElectronhubModelsConfig = {}) {
    super(inStack(scope, id), id, {
      terraformResourceType: DataElectronhubModels.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(scope, id, config),
    });
    if (config.owner !== undefined) this.owner = config.owner;
    if (config.endpoint !== undefined) this.endpoint = config.endpoint;
    if (config.premium !== undefined) this.premium = config.premium;
  }

  /** The owner of the models. */
  public get owner(): string {
    return this.getStringAttribute("owner");
  }

  public set owner(value: string) {
    this._owner = checkedText(this, "owner", value);
  }

  /** Back to the default. */
  public resetOwner(): void {
    this._owner = undefined;
  }

  /** What was given. */
  public get ownerInput(): string | undefined {
    return this._owner;
  }

  /** The endpoint that serves the models. */
  public get endpoint(): string {
    return this.getStringAttribute("endpoint");
  }

  public set endpoint(value: string) {
    this._endpoint = checkedText(this, "endpoint", value);
  }

  /** Back to the default. */
  public resetEndpoint(): void {
    this._endpoint = undefined;
  }

  /** What was given. */
  public get endpointInput(): string | undefined {
    return this._endpoint;
  }

  /** Whether only premium models, or others, are taken. */
  public get premium(): boolean | IResolvable {
    return this.getBooleanAttribute("premium");
  }

  public set premium(value: boolean | IResolvable) {
    this._premium = checkedFlag(this, "premium", value);
  }

  /** Back to the default. */
  public resetPremium(): void {
    this._premium = undefined;
  }

  /** What was given. */
  public get premiumInput(): boolean | IResolvable | undefined {
    return this._premium;
  }

  /** Ids of the models, in the order of the API's catalogue, as {@link ProxyKey.modelWhitelist} takes them. */
  public get ids(): string[] {
    return this.getListAttribute("ids");
  }

  /** The models in the same order, a list of objects with Terraform's names (`id`, `owned_by`, `input_price`, ...). */
  public get models(): IResolvable {
    return this.interpolationForAttribute("models");
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return {
      owner: stringToTerraform(this._owner),
      endpoint: stringToTerraform(this._endpoint),
      premium: booleanToTerraform(this._premium),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return given({
      owner: hclString(this._owner),
      endpoint: hclString(this._endpoint),
      premium: hclBoolean(this._premium),
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
