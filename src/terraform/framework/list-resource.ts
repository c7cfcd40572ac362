// What a list resource's author writes: the remote objects of one resource type, for `terraform query`.
import { type ObjectValue } from "../cty";
import { type Diagnostic } from "./diagnostic";
import { type Attributes, type ObjectOf, type Schema } from "./schema";

export interface ListRequest<A extends Attributes, C> {
  readonly config: ObjectOf<A>;
  /** No more items than this are wanted. */
  readonly limit: number;
  readonly client: C;
  readonly signal: AbortSignal;
}

export interface ListedResource {
  readonly displayName: string;
  /** As an import leaves it: identity is taken from it. */
  readonly state: ObjectValue;
  readonly diagnostics?: readonly Diagnostic[];
}

export interface ListResource<A extends Attributes = Attributes, C = unknown> {
  /** That of the managed resource, which must have an identity. */
  readonly typeName: string;
  /** Of the `config` block. */
  readonly schema: Schema<A>;
  /** Rules that span attributes. Offline. */
  validate?(config: ObjectOf<A>): readonly Diagnostic[];
  list(request: ListRequest<A, C>): AsyncIterable<ListedResource>;
}
