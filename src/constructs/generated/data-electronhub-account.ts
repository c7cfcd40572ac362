// The construct DataElectronhubAccount: the data source electronhub_account. Written by "npx projen constructs" from the
// provider's schema.
import {
  type ImportableResource,
  TerraformDataSource,
  type TerraformMetaArguments,
  type TerraformProvider,
} from "cdktf";
import { type Construct } from "constructs";
import { importable } from "../import-id";
import { metaArguments } from "../meta-arguments";
import { checkedScope } from "../validation";
import { PROVIDER_VERSION } from "../version";
import { DATA_ELECTRONHUB_ACCOUNT } from "./shapes";

/** Configuration of {@link DataElectronhubAccount}. */
export interface DataElectronhubAccountConfig extends TerraformMetaArguments {}

/** The account that the provider works on. Costs one API call per data source. */
export class DataElectronhubAccount extends TerraformDataSource {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_account";

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
    return importable(scope, importToId, DataElectronhubAccount.tfResourceType, importFromId, provider);
  }

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: DataElectronhubAccountConfig = {}) {
    super(checkedScope(scope, id, config, DATA_ELECTRONHUB_ACCOUNT), id, {
      terraformResourceType: DataElectronhubAccount.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },
      ...metaArguments(config),
    });
  }

  /** The account's plan, as in `pro`. */
  public get subscription(): string {
    return this.getStringAttribute("subscription");
  }

  /** Credits left in the account, besides what its proxy keys hold. */
  public get credits(): number {
    return this.getNumberAttribute("credits");
  }

  /** Tokens that were sent to models. */
  public get inputTokens(): number {
    return this.getNumberAttribute("input_tokens");
  }

  /** Tokens that models answered. */
  public get outputTokens(): number {
    return this.getNumberAttribute("output_tokens");
  }

  /** Proxy keys that the plan allows; null where the plan is not known to this version of the provider. */
  public get proxyKeyLimit(): number {
    return this.getNumberAttribute("proxy_key_limit");
  }

  /** Requests a minute that the API allows the account; null where its answers do not tell. */
  public get requestsPerMinute(): number {
    return this.getNumberAttribute("requests_per_minute");
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return {};
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return {};
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
