// The services of go-plugin itself: ending the process, health, and two that a client asks for but this SDK does not use.
import { Code, ConnectError, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
import { Health, HealthCheckResponse_ServingStatus } from "./grpc_health_pb";
import { GRPCBroker, GRPCController, GRPCStdio } from "./grpc_plugin_pb";

/** The name by which a plugin is asked for; the empty one means the server as a whole. */
const SERVING = ["plugin", ""];

/** `ended` resolves once the process is to end. */
export function pluginRoutes(router: ConnectRouter, shutdown: () => void, ended: Promise<unknown>): void {
  router.service(GRPCController, {
    shutdown() {
      shutdown();
      return {};
    },
  });
  router.service(Health, {
    check({ service }) {
      if (!SERVING.includes(service)) throw new ConnectError(`no service "${service}" here`, Code.NotFound);
      return { status: HealthCheckResponse_ServingStatus.SERVING };
    },
  });
  // Nothing is forwarded: stdout carries the handshake only, and stderr goes straight to the client. But gRPC clients close
  // a connection on which no call runs for half an hour, and a client without a connection counts as gone.
  router.service(GRPCStdio, { streamStdio: (_request, { signal }) => openStream(ended, signal) });
  router.service(GRPCBroker, { startStream: endedStream });
}

/** Yields nothing, until the process or its client ends. */
async function* openStream(ended: Promise<unknown>, gone: HandlerContext["signal"]): AsyncGenerator<never> {
  await Promise.race([ended, new Promise((resolve) => gone.addEventListener("abort", resolve, { once: true }))]);
  yield* endedStream();
}

async function* endedStream(): AsyncGenerator<never> {
  // Yields nothing: clients take it as "no more to come".
}
