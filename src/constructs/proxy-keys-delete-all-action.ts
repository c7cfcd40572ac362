// The construct ProxyKeysDeleteAllAction: removes every key of the account, on demand.
import { TerraformElement, type TerraformProvider } from "cdktf";
import { type Construct } from "constructs";
import { type MetaArguments, blockToHcl, blockToTerraform } from "./block";
import { metaArguments } from "./meta-arguments";
import { inStack } from "./placement";
import { checkedNumber, present } from "./validation";

/** Configuration of {@link ProxyKeysDeleteAllAction}. */
export interface ProxyKeysDeleteAllActionConfig {
  /**
   * How many proxy keys the account has now. Where it has more or fewer, nothing is removed.
   */
  readonly confirmCount: number;

  /**
   * The provider configuration to use.
   *
   * @default - the stack's default configuration
   */
  readonly provider?: TerraformProvider;
}

/**
 * Removes every proxy key of the account in one call, when it is invoked and the number is right. There is no way back.
 * Needs Terraform 1.14.
 */
export class ProxyKeysDeleteAllAction extends TerraformElement {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_proxy_keys_delete_all";

  private readonly meta: MetaArguments;
  private _confirmCount!: number;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the confirmation
   */
  constructor(scope: Construct, id: string, config: ProxyKeysDeleteAllActionConfig) {
    super(inStack(scope, id), id, `action.${ProxyKeysDeleteAllAction.tfResourceType}`);
    this.meta = metaArguments(scope, id, config);
    this.confirmCount = config.confirmCount;
  }

  /** How many keys are confirmed. */
  public get confirmCount(): number {
    return this._confirmCount;
  }

  public set confirmCount(value: number) {
    this._confirmCount = present(this, "confirm_count", checkedNumber(this, "confirm_count", value));
  }

  /** As the stack's JSON has it. */
  public toTerraform(): unknown {
    return blockToTerraform(this, ["action", ProxyKeysDeleteAllAction.tfResourceType], this.meta, {
      config: {
        confirm_count: this._confirmCount,
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
