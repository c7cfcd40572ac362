// What a route is: who may call it, and how it answers. No rules of any endpoint.
import { type Account, type StoredKey } from "../proxy-key";

/** A call as a route sees it. */
export interface Call {
  /** The body as text; empty where there is none. */
  readonly body: string;
  /** The path's parameter, decoded; empty where there is none. */
  readonly pathParameter: string;
  /** The caller's IP address. */
  readonly address: string;
}

/** Returns the body of the 200, or throws a Refusal. */
export type Route =
  /** The account's API key only. */
  | { readonly auth: "account"; readonly handle: (call: Call, account: Account) => object }
  /** A proxy key only. */
  | { readonly auth: "proxy-key"; readonly handle: (call: Call, key: StoredKey) => object }
  /** The account's API key, or a proxy key that is allowed to call. */
  | { readonly auth: "any"; readonly handle: (call: Call) => object };
