// GetFunctions: the signatures of the provider's functions.
import { functionsToWire } from "../function-to-wire";
import { type DeepPartial, type GetFunctions_Response } from "../tfplugin6_pb";
import { type Session } from "../session";

export const getFunctions = ({ provider }: Session): DeepPartial<GetFunctions_Response> => ({
  functions: functionsToWire(provider.functions ?? []),
});
