// The gRPC server by itself: what it counts, and how it closes.
import { once } from "node:events";
import { stream, unary } from "../../../src/terraform/goplugin/methods";
import { type Endpoint, listen } from "../../../src/terraform/goplugin/endpoint";
import { HealthDefinition } from "../../../src/terraform/goplugin/grpc_health_pb";
import { GRPCStdioDefinition } from "../../../src/terraform/goplugin/grpc_plugin_pb";
import { Reception } from "../../../src/terraform/goplugin/reception";
import { PluginServer } from "../../../src/terraform/goplugin/server";
import { type Connection, connect } from "../../support/plugin-client";
import { createClient } from "../../support/rpc-client";

let server: PluginServer;
let reception: Reception;
/** Of the stream's handler. */
let streamed: string[];
/** Of each call, in turn. */
let clients: (AbortSignal | undefined)[];
let endpoint: Endpoint;
let client: Connection;
/** Lets the running call answer. */
let answer: () => void;
/** Resolves once the call runs. */
let begun: Promise<void>;

beforeEach(async () => {
  clients = [];
  streamed = [];
  const answered = new Promise<void>((resolve) => (answer = resolve));
  begun = new Promise((begin) => {
    const methods = new Map([
      unary(HealthDefinition, HealthDefinition.methods.check, async (_request, call) => {
        clients.push(call.client);
        begin();
        await answered;
        return { status: 1 };
      }),
      stream(GRPCStdioDefinition, GRPCStdioDefinition.methods.streamStdio, async function* () {
        try {
          yield {};
          begin();
          await answered;
          yield {};
        } finally {
          streamed.push("ended");
        }
      }),
    ]);
    server = new PluginServer({ tls: undefined, methods: Promise.resolve(methods), manyClients: true });
  });
  reception = new Reception();
  reception.handTo((socket) => server.take(socket));
  endpoint = await listen(reception.server, { min: 0, max: 0 }, "linux");
  client = connect(`1|6|unix|${endpoint.address}|grpc|`);
});

afterEach(async () => {
  client.disconnect();
  await server.close(0);
  reception.close();
  endpoint.remove();
});

const call = () =>
  createClient(HealthDefinition, client.wire)
    .check({})
    .then(
      () => "answered",
      () => "cut off",
    );

test("it counts connections, and remembers that there was one", async () => {
  expect([server.connections, server.wasConnected]).toEqual([0, false]);
  const outcome = call();
  const [session] = (await once(server.http2, "session")) as [NodeJS.EventEmitter];
  const closed = new Promise((resolve) => session.once("close", resolve));
  expect([server.connections, server.wasConnected]).toEqual([1, true]);
  client.disconnect();
  await outcome;
  await closed;
  expect([server.connections, server.wasConnected]).toEqual([0, true]);
});

test("calls tell by which connection they come, and when that is closed", async () => {
  answer();
  const other = connect(`1|6|unix|${endpoint.address}|grpc|`);
  const call = (on: Connection) => createClient(HealthDefinition, on.wire).check({});
  await call(client);
  await call(other);
  await call(client);
  const [first, second, third] = clients;
  expect([first === third, first === second, first?.aborted, second?.aborted]).toEqual([true, false, false, false]);
  const closed = new Promise((resolve) => second?.addEventListener("abort", resolve));
  other.disconnect();
  await closed;
  expect(first?.aborted).toBe(false);
});

test("it is idle when no call runs", async () => {
  await expect(server.idle()).resolves.toBeUndefined();
});

test("it is idle again once the running call has ended, though its client is gone", async () => {
  const outcome = call();
  await begun;
  const events: string[] = [];
  const idle = server.idle().then(() => events.push("idle"));
  client.disconnect();
  events.push(await outcome);
  events.push("answering");
  answer();
  await idle;
  expect(events).toEqual(["cut off", "answering", "idle"]);
});

test.each([
  ["goes on", false],
  ["has lost its client", true],
])("it is not idle while a stream %s whose handler has not ended", async (_, isLost) => {
  const messages = createClient(GRPCStdioDefinition, client.wire).streamStdio({});
  const received = (async () => {
    let count = 0;
    for await (const _message of messages) count++;
    return count;
  })().catch(() => "cut off");
  await begun;
  const idle = server.idle().then(() => streamed.push("idle"));
  if (isLost) {
    client.disconnect();
    expect(await received).toBe("cut off");
  }
  streamed.push("answering");
  answer();
  await idle;
  expect(streamed).toEqual(["answering", "ended", "idle"]);
  if (!isLost) expect(await received).toBe(2);
});

test("close lets the answer of a running call arrive", async () => {
  const outcome = call();
  await begun;
  const closed = server.close(60_000);
  answer();
  expect(await outcome).toBe("answered");
  await closed;
});

test("close cuts what is left when its time is up", async () => {
  const outcome = call();
  await begun;
  await server.close(1);
  expect(await outcome).toBe("cut off");
});
