// The service tfplugin6.Provider: which handler answers which RPC, and what is answered when a handler fails. RPCs that
// are not named here answer "unimplemented", which clients take as "not offered".
import { type ConnectRouter } from "@connectrpc/connect";
import { type Attributes, type Provider } from "../framework";
import { Provider as ProviderService } from "./tfplugin6_pb";
import { closeLeftOpen } from "./close-left-open";
import { guarded, guardedStream } from "./handler";
import { applyResourceChange } from "./handlers/apply-resource-change";
import { callFunction } from "./handlers/call-function";
import { closeEphemeralResource } from "./handlers/close-ephemeral-resource";
import { configureProvider } from "./handlers/configure-provider";
import { generateResourceConfig } from "./handlers/generate-resource-config";
import { getFunctions } from "./handlers/get-functions";
import { getMetadata } from "./handlers/get-metadata";
import { getProviderSchema } from "./handlers/get-provider-schema";
import { getResourceIdentitySchemas } from "./handlers/get-resource-identity-schemas";
import { importResourceState } from "./handlers/import-resource-state";
import { completed, invokeAction } from "./handlers/invoke-action";
import { listResource } from "./handlers/list-resource";
import { openEphemeralResource } from "./handlers/open-ephemeral-resource";
import { planAction } from "./handlers/plan-action";
import { planResourceChange } from "./handlers/plan-resource-change";
import { readDataSource } from "./handlers/read-data-source";
import { readResource } from "./handlers/read-resource";
import { renewEphemeralResource } from "./handlers/renew-ephemeral-resource";
import { upgradeResourceIdentity } from "./handlers/upgrade-resource-identity";
import { upgradeResourceState } from "./handlers/upgrade-resource-state";
import { validateActionConfig } from "./handlers/validate-action-config";
import { validateDataResourceConfig } from "./handlers/validate-data-resource-config";
import { validateEphemeralResourceConfig } from "./handlers/validate-ephemeral-resource-config";
import { validateListResourceConfig } from "./handlers/validate-list-resource-config";
import { validateProviderConfig } from "./handlers/validate-provider-config";
import { validateResourceConfig } from "./handlers/validate-resource-config";
import { type RpcLog, Session } from "./session";

export interface ProviderServer {
  /** Registers the service. */
  readonly routes: (router: ConnectRouter) => void;
  /** As StopProvider does: running handlers see their signal aborted. */
  readonly stop: () => void;
  /** Closes what the client has left open, until `end`. Never rejects. */
  readonly finish: (end: AbortSignal) => Promise<void>;
}

/** By which a provider process knows that Terraform started it: fixed for all Terraform plugins. */
export const TERRAFORM_COOKIE = {
  key: "TF_PLUGIN_MAGIC_COOKIE",
  value: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
};

/** The protocol version of tfplugin6. */
export const PROTOCOL_VERSION = 6;

export function providerServer<C>(
  provider: Provider<Attributes, C>,
  log: RpcLog,
  redact: (text: string) => string,
): ProviderServer {
  const session = new Session<C>(provider, log, redact);
  const nothing = () => ({});
  const routes = (router: ConnectRouter) => {
    router.service(ProviderService, {
      getMetadata: guarded(session, "GetMetadata", getMetadata, nothing),
      getProviderSchema: guarded(session, "GetProviderSchema", getProviderSchema, nothing),
      validateProviderConfig: guarded(session, "ValidateProviderConfig", validateProviderConfig, nothing),
      validateResourceConfig: guarded(session, "ValidateResourceConfig", validateResourceConfig, nothing),
      validateDataResourceConfig: guarded(session, "ValidateDataResourceConfig", validateDataResourceConfig, nothing),
      configureProvider: guarded(session, "ConfigureProvider", configureProvider, nothing),
      upgradeResourceState: guarded(session, "UpgradeResourceState", upgradeResourceState, nothing),
      readResource: guarded(session, "ReadResource", readResource, (request) => ({
        newState: request.currentState,
        private: request.private,
      })),
      planResourceChange: guarded(session, "PlanResourceChange", planResourceChange, (request) => ({
        plannedState: request.proposedNewState,
        plannedPrivate: request.priorPrivate,
      })),
      applyResourceChange: guarded(session, "ApplyResourceChange", applyResourceChange, (request) => ({
        newState: request.priorState,
        private: request.plannedPrivate,
      })),
      importResourceState: guarded(session, "ImportResourceState", importResourceState, nothing),
      getResourceIdentitySchemas: guarded(session, "GetResourceIdentitySchemas", getResourceIdentitySchemas, nothing),
      upgradeResourceIdentity: guarded(session, "UpgradeResourceIdentity", upgradeResourceIdentity, nothing),
      generateResourceConfig: guarded(session, "GenerateResourceConfig", generateResourceConfig, nothing),
      validateEphemeralResourceConfig: guarded(
        session,
        "ValidateEphemeralResourceConfig",
        validateEphemeralResourceConfig,
        nothing,
      ),
      openEphemeralResource: guarded(session, "OpenEphemeralResource", openEphemeralResource, nothing),
      renewEphemeralResource: guarded(session, "RenewEphemeralResource", renewEphemeralResource, nothing),
      closeEphemeralResource: guarded(session, "CloseEphemeralResource", closeEphemeralResource, nothing),
      validateListResourceConfig: guarded(session, "ValidateListResourceConfig", validateListResourceConfig, nothing),
      listResource: (request) =>
        guardedStream(session, "ListResource", listResource(session, request), (diagnostic) => ({ diagnostic })),
      validateActionConfig: guarded(session, "ValidateActionConfig", validateActionConfig, nothing),
      planAction: guarded(session, "PlanAction", planAction, nothing),
      invokeAction: (request) => guardedStream(session, "InvokeAction", invokeAction(session, request), completed),
      getFunctions: guarded(session, "GetFunctions", getFunctions, nothing),
      callFunction: (request) => callFunction(session, request),
      readDataSource: guarded(session, "ReadDataSource", readDataSource, nothing),
      stopProvider: () => {
        session.stop();
        return {};
      },
    });
  };
  return { routes, stop: () => session.stop(), finish: (end) => closeLeftOpen(session, end) };
}
