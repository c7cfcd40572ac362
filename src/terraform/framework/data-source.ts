// What a data source's author writes: a schema and a read.
import { type Diagnostic } from "./diagnostic";
import { type Attributes, type ObjectOf, type Schema } from "./schema";

export interface DataSourceReadRequest<A extends Attributes, C> {
  readonly config: ObjectOf<A>;
  readonly client: C;
  readonly signal: AbortSignal;
}

export interface DataSourceReadResponse<A extends Attributes> {
  /** Every attribute known. */
  readonly state: ObjectOf<A>;
  readonly diagnostics?: readonly Diagnostic[];
}

export interface DataSource<A extends Attributes = Attributes, C = unknown> {
  readonly typeName: string;
  readonly schema: Schema<A>;
  /** Rules that span attributes. Offline. */
  validate?(config: ObjectOf<A>): readonly Diagnostic[];
  read(request: DataSourceReadRequest<A, C>): Promise<DataSourceReadResponse<A>>;
}
