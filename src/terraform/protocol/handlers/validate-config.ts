// ValidateProviderConfig and its likes, one for each kind of block: what a block says, offline. Values may be unknown.
import { type ObjectValue } from "../../cty";
import { type Schema, type Validated, validateConfig } from "../../framework";
import { type WireDiagnostic, diagnosticsToWire } from "../diagnostics-to-wire";
import { configFromWire, objectFromWire } from "../dynamic-value";
import { type Handler } from "../handler";
import { type Session } from "../session";
import {
  type DynamicValue,
  type ValidateActionConfig_Request,
  type ValidateDataResourceConfig_Request,
  type ValidateEphemeralResourceConfig_Request,
  type ValidateListResourceConfig_Request,
  type ValidateProviderConfig_Request,
  type ValidateResourceConfig_Request,
} from "../tfplugin6_pb";

const validation =
  <Request extends { config: DynamicValue | undefined }>(
    declared: (session: Session, request: Request) => Validated,
    configOf: (schema: Schema, value: DynamicValue | undefined) => ObjectValue,
  ): Handler<Request, { diagnostics: WireDiagnostic[] }> =>
  (session, request) => {
    const block = declared(session, request);
    const config = configOf(block.schema, request.config);
    return { diagnostics: diagnosticsToWire(validateConfig(block, config, "configured"), session.redact) };
  };

export const validateProviderConfig = validation<ValidateProviderConfig_Request>(
  ({ provider }) => provider,
  objectFromWire,
);

export const validateResourceConfig = validation<ValidateResourceConfig_Request>(
  (session, { typeName }) => session.resource(typeName),
  objectFromWire,
);

export const validateDataResourceConfig = validation<ValidateDataResourceConfig_Request>(
  (session, { typeName }) => session.dataSource(typeName),
  objectFromWire,
);

export const validateEphemeralResourceConfig = validation<ValidateEphemeralResourceConfig_Request>(
  (session, { typeName }) => session.ephemeralResource(typeName),
  objectFromWire,
);

export const validateListResourceConfig = validation<ValidateListResourceConfig_Request>(
  (session, { typeName }) => session.listResource(typeName),
  configFromWire,
);

export const validateActionConfig = validation<ValidateActionConfig_Request>(
  (session, { actionType }) => session.action(actionType),
  configFromWire,
);
