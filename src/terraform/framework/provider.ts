// What a provider's author writes: its schema, its configuration step and the objects that it offers.
import { type Action } from "./action";
import { type DataSource } from "./data-source";
import { type Diagnostic } from "./diagnostic";
import { type EphemeralResource } from "./ephemeral-resource";
import { type ProviderFunction } from "./function";
import { type ListResource } from "./list-resource";
import { type Resource } from "./resource";
import { type Attributes, type ObjectOf, type Schema } from "./schema";

export interface ConfigureRequest<A extends Attributes> {
  /** Values may be unknown while planning: that is not an error. */
  readonly config: ObjectOf<A>;
  readonly terraformVersion: string;
  /** Aborted when Terraform asks to stop. */
  readonly signal: AbortSignal;
}

export interface ConfigureResponse<C> {
  /** Handed to every handler; undefined only beside an error. */
  readonly client?: C;
  /** Milliseconds that its calls may need to reach an end once they were asked to stop. @default - half a minute */
  readonly graceMs?: number;
  /** Called once, when the client is gone or before the process ends in order: what still has to be done then. */
  readonly finish?: () => Promise<void>;
  /** What there is to say that no call asked for: added to the answer of this call, or of the one that ends next. */
  readonly warnings?: () => readonly Diagnostic[];
  readonly diagnostics?: readonly Diagnostic[];
}

export interface Provider<A extends Attributes = Attributes, C = unknown> {
  readonly schema: Schema<A>;
  readonly resources: readonly Resource<Attributes, C>[];
  readonly dataSources: readonly DataSource<Attributes, C>[];
  readonly functions?: readonly ProviderFunction[];
  readonly ephemeralResources?: readonly EphemeralResource<Attributes, C>[];
  readonly listResources?: readonly ListResource<Attributes, C>[];
  readonly actions?: readonly Action<Attributes, C>[];
  /** Rules that span attributes. Offline. */
  validate?(config: ObjectOf<A>): readonly Diagnostic[];
  configure(request: ConfigureRequest<A>): Promise<ConfigureResponse<C>>;
}
