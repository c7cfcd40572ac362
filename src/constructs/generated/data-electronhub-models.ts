// The construct DataElectronhubModels: the data source electronhub_models. Written by "npx projen constructs" from the
// provider's schema.
import {
  ComplexList,
  ComplexObject,
  type IInterpolatingParent,
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
import { importable } from "../import-id";
import { metaArguments } from "../meta-arguments";
import { checkedIndex } from "../object-list";
import { checkedScope, checkedValue } from "../validation";
import { PROVIDER_VERSION } from "../version";
import { DATA_ELECTRONHUB_MODELS } from "./shapes";

/** Configuration of {@link DataElectronhubModels}. */
export interface DataElectronhubModelsConfig extends TerraformMetaArguments {
  /**
   * Only models of this owner, as in `openai`: exactly their `ownedBy`.
   *
   * @default - all
   */
  readonly owner?: string;

  /**
   * Only models that this endpoint serves, as in `/v1/chat/completions`: exactly one of their `endpoints`.
   *
   * @default - all
   */
  readonly endpoint?: string;

  /**
   * Only premium models, or only the others.
   *
   * @default - all
   */
  readonly premium?: boolean | IResolvable;
}

/** An element of {@link DataElectronhubModels.models}. */
export class DataElectronhubModelsModelsOutputReference extends ComplexObject {
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

  /** `id` of the element. */
  public get id(): string {
    return this.getStringAttribute("id");
  }

  /** `name` of the element. */
  public get name(): string {
    return this.getStringAttribute("name");
  }

  /** `ownedBy` of the element. */
  public get ownedBy(): string {
    return this.getStringAttribute("owned_by");
  }

  /** `tokens` of the element. */
  public get tokens(): number {
    return this.getNumberAttribute("tokens");
  }

  /** `endpoints` of the element. */
  public get endpoints(): string[] {
    return this.getListAttribute("endpoints");
  }

  /** `premium` of the element. */
  public get premium(): IResolvable {
    return this.getBooleanAttribute("premium");
  }

  /** `inputPrice` of the element. */
  public get inputPrice(): number {
    return this.getNumberAttribute("input_price");
  }

  /** `outputPrice` of the element. */
  public get outputPrice(): number {
    return this.getNumberAttribute("output_price");
  }

  /** `pricingType` of the element. */
  public get pricingType(): string {
    return this.getStringAttribute("pricing_type");
  }
}

/** What {@link DataElectronhubModels.models} is: a reference to the whole list, and to each of its elements. */
export class DataElectronhubModelsModelsList extends ComplexList {
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
  public get(index: number): DataElectronhubModelsModelsOutputReference {
    return new DataElectronhubModelsModelsOutputReference(
      this.terraformResource,
      this.terraformAttribute,
      checkedIndex("DataElectronhubModels.models", index),
      this.wrapsSet,
    );
  }
}

/**
 * The models of the API, filtered. All data sources of this type are read with one API call. What the API does not
 * tell of a model matches no filter on it.
 */
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

  private readonly _models = new DataElectronhubModelsModelsList(this, "models", false);

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: DataElectronhubModelsConfig = {}) {
    super(checkedScope(scope, id, config, DATA_ELECTRONHUB_MODELS), id, {
      terraformResourceType: DataElectronhubModels.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(config),
    });

    if (config.owner !== undefined) this.owner = config.owner;
    if (config.endpoint !== undefined) this.endpoint = config.endpoint;
    if (config.premium !== undefined) this.premium = config.premium;
  }

  /** Only models of this owner, as in `openai`: exactly their `ownedBy`. */
  public get owner(): string {
    return this.getStringAttribute("owner");
  }

  public set owner(value: string) {
    this._owner = checkedValue(this, DATA_ELECTRONHUB_MODELS, "owner", value);
  }

  /** Back to the default. */
  public resetOwner(): void {
    this._owner = undefined;
  }

  /** What was given. */
  public get ownerInput(): string | undefined {
    return this._owner;
  }

  /** Only models that this endpoint serves, as in `/v1/chat/completions`: exactly one of their `endpoints`. */
  public get endpoint(): string {
    return this.getStringAttribute("endpoint");
  }

  public set endpoint(value: string) {
    this._endpoint = checkedValue(this, DATA_ELECTRONHUB_MODELS, "endpoint", value);
  }

  /** Back to the default. */
  public resetEndpoint(): void {
    this._endpoint = undefined;
  }

  /** What was given. */
  public get endpointInput(): string | undefined {
    return this._endpoint;
  }

  /** Only premium models, or only the others. */
  public get premium(): boolean | IResolvable {
    return this.getBooleanAttribute("premium");
  }

  public set premium(value: boolean | IResolvable) {
    this._premium = checkedValue(this, DATA_ELECTRONHUB_MODELS, "premium", value);
  }

  /** Back to the default. */
  public resetPremium(): void {
    this._premium = undefined;
  }

  /** What was given. */
  public get premiumInput(): boolean | IResolvable | undefined {
    return this._premium;
  }

  /** Ids of the models, in the order of the API's catalogue, as a `modelWhitelist` takes them. */
  public get ids(): string[] {
    return this.getListAttribute("ids");
  }

  /**
   * The models, in the same order, with `id`, `name`, `ownedBy`, `tokens` (size of the context), `endpoints`,
   * `premium`, `inputPrice`, `outputPrice` and `pricingType` (what the prices are for). What the API does not tell
   * is null.
   */
  public get models(): DataElectronhubModelsModelsList {
    return this._models;
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
