// ValidateDataResourceConfig: a data block, offline. Values may be unknown.
import { validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire } from "../dynamic-value";
import {
  type DeepPartial,
  type ValidateDataResourceConfig_Request,
  type ValidateDataResourceConfig_Response,
} from "../tfplugin6_pb";
import { type Session } from "../session";

export function validateDataResourceConfig(
  session: Session,
  request: ValidateDataResourceConfig_Request,
): DeepPartial<ValidateDataResourceConfig_Response> {
  const dataSource = session.dataSource(request.typeName);
  const config = objectFromWire(dataSource.schema, request.config);
  return { diagnostics: diagnosticsToWire(validateConfig(dataSource, config, "configured"), session.redact) };
}
