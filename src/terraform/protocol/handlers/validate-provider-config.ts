// ValidateProviderConfig: the provider block, offline. Values may be unknown.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire } from "../dynamic-value";
import { type ValidateProviderConfig_Request, type ValidateProviderConfig_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export function validateProviderConfig(
  { provider, redact }: Session,
  request: ValidateProviderConfig_Request,
): MessageInitShape<typeof ValidateProviderConfig_ResponseSchema> {
  const config = objectFromWire(provider.schema, request.config);
  return { diagnostics: diagnosticsToWire(validateConfig(provider, config, "configured"), redact) };
}
