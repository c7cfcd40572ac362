// What a client says in the environment, and the line that answers it.
import { handshakeLine, readHello, speaksVersion } from "../../../src/terraform/goplugin/handshake";

const socket = { network: "unix", address: "/tmp/p/plugin", remove: () => undefined } as const;
const loopback = { network: "tcp", address: "127.0.0.1:10000", remove: () => undefined } as const;

test.each([
  ["no certificate", socket, undefined, "1|6|unix|/tmp/p/plugin|grpc|\n"],
  ["base64 without one padding sign", socket, Buffer.of(1, 2), "1|6|unix|/tmp/p/plugin|grpc|AQI\n"],
  ["base64 without two padding signs", socket, Buffer.of(1), "1|6|unix|/tmp/p/plugin|grpc|AQ\n"],
  ["the standard alphabet", socket, Buffer.of(0xfb, 0xff, 0xbf), "1|6|unix|/tmp/p/plugin|grpc|+/+/\n"],
  ["a TCP address", loopback, undefined, "1|6|tcp|127.0.0.1:10000|grpc|\n"],
])("the line with %s", (_name, endpoint, certificate, line) => {
  expect(handshakeLine(6, endpoint, certificate)).toBe(line);
});

test.each([
  ["5,6", true],
  ["6,5", true],
  ["6", true],
  ["5", false],
  ["16,60", false],
  ["", true],
  [undefined, true],
])("a client that offers %j speaks version 6: %j", (offered, expected) => {
  expect(speaksVersion({ PLUGIN_PROTOCOL_VERSIONS: offered }, 6)).toBe(expected);
});

test("certificate and ports are read", () => {
  const env = { PLUGIN_CLIENT_CERT: "PEM", PLUGIN_MIN_PORT: "10001", PLUGIN_MAX_PORT: "10002" };
  expect(readHello(env)).toEqual({ clientCertificate: "PEM", ports: { min: 10001, max: 10002 } });
});

test("no certificate means plaintext, no ports mean the customary ones", () => {
  expect(readHello({ PLUGIN_CLIENT_CERT: "" })).toEqual({
    clientCertificate: undefined,
    ports: { min: 10_000, max: 25_000 },
  });
});
