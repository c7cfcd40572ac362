// The services of go-plugin itself: ending the process, health, and two that a client asks for but this SDK does not use.
import { type Call, type NamedMethod, ended, stream, unary } from "./methods";
import { Code, GrpcError } from "./grpc/status";
import { HealthCheckResponse_ServingStatus, HealthDefinition } from "./grpc_health_pb";
import { GRPCBrokerDefinition, GRPCControllerDefinition, GRPCStdioDefinition } from "./grpc_plugin_pb";

/** The name by which a plugin is asked for; the empty one means the server as a whole. */
const SERVING = ["plugin", ""];

/** `end` resolves once the process is to end. */
export function pluginMethods(shutdown: () => void, end: Promise<unknown>): readonly NamedMethod[] {
  return [
    unary(GRPCControllerDefinition, GRPCControllerDefinition.methods.shutdown, () => {
      shutdown();
      return {};
    }),
    unary(HealthDefinition, HealthDefinition.methods.check, ({ service }) => {
      if (!SERVING.includes(service)) throw new GrpcError(Code.NotFound, `no service "${service}" here`);
      return { status: HealthCheckResponse_ServingStatus.SERVING };
    }),
    // Nothing is forwarded: stdout carries the handshake only, and stderr goes straight to the client. But gRPC clients
    // close a connection on which no call runs for half an hour, and a client without a connection counts as gone.
    stream(GRPCStdioDefinition, GRPCStdioDefinition.methods.streamStdio, (_request, call) => openStream(end, call)),
    ended(GRPCBrokerDefinition, GRPCBrokerDefinition.methods.startStream),
  ];
}

/** Yields nothing, until the process or its client ends: clients take it as "no more to come". */
async function* openStream(end: Promise<unknown>, { onceOver }: Call): AsyncGenerator<never> {
  await Promise.race([end, new Promise<void>(onceOver)]);
  yield* [];
}
