// The construct ProxyKeyDisableAction: the action electronhub_proxy_key_disable. Written by "npx projen constructs" from the
// provider's schema.
import { TerraformElement, type TerraformProvider } from "cdktf";
import { type Construct } from "constructs";
import { type MetaArguments, blockToHcl, blockToTerraform } from "../block";
import { metaArguments } from "../meta-arguments";
import { checkedScope, requiredValue } from "../validation";
import { PROXY_KEY_DISABLE_ACTION } from "./shapes";

/** Configuration of {@link ProxyKeyDisableAction}. */
export interface ProxyKeyDisableActionConfig {
  /** Id of the key, as the resource `ProxyKey` has it. */
  readonly id: string;

  /**
   * The provider configuration to use.
   *
   * @default - the stack's default configuration
   */
  readonly provider?: TerraformProvider;
}

/**
 * Makes sure that a proxy key is off: it keeps its settings, history and allocation, and no longer works. A key that
 * is off already is not touched. The plan says which key that is, and what it is now. The next plan of a resource
 * that declares the key as enabled shows the difference. Needs Terraform 1.14.
 *
 * Invoked with `terraform apply -invoke=action.electronhub_proxy_key_disable.ID`.
 */
export class ProxyKeyDisableAction extends TerraformElement {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_proxy_key_disable";

  private readonly meta: MetaArguments;
  private _id!: string;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: ProxyKeyDisableActionConfig) {
    super(
      checkedScope(scope, id, config, PROXY_KEY_DISABLE_ACTION),
      id,
      `action.${ProxyKeyDisableAction.tfResourceType}`,
    );
    this.meta = metaArguments(config);

    this.id = config.id;
  }

  /** Id of the key, as the resource `ProxyKey` has it. */
  public get id(): string {
    return this._id;
  }

  public set id(value: string) {
    this._id = requiredValue(this, PROXY_KEY_DISABLE_ACTION, "id", value);
  }

  /** As the stack's JSON has it. */
  public toTerraform(): unknown {
    return blockToTerraform(this, ["action", ProxyKeyDisableAction.tfResourceType], this.meta, {
      config: {
        id: this._id,
      },
    });
  }

  /** Refused: cdktf would leave the block out. */
  public toHclTerraform(): unknown {
    return blockToHcl(this, "action");
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
