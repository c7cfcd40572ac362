// GenerateResourceConfig: the configuration that would give a state, for objects that are brought under management.
import { type ObjectValue } from "../../cty";
import { type Attributes, type Resource } from "../../framework";
import { objectFromWire, toWire } from "../dynamic-value";
import {
  type DeepPartial,
  type GenerateResourceConfig_Request,
  type GenerateResourceConfig_Response,
} from "../tfplugin6_pb";
import { type Session } from "../session";

export function generateResourceConfig(
  session: Session,
  request: GenerateResourceConfig_Request,
): DeepPartial<GenerateResourceConfig_Response> {
  const resource = session.resource(request.typeName);
  const state = objectFromWire(resource.schema, request.state);
  return { config: toWire(resource.schema, resource.generateConfig?.(state) ?? configuredBy(resource, state)) };
}

/** Where the resource does not know better: all that a configuration may set, as it is. */
function configuredBy({ schema }: Resource<Attributes>, state: ObjectValue): ObjectValue {
  const entries = Object.entries(schema.attributes).map(
    ([name, { mode }]) => [name, mode === "computed" ? null : (state[name] ?? null)] as const,
  );
  return Object.fromEntries(entries);
}
