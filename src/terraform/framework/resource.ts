// What a resource's author writes: a schema and a handler for each step of its life. Each handler gets decoded values
// and returns values; nothing here knows the wire.
import { type JsonScalar, type PrivateState } from "./private-state";
import { type Diagnostic } from "./diagnostic";
import { type Attributes, type ObjectOf, type Schema } from "./schema";
import { type ResourceIdentity } from "./identity";
import { type JsonValue, type ObjectValue, type Path } from "../cty";

/** `C` is what the provider's configure made: the client that handlers work with. */
interface Request<C> {
  readonly client: C;
  /** Aborted when Terraform asks the provider to stop: return early, with the state reached. */
  readonly signal: AbortSignal;
}

export interface PlanRequest<A extends Attributes, C> {
  readonly config: ObjectOf<A>;
  /** Null where the object is to be created. */
  readonly prior: ObjectOf<A> | null;
  /** After defaults, equivalence and the attributes' own modifiers. */
  readonly planned: ObjectOf<A>;
  readonly private: PrivateState;
  readonly client: C;
}

export interface PlanResponse<A extends Attributes> {
  readonly planned: ObjectOf<A>;
  readonly requiresReplace?: readonly Path[];
  /**
   * Handed to the create; left out, the request's stays. The destroying half of a replacement gets it too, and nothing of what
   * the old object kept (tried; unless the new one is created first). Of an update, it is forgotten.
   */
  readonly private?: PrivateState;
  readonly diagnostics?: readonly Diagnostic[];
}

export interface PlanDestroyRequest<A extends Attributes, C> extends Request<C> {
  readonly prior: ObjectOf<A>;
  readonly private: PrivateState;
}

export interface PlanDestroyResponse {
  /** Handed to the delete; left out, the request's stays. Of all plans, only that of a destroy keeps it. */
  readonly private?: PrivateState;
  readonly diagnostics?: readonly Diagnostic[];
}

export interface CreateRequest<A extends Attributes, C> extends Request<C> {
  readonly config: ObjectOf<A>;
  readonly planned: ObjectOf<A>;
  readonly private: PrivateState;
}

export interface UpdateRequest<A extends Attributes, C> extends CreateRequest<A, C> {
  readonly prior: ObjectOf<A>;
}

export interface ReadRequest<A extends Attributes, C> extends Request<C> {
  readonly state: ObjectOf<A>;
  readonly private: PrivateState;
}

export type DeleteRequest<A extends Attributes, C> = ReadRequest<A, C>;

export interface ImportRequest<C> extends Request<C> {
  /** What the user gave: an id, or the attributes of an identity. */
  readonly target:
    { readonly kind: "id"; readonly id: string } | { readonly kind: "identity"; readonly identity: ObjectValue };
}

/** The state of another type. There is no client: Terraform asks before it configures the provider. */
export interface MoveRequest {
  /** Of the other type, as in registry.terraform.io/example/example. */
  readonly providerAddress: string;
  readonly typeName: string;
  readonly schemaVersion: number;
  readonly state: JsonValue;
}

export interface AdviseRequest<A extends Attributes, C> extends Request<C> {
  readonly config: ObjectOf<A>;
  readonly prior: ObjectOf<A> | null;
  readonly planned: ObjectOf<A>;
  /** Terraform plans the new object next, without a prior one, and shows no warning of that plan. */
  readonly isReplaced: boolean;
}

/** State reached, also beside an error: Terraform keeps it. Null where there is no object (any more). */
export interface StateResponse<A extends Attributes> {
  readonly state: ObjectOf<A> | null;
  /** Kept with the state and handed to the next handler; left out, the request's stays. */
  readonly private?: { readonly [key: string]: JsonScalar };
  readonly diagnostics?: readonly Diagnostic[];
}

export interface Resource<A extends Attributes = Attributes, C = unknown> {
  /** With the provider's prefix. */
  readonly typeName: string;
  readonly schema: Schema<A>;
  /** Rules that span attributes. Known values only matter: unknown ones pass. Offline. */
  validate?(config: ObjectOf<A>): readonly Diagnostic[];
  /** The last word on the plan. Pure but for the client's configuration: Terraform calls it twice and compares. */
  plan?(request: PlanRequest<A, C>): PlanResponse<A>;
  /** Warnings on a planned destroy. Not called for the destroying half of a replacement that Terraform decided. */
  planDestroy?(request: PlanDestroyRequest<A, C>): PlanDestroyResponse | Promise<PlanDestroyResponse>;
  /**
   * Further warnings on a plan, which may ask the remote side. Apart from the plan, so that nothing it finds can change
   * that. Terraform plans again at apply.
   */
  advise?(request: AdviseRequest<A, C>): Promise<readonly Diagnostic[]>;
  create(request: CreateRequest<A, C>): Promise<StateResponse<A>>;
  /** Null state: gone, which removes it from Terraform's state. An equivalent spelling is kept by the framework. */
  read(request: ReadRequest<A, C>): Promise<StateResponse<A>>;
  update(request: UpdateRequest<A, C>): Promise<StateResponse<A>>;
  delete(request: DeleteRequest<A, C>): Promise<StateResponse<A>>;
  import?(request: ImportRequest<C>): Promise<StateResponse<A>>;
  /** The other type's state as one of this. Throws where there is nothing to take over. */
  move?(request: MoveRequest): Promise<StateResponse<A>>;
  /** A configuration that would give this state: each attribute that the provider alone computes is null. Pure. */
  generateConfig?(state: ObjectOf<A>): ObjectOf<A>;
  readonly identity?: ResourceIdentity;
  /** By the version they upgrade from, each to the next one. */
  readonly upgraders?: { readonly [fromVersion: number]: (state: JsonValue) => JsonValue };
}
