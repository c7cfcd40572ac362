// The construct ProxyKeysDeleteAllAction: the action electronhub_proxy_keys_delete_all. Written by "npx projen constructs" from the
// provider's schema.
import { TerraformElement, type TerraformProvider } from "cdktf";
import { type Construct } from "constructs";
import { type MetaArguments, blockToHcl, blockToTerraform } from "../block";
import { metaArguments } from "../meta-arguments";
import { checkedScope, requiredValue } from "../validation";
import { PROXY_KEYS_DELETE_ALL_ACTION } from "./shapes";

/** Configuration of {@link ProxyKeysDeleteAllAction}. */
export interface ProxyKeysDeleteAllActionConfig {
  /** How many proxy keys the account has. Where it has more or fewer, the plan fails, and nothing is removed. */
  readonly confirmCount: number;

  /**
   * The provider configuration to use.
   *
   * @default - the stack's default configuration
   */
  readonly provider?: TerraformProvider;
}

/**
 * Removes every proxy key of the account in one call, also those that are made in that moment. There is no way back.
 * The plan names what will go; the keys are counted again when the action runs. Resources whose keys are gone are
 * created anew by the next apply. Needs Terraform 1.14; in any version, `ProxyKeysExclusive` with `useDeleteAll`
 * does the same.
 *
 * Invoked with `terraform apply -invoke=action.electronhub_proxy_keys_delete_all.ID`.
 */
export class ProxyKeysDeleteAllAction extends TerraformElement {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_proxy_keys_delete_all";

  private readonly meta: MetaArguments;
  private _confirmCount!: number;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: ProxyKeysDeleteAllActionConfig) {
    super(
      checkedScope(scope, id, config, PROXY_KEYS_DELETE_ALL_ACTION),
      id,
      `action.${ProxyKeysDeleteAllAction.tfResourceType}`,
    );
    this.meta = metaArguments(config);

    this.confirmCount = config.confirmCount;
  }

  /** How many proxy keys the account has. */
  public get confirmCount(): number {
    return this._confirmCount;
  }

  public set confirmCount(value: number) {
    this._confirmCount = requiredValue(this, PROXY_KEYS_DELETE_ALL_ACTION, "confirmCount", value);
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
