// The construct EphemeralProxyKeyValue: the ephemeral resource electronhub_proxy_key_value. Written by "npx projen constructs" from the
// provider's schema.
import {
  type ITerraformDependable,
  TerraformElement,
  type TerraformProvider,
  Token,
  ref,
  stringToTerraform,
} from "cdktf";
import { type Construct } from "constructs";
import { type MetaArguments, blockToHcl, blockToTerraform } from "../block";
import { metaArguments } from "../meta-arguments";
import { checkedScope, requiredValue } from "../validation";
import { EPHEMERAL_PROXY_KEY_VALUE } from "./shapes";

/** Configuration of {@link EphemeralProxyKeyValue}. */
export interface EphemeralProxyKeyValueConfig {
  /** Id of the key, as the resource `ProxyKey` has it. */
  readonly id: string;

  /**
   * The provider configuration to use.
   *
   * @default - the stack's default configuration
   */
  readonly provider?: TerraformProvider;

  /**
   * What must be done before it is opened.
   *
   * @default - what it refers to
   */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * The value of a proxy key, read by its id with the list call that everything shares, and kept in no state and no
 * plan: for write-only arguments of other providers and for provider blocks. With `storeKey: false` on the resource
 * the secret is nowhere else. Needs Terraform 1.10 or OpenTofu 1.11.
 */
export class EphemeralProxyKeyValue extends TerraformElement {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "electronhub_proxy_key_value";

  private readonly meta: MetaArguments;
  private _id!: string;

  /**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: EphemeralProxyKeyValueConfig) {
    super(
      checkedScope(scope, id, config, EPHEMERAL_PROXY_KEY_VALUE),
      id,
      `ephemeral.${EphemeralProxyKeyValue.tfResourceType}`,
    );
    this.meta = metaArguments(config);

    this.id = config.id;
  }

  /** Id of the key, as the resource `ProxyKey` has it. */
  public get id(): string {
    return Token.asString(this.attribute("id"));
  }

  public set id(value: string) {
    this._id = requiredValue(this, EPHEMERAL_PROXY_KEY_VALUE, "id", value);
  }

  /** What was given. */
  public get idInput(): string {
    return this._id;
  }

  /** Name of the key. */
  public get name(): string {
    return Token.asString(this.attribute("name"));
  }

  /** The secret, `ek-proxy-...`. */
  public get key(): string {
    return Token.asString(this.attribute("key"));
  }

  /** As the stack's JSON has it. */
  public toTerraform(): unknown {
    return blockToTerraform(this, ["ephemeral", EphemeralProxyKeyValue.tfResourceType], this.meta, {
      id: stringToTerraform(this._id),
    });
  }

  /** Refused: cdktf would leave the block out. */
  public toHclTerraform(): unknown {
    return blockToHcl(this, "ephemeral");
  }

  private attribute(name: string) {
    return ref(`ephemeral.${EphemeralProxyKeyValue.tfResourceType}.${this.friendlyUniqueId}.${name}`, this.cdktfStack);
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
