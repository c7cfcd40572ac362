// Clients that come before anything can serve them: nothing of theirs is read, nothing is lost, and nobody gets in who would not
// get in later.
import { once } from "node:events";
import { type Socket } from "node:net";
import { type Certificate, createCertificate, unary } from "../../../src/terraform/goplugin";
import { type Endpoint, listen } from "../../../src/terraform/goplugin/endpoint";
import { HealthDefinition } from "../../../src/terraform/goplugin/grpc_health_pb";
import { Reception } from "../../../src/terraform/goplugin/reception";
import { PluginServer } from "../../../src/terraform/goplugin/server";
import { type Connection, connect } from "../../support/plugin-client";
import { createClient } from "../../support/rpc-client";

const own = createCertificate(new Date());
const announced = createCertificate(new Date());
const methods = new Map([unary(HealthDefinition, HealthDefinition.methods.check, () => ({ status: 1 }))]);

let reception: Reception;
let endpoint: Endpoint;
let server: PluginServer;
let connections: Connection[];

beforeEach(async () => {
  connections = [];
  reception = new Reception();
  endpoint = await listen(reception.server, { min: 0, max: 0 }, "linux");
});

afterEach(async () => {
  for (const connection of connections) connection.disconnect();
  reception.close();
  await server.close(0);
  endpoint.remove();
});

function open(tls: { own: Certificate; clientCertificate: string } | undefined): void {
  server = new PluginServer({ tls, methods: Promise.resolve(methods), manyClients: false });
  reception.handTo((socket) => server.take(socket));
}

/** Resolves once the reception has the connection; tells whether it was answered in the end. */
async function come(presented: Certificate | undefined, hasTls: boolean) {
  const der = hasTls ? own.der.toString("base64").replace(/=+$/, "") : "";
  const connection = connect(`1|6|unix|${endpoint.address}|grpc|${der}`, presented);
  connections.push(connection);
  const accepted = once(reception.server, "connection");
  const outcome = createClient(HealthDefinition, connection.wire)
    .check({})
    .then(
      ({ status }) => `answered with ${status}`,
      () => "refused",
    );
  const [socket] = (await accepted) as [Socket];
  return { outcome, socket };
}

/** Until what was sent has arrived. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 30));

test("over TLS the announced client is served, and others are refused, whether they came early or late", async () => {
  const early = [
    await come(announced, true),
    await come(createCertificate(new Date()), true),
    await come(undefined, true),
  ];
  await aMoment();
  open({ own, clientCertificate: announced.certificate });
  const late = [
    await come(announced, true),
    await come(createCertificate(new Date()), true),
    await come(undefined, true),
  ];
  const outcomes = ["answered with 1", "refused", "refused"];
  expect(await Promise.all([...early, ...late].map(({ outcome }) => outcome))).toEqual([...outcomes, ...outcomes]);
});

test("without TLS nothing that was sent early is lost", async () => {
  const early = [await come(undefined, false), await come(undefined, false)];
  await aMoment();
  expect(early.map(({ socket }) => socket.bytesRead)).toEqual([0, 0]);
  open(undefined);
  const late = await come(undefined, false);
  const outcomes = await Promise.all([...early, late].map(({ outcome }) => outcome));
  expect(outcomes).toEqual(["answered with 1", "answered with 1", "answered with 1"]);
});

test("one that comes early and goes again harms nobody", async () => {
  const gone = await come(undefined, false);
  connections.splice(0).forEach((connection) => connection.disconnect());
  await gone.outcome;
  open(undefined);
  const { outcome } = await come(undefined, false);
  expect(await outcome).toBe("answered with 1");
});
