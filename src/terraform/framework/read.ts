// ReadResource over values: asks the resource, then keeps the prior spelling of whatever still means the same.
import { type ObjectValue } from "../cty";
import { type Diagnostic } from "./diagnostic";
import { keepEquivalent } from "./plan";
import { type PrivateState } from "./private-state";
import { type Resource } from "./resource";
import { type Attributes } from "./schema";

export interface ReadInput<C> {
  readonly state: ObjectValue;
  readonly private: PrivateState;
  readonly client: C;
  readonly signal: AbortSignal;
}

export interface ReadOutput {
  readonly state: ObjectValue | null;
  readonly private: PrivateState;
  readonly diagnostics: readonly Diagnostic[];
}

export async function readState<C>(resource: Resource<Attributes, C>, input: ReadInput<C>): Promise<ReadOutput> {
  const response = await resource.read(input);
  return {
    state: response.state === null ? null : keepEquivalent(resource.schema, input.state, response.state),
    private: response.private ?? input.private,
    diagnostics: response.diagnostics ?? [],
  };
}
