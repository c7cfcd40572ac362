// The construct ProxyKeyDisableAction: makes sure that a key is off, on demand.
import { TerraformElement, type TerraformProvider } from "cdktf";
import { type Construct } from "constructs";
import { checkKeyIds } from "../rules";
import { type MetaArguments, blockToHcl, blockToTerraform } from "./block";
import { metaArguments } from "./meta-arguments";
import { inStack } from "./placement";
import { checkedText, present } from "./validation";

/** Configuration of {@link ProxyKeyDisableAction}. */
export interface ProxyKeyDisableActionConfig {
  /**
   * Id of the key, as {@link ProxyKey.id} has it.
   */
  readonly id: string;

  /**
   * The provider configuration to use.
   *
   * @default - the stack's default configuration
   */
  readonly provider?: TerraformProvider;
}

/**
 * Makes sure that a proxy key is off, when it is invoked: `terraform apply -invoke=action.electronhub_proxy_key_disable.ID`.
 * Needs Terraform 1.14.
 */
export class ProxyKeyDisableAction extends TerraformElement {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_proxy_key_disable";

  private readonly meta: MetaArguments;
  private _id!: string;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config which key
   */
  constructor(scope: Construct, id: string, config: ProxyKeyDisableActionConfig) {
    super(inStack(scope, id), id, `action.${ProxyKeyDisableAction.tfResourceType}`);
    this.meta = metaArguments(scope, id, config);
    this.id = config.id;
  }

  /** Id of the key. */
  public get id(): string {
    return this._id;
  }

  public set id(value: string) {
    this._id = present(
      this,
      "id",
      checkedText(this, "id", value, (id) => checkKeyIds([id])[0]),
    );
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
