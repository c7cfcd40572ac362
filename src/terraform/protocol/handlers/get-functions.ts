// GetFunctions: the signatures of the provider's functions.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { functionsToWire } from "../function-to-wire";
import { type GetFunctions_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export const getFunctions = ({ provider }: Session): MessageInitShape<typeof GetFunctions_ResponseSchema> => ({
  functions: functionsToWire(provider.functions ?? []),
});
