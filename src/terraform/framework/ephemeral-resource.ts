// What an ephemeral resource's author writes: something that lives for one run of Terraform and is in no state and no plan.
import { type Diagnostic } from "./diagnostic";
import { type PrivateState } from "./private-state";
import { type Attributes, type ObjectOf, type Schema } from "./schema";

interface Request<C> {
  readonly client: C;
  /** Aborted when Terraform asks the provider to stop; what was opened is closed all the same, afterwards. */
  readonly signal: AbortSignal;
}

export interface OpenRequest<A extends Attributes, C> extends Request<C> {
  readonly config: ObjectOf<A>;
}

/** Kept in Terraform's memory while the run lasts, never stored: it may hold what renew and close need, secrets too. */
interface Held {
  readonly private?: PrivateState;
  /** Milliseconds since 1970: not later, Terraform asks to renew. Never, where left out. */
  readonly renewAt?: number;
  readonly diagnostics?: readonly Diagnostic[];
}

export interface OpenResponse<A extends Attributes> extends Held {
  /** Every attribute known. */
  readonly result: ObjectOf<A>;
}

export interface HeldRequest<C> extends Request<C> {
  readonly private: PrivateState;
}

export interface CloseRequest<C> extends HeldRequest<C> {
  /** Aborted when the process must end: what is not closed by then is left. */
  readonly end: AbortSignal;
}

export type RenewResponse = Held;

export interface CloseResponse {
  readonly diagnostics?: readonly Diagnostic[];
}

export interface EphemeralResource<A extends Attributes = Attributes, C = unknown> {
  readonly typeName: string;
  readonly schema: Schema<A>;
  /** Rules that span attributes. Offline. */
  validate?(config: ObjectOf<A>): readonly Diagnostic[];
  open(request: OpenRequest<A, C>): Promise<OpenResponse<A>>;
  /** The private state it answers replaces the one before. */
  renew?(request: HeldRequest<C>): Promise<RenewResponse>;
  /** From the private state alone. */
  close?(request: CloseRequest<C>): Promise<CloseResponse>;
}
