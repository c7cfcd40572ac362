// CallFunction: pure, and before ConfigureProvider. Its answer has no diagnostics but one error, with the argument at fault.
import { CtyError, type CtyType, type KnownOf, UNKNOWN, encode } from "../../cty";
import { FunctionError, type ProviderFunction, diagnosticsOf } from "../../framework";
import { valueFromWire } from "../dynamic-value";
import { type DeepPartial, type CallFunction_Request, type CallFunction_Response } from "../tfplugin6_pb";
import { type Session } from "../session";

type Response = DeepPartial<CallFunction_Response>;

export function callFunction(session: Session, request: CallFunction_Request): Response {
  const declared = session.provider.functions?.find(({ name }) => name === request.name);
  if (!declared) return failure(session, `This version of the provider has no function ${request.name}.`);
  try {
    return { result: { msgpack: encode(declared.returns, call(declared, request)) } };
  } catch (error) {
    if (error instanceof FunctionError) return failure(session, error.message, error.argument);
    const [{ summary = "", detail = "" } = {}] = diagnosticsOf(error, `function ${request.name}`);
    return failure(session, `${summary}: ${detail}`);
  }
}

function call(declared: ProviderFunction, { arguments: given }: CallFunction_Request) {
  const { name, parameters } = declared;
  if (given.length !== parameters.length) {
    throw new FunctionError(`${name} takes ${parameters.length} arguments, and was given ${given.length}.`, 0);
  }
  return declared.call(<T extends CtyType>(index: number, type: T): KnownOf<T> => {
    const value = read(type, given[index], index);
    if (value !== null && value !== UNKNOWN) return value;
    throw new FunctionError(`${parameters[index]?.name ?? "The argument"} must be known and not null.`, index);
  });
}

function read<T extends CtyType>(type: T, wire: CallFunction_Request["arguments"][number] | undefined, index: number) {
  try {
    return valueFromWire(type, wire);
  } catch (error) {
    throw error instanceof CtyError ? new FunctionError(error.message, index) : error;
  }
}

/** Terraform ends the text with a full stop of its own. */
const failure = ({ redact }: Session, text: string, argument?: number): Response => ({
  error: {
    text: redact(text).replace(/\.+$/, ""),
    ...(argument !== undefined && { functionArgument: BigInt(argument) }),
  },
});
