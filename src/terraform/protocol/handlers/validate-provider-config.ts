// ValidateProviderConfig: the provider block, offline. Values may be unknown.
import { validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire } from "../dynamic-value";
import {
  type DeepPartial,
  type ValidateProviderConfig_Request,
  type ValidateProviderConfig_Response,
} from "../tfplugin6_pb";
import { type Session } from "../session";

export function validateProviderConfig(
  { provider, redact }: Session,
  request: ValidateProviderConfig_Request,
): DeepPartial<ValidateProviderConfig_Response> {
  const config = objectFromWire(provider.schema, request.config);
  return { diagnostics: diagnosticsToWire(validateConfig(provider, config, "configured"), redact) };
}
