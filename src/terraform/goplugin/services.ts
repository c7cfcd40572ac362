// The services of go-plugin itself: ending the process, health, and two that a client asks for but this SDK does not use.
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { Health, HealthCheckResponse_ServingStatus } from "./grpc_health_pb";
import { GRPCBroker, GRPCController, GRPCStdio } from "./grpc_plugin_pb";

/** The name by which a plugin is asked for; the empty one means the server as a whole. */
const SERVING = ["plugin", ""];

export function pluginRoutes(router: ConnectRouter, shutdown: () => void): void {
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
  // Nothing is forwarded: stdout carries the handshake only, and stderr goes straight to the client.
  router.service(GRPCStdio, { streamStdio: endedStream });
  router.service(GRPCBroker, { startStream: endedStream });
}

async function* endedStream(): AsyncGenerator<never> {
  // Yields nothing: clients take it as "no more to come".
}
