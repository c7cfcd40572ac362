// What an action's author writes: something done on demand, which leaves nothing in the state.
import { type Diagnostic } from "./diagnostic";
import { type Attributes, type ObjectOf, type Schema } from "./schema";

export interface InvokeRequest<A extends Attributes, C> {
  /** Wholly known. */
  readonly config: ObjectOf<A>;
  readonly client: C;
  readonly signal: AbortSignal;
  /** Shown at once. */
  readonly progress: (message: string) => void;
}

export interface PlanActionRequest<A extends Attributes, C> {
  /** Values may be unknown, and turn out different from what was expected. */
  readonly config: ObjectOf<A>;
  readonly client: C;
  readonly signal: AbortSignal;
}

export interface Action<A extends Attributes = Attributes, C = unknown> {
  readonly typeName: string;
  readonly schema: Schema<A>;
  /** Rules that span attributes. Offline. */
  validate?(config: ObjectOf<A>): readonly Diagnostic[];
  /**
   * What invoking it would do, as warnings: nothing else of an action shows in a plan. Throws where it would fail. Invoking
   * checks everything again.
   */
  plan?(request: PlanActionRequest<A, C>): Promise<readonly Diagnostic[]>;
  /** What it found to say; throws where the action failed. */
  invoke(request: InvokeRequest<A, C>): Promise<readonly Diagnostic[]>;
}
