// The resource types of this provider that a plan may hold.
import { type ProxyKeyState, proxyKeyAttributes } from "../../provider/proxy-key/schema";
import { type ExclusiveState, exclusiveAttributes } from "../../provider/proxy-keys-exclusive/schema";
import { type ObjectValue } from "../../terraform/cty";
import { type Attributes, objectTypeOf } from "../../terraform/framework";
import { type Shape } from "./typed";

export const PROXY_KEY = "electronhub_proxy_key";
export const EXCLUSIVE = "electronhub_proxy_keys_exclusive";
/** What the names of this provider's types begin with. */
export const OURS = "electronhub_";

const holdsAll = (attributes: Attributes, state: ObjectValue): boolean =>
  Object.keys(attributes).every((name) => state[name] !== undefined);

export const proxyKeyShape: Shape<ProxyKeyState> = {
  attributes: proxyKeyAttributes,
  type: objectTypeOf({ attributes: proxyKeyAttributes }),
  is: (state): state is ProxyKeyState => holdsAll(proxyKeyAttributes, state),
};

export const exclusiveShape: Shape<ExclusiveState> = {
  attributes: exclusiveAttributes,
  type: objectTypeOf({ attributes: exclusiveAttributes }),
  is: (state): state is ExclusiveState => holdsAll(exclusiveAttributes, state),
};
