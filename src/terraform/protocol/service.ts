// The service tfplugin6.Provider: which handler answers which RPC, and what is answered when a handler fails. RPCs that
// are not named here answer "unimplemented", which clients take as "not offered".
import { type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
import { type Attributes, type Provider } from "../framework";
import { Provider as ProviderService } from "./tfplugin6_pb";
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
import { moveResourceState } from "./handlers/move-resource-state";
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
import { type RpcLog } from "./session";
import { Sessions } from "./sessions";

export interface ProviderServer {
  /** Registers the service. `connectionOf` tells several clients apart; without it, all calls are one client's. */
  readonly routes: (router: ConnectRouter, connectionOf?: (context: HandlerContext) => AbortSignal | undefined) => void;
  /** As StopProvider does: running handlers see their signal aborted. */
  readonly stop: () => void;
  /** Milliseconds that calls under way may still need once they were asked to stop. */
  readonly graceMs: () => number;
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
  const sessions = new Sessions<C>(provider, log, redact);
  const nothing = () => ({});
  const routes: ProviderServer["routes"] = (router, connectionOf) => {
    const sessionOf = (context: HandlerContext) => sessions.of(connectionOf?.(context));
    router.service(ProviderService, {
      getMetadata: guarded(sessionOf, "GetMetadata", getMetadata, nothing),
      getProviderSchema: guarded(sessionOf, "GetProviderSchema", getProviderSchema, nothing),
      validateProviderConfig: guarded(sessionOf, "ValidateProviderConfig", validateProviderConfig, nothing),
      validateResourceConfig: guarded(sessionOf, "ValidateResourceConfig", validateResourceConfig, nothing),
      validateDataResourceConfig: guarded(sessionOf, "ValidateDataResourceConfig", validateDataResourceConfig, nothing),
      configureProvider: guarded(sessionOf, "ConfigureProvider", configureProvider, nothing),
      upgradeResourceState: guarded(sessionOf, "UpgradeResourceState", upgradeResourceState, nothing),
      readResource: guarded(sessionOf, "ReadResource", readResource, (request) => ({
        newState: request.currentState,
        private: request.private,
      })),
      planResourceChange: guarded(sessionOf, "PlanResourceChange", planResourceChange, (request) => ({
        plannedState: request.proposedNewState,
        plannedPrivate: request.priorPrivate,
      })),
      applyResourceChange: guarded(sessionOf, "ApplyResourceChange", applyResourceChange, (request) => ({
        newState: request.priorState,
        private: request.plannedPrivate,
      })),
      importResourceState: guarded(sessionOf, "ImportResourceState", importResourceState, nothing),
      moveResourceState: guarded(sessionOf, "MoveResourceState", moveResourceState, nothing),
      getResourceIdentitySchemas: guarded(sessionOf, "GetResourceIdentitySchemas", getResourceIdentitySchemas, nothing),
      upgradeResourceIdentity: guarded(sessionOf, "UpgradeResourceIdentity", upgradeResourceIdentity, nothing),
      generateResourceConfig: guarded(sessionOf, "GenerateResourceConfig", generateResourceConfig, nothing),
      validateEphemeralResourceConfig: guarded(
        sessionOf,
        "ValidateEphemeralResourceConfig",
        validateEphemeralResourceConfig,
        nothing,
      ),
      openEphemeralResource: guarded(sessionOf, "OpenEphemeralResource", openEphemeralResource, nothing),
      renewEphemeralResource: guarded(sessionOf, "RenewEphemeralResource", renewEphemeralResource, nothing),
      closeEphemeralResource: guarded(sessionOf, "CloseEphemeralResource", closeEphemeralResource, nothing),
      validateListResourceConfig: guarded(sessionOf, "ValidateListResourceConfig", validateListResourceConfig, nothing),
      listResource: (request, context) => {
        const session = sessionOf(context);
        return guardedStream(session, "ListResource", listResource(session, request), (diagnostic) => ({ diagnostic }));
      },
      validateActionConfig: guarded(sessionOf, "ValidateActionConfig", validateActionConfig, nothing),
      planAction: guarded(sessionOf, "PlanAction", planAction, nothing),
      invokeAction: (request, context) => {
        const session = sessionOf(context);
        return guardedStream(session, "InvokeAction", invokeAction(session, request), completed);
      },
      getFunctions: guarded(sessionOf, "GetFunctions", getFunctions, nothing),
      callFunction: (request, context) => callFunction(sessionOf(context), request),
      readDataSource: guarded(sessionOf, "ReadDataSource", readDataSource, nothing),
      stopProvider: (_request, context) => {
        sessionOf(context).stop();
        return {};
      },
    });
  };
  return {
    routes,
    stop: () => sessions.stop(),
    graceMs: () => sessions.graceMs,
    finish: (end) => sessions.finish(end),
  };
}
