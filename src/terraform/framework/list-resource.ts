// What a list resource's author writes: the remote objects of one resource type, for `terraform query`.
import { type ObjectValue } from "../cty";
import { type Diagnostic } from "./diagnostic";
import { type Attributes, type ObjectOf, type Schema } from "./schema";

export interface ListRequest<A extends Attributes, C> {
  readonly config: ObjectOf<A>;
  /** No more items than this are wanted. */
  readonly limit: number;
  /** Whether the objects themselves are wanted, for a configuration that is generated from them. */
  readonly includeObject: boolean;
  readonly client: C;
  readonly signal: AbortSignal;
}

export interface ListedResource {
  readonly displayName: string;
  /** As an import leaves it: identity is taken from it. Null: nothing is listed, only the diagnostics are told. */
  readonly state: ObjectValue | null;
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
