// Function signatures on the wire.
import { typeToJson } from "../cty";
import { type ProviderFunction } from "../framework";
import { type DeepPartial, type FunctionMessage, StringKind } from "./tfplugin6_pb";

export const functionsToWire = (functions: readonly ProviderFunction[]) =>
  Object.fromEntries(functions.map((one) => [one.name, functionToWire(one)]));

function functionToWire(declared: ProviderFunction): DeepPartial<FunctionMessage> {
  const { summary, description, parameters, returns } = declared;
  return {
    summary,
    description,
    descriptionKind: StringKind.MARKDOWN,
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      type: typeToJson(parameter.type),
      description: parameter.description,
      descriptionKind: StringKind.MARKDOWN,
    })),
    return: { type: typeToJson(returns) },
  };
}
