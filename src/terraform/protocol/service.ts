// The service tfplugin6.Provider: which handler answers which RPC, and what is answered when a handler fails. RPCs that
// are not named here answer "unimplemented", which clients take as "not offered".
import { type Attributes, type Provider } from "../framework";
import {
  type Call,
  type NamedMethod,
  type Plugin,
  type StreamingRpc,
  type UnaryRpc,
  pathOf,
  stream,
  unary,
} from "../goplugin";
import { ProviderDefinition } from "./tfplugin6_pb";
import { type WireDiagnostic } from "./diagnostics-to-wire";
import { type Answer, type Handler, guarded, guardedStream } from "./handler";
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
import {
  validateActionConfig,
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateListResourceConfig,
  validateProviderConfig,
  validateResourceConfig,
} from "./handlers/validate-config";
import { type RpcLog, type Session } from "./session";
import { Sessions } from "./sessions";

export function providerServer<C>(
  provider: Provider<Attributes, C>,
  log: RpcLog,
  redact: (text: string) => string,
  /** The answer to GetProviderSchema, where it was encoded beforehand. */
  schema?: Uint8Array,
): Plugin {
  const sessions = new Sessions<C>(provider, log, redact);
  const sessionOf = ({ client }: Call) => sessions.of(client);
  const one = <Request, Response, Init extends Answer>(
    rpc: UnaryRpc<Request, Response, Init>,
    handler: Handler<Request, Init>,
    onFailure: (request: Request) => Init,
  ) => unary(ProviderDefinition, rpc, guarded(sessionOf, rpc.name, handler, onFailure));
  const many = <Request, Response, Event>(
    rpc: StreamingRpc<Request, Response, Event>,
    handler: (session: Session, request: Request) => AsyncIterable<Event>,
    onFailure: (diagnostics: WireDiagnostic[]) => Event,
  ) =>
    stream(ProviderDefinition, rpc, (request, call) => {
      const session = sessionOf(call);
      return guardedStream(session, rpc.name, handler(session, request), onFailure);
    });
  const prepared = (rpc: { readonly name: string }, bytes: Uint8Array): NamedMethod => {
    const answer = async (_message: Uint8Array, call: Call) => {
      sessionOf(call).log.trace("RPC answered as prepared", { rpc: rpc.name });
      return bytes;
    };
    return [pathOf(ProviderDefinition, rpc), { kind: "unary", answer }];
  };
  const nothing = () => ({});
  const { methods: rpc } = ProviderDefinition;
  const methods = [
    one(rpc.getMetadata, getMetadata, nothing),
    schema ? prepared(rpc.getProviderSchema, schema) : one(rpc.getProviderSchema, getProviderSchema, nothing),
    one(rpc.validateProviderConfig, validateProviderConfig, nothing),
    one(rpc.validateResourceConfig, validateResourceConfig, nothing),
    one(rpc.validateDataResourceConfig, validateDataResourceConfig, nothing),
    one(rpc.configureProvider, configureProvider, nothing),
    one(rpc.upgradeResourceState, upgradeResourceState, nothing),
    one(rpc.readResource, readResource, (request) => ({
      newState: request.currentState,
      private: request.private,
    })),
    one(rpc.planResourceChange, planResourceChange, (request) => ({
      plannedState: request.proposedNewState,
      plannedPrivate: request.priorPrivate,
    })),
    one(rpc.applyResourceChange, applyResourceChange, (request) => ({
      newState: request.priorState,
      private: request.plannedPrivate,
    })),
    one(rpc.importResourceState, importResourceState, nothing),
    one(rpc.moveResourceState, moveResourceState, nothing),
    one(rpc.getResourceIdentitySchemas, getResourceIdentitySchemas, nothing),
    one(rpc.upgradeResourceIdentity, upgradeResourceIdentity, nothing),
    one(rpc.generateResourceConfig, generateResourceConfig, nothing),
    one(rpc.validateEphemeralResourceConfig, validateEphemeralResourceConfig, nothing),
    one(rpc.openEphemeralResource, openEphemeralResource, nothing),
    one(rpc.renewEphemeralResource, renewEphemeralResource, nothing),
    one(rpc.closeEphemeralResource, closeEphemeralResource, nothing),
    one(rpc.validateListResourceConfig, validateListResourceConfig, nothing),
    many(rpc.listResource, listResource, (diagnostic) => ({ diagnostic })),
    one(rpc.validateActionConfig, validateActionConfig, nothing),
    one(rpc.planAction, planAction, nothing),
    many(rpc.invokeAction, invokeAction, completed),
    one(rpc.getFunctions, getFunctions, nothing),
    unary(ProviderDefinition, rpc.callFunction, (request, call) => callFunction(sessionOf(call), request)),
    one(rpc.readDataSource, readDataSource, nothing),
    unary(ProviderDefinition, rpc.stopProvider, (_request, call) => {
      sessionOf(call).stop();
      return {};
    }),
  ];
  return {
    methods,
    stop: () => sessions.stop(),
    graceMs: () => sessions.graceMs,
    finish: (end) => sessions.finish(end),
  };
}
