// ApplyResourceChange over values: chooses create, update or delete, and sees to it that no state is ever lost.
import { type ObjectValue, type Value, attributeStep, isWhollyKnown } from "../cty";
import { type Diagnostic, diagnosticsOf, errorDiagnostic, isError } from "./diagnostic";
import { type PrivateState } from "./private-state";
import { type Resource } from "./resource";
import { type Attributes, type Schema } from "./schema";
import { validateConfig } from "./validate";

export interface ApplyInput<C> {
  readonly config: ObjectValue | null;
  readonly prior: ObjectValue | null;
  /** Null: the object is to be deleted. */
  readonly planned: ObjectValue | null;
  readonly private: PrivateState;
  readonly client: C;
  readonly signal: AbortSignal;
}

export interface ApplyOutput {
  readonly state: ObjectValue | null;
  readonly private: PrivateState;
  readonly diagnostics: readonly Diagnostic[];
}

export async function applyChange<C>(resource: Resource<Attributes, C>, input: ApplyInput<C>): Promise<ApplyOutput> {
  const unchanged = { state: input.prior, private: input.private };
  // What was unknown while planning is known now, so the plan's rules are checked once more, before any call.
  const mistakes = input.config === null ? [] : validateConfig(resource, input.config, "used").filter(isError);
  if (mistakes.length > 0) return { ...unchanged, diagnostics: mistakes };
  try {
    const response = await dispatch(resource, input);
    const complete = checkKnown(resource.schema, response.state);
    return {
      state: response.state,
      private: response.private ?? input.private,
      diagnostics: [...(response.diagnostics ?? []), ...complete],
    };
  } catch (thrown) {
    return { ...unchanged, diagnostics: diagnosticsOf(thrown, `apply of ${resource.typeName}`) };
  }
}

function dispatch<C>(resource: Resource<Attributes, C>, input: ApplyInput<C>) {
  const { prior, planned, config, client, signal } = input;
  if (planned === null) {
    if (prior === null) throw new Error("neither prior nor planned state");
    return resource.delete({ state: prior, private: input.private, client, signal });
  }
  if (config === null) throw new Error("no configuration beside a planned state");
  const request = { config, planned, private: input.private, client, signal };
  return prior === null ? resource.create(request) : resource.update({ ...request, prior });
}

/** Terraform's rule: a new state is wholly known. */
function checkKnown(schema: Schema, state: ObjectValue | null): readonly Diagnostic[] {
  if (state === null) return [];
  const unknown = Object.keys(schema.attributes).filter((name) => !isWhollyKnown(valueAt(state, name)));
  return unknown.map((name) =>
    errorDiagnostic(
      `Bug in the provider: ${name} is unknown after apply`,
      "This is not your mistake. Please report it with the configuration of this resource.",
      [attributeStep(name)],
    ),
  );
}

function valueAt(object: ObjectValue, name: string): Value {
  return object[name] ?? null;
}
