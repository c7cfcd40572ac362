// The built provider, pestered by a client that speaks the protocol badly: never a crash, a hang or a leaked directory.
import { status } from "@grpc/grpc-js";
import { existsSync } from "node:fs";
import { connect as connectHttp2 } from "node:http2";
import { dirname } from "node:path";
import { proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { type ObjectValue, encode } from "../../src/terraform/cty";
import { objectTypeOf } from "../../src/terraform/framework";
import { ProviderDefinition } from "../../src/terraform/protocol/tfplugin6_pb";
import { TERRAFORM_COOKIE } from "../../src/terraform/protocol";
import { type PluginClient, startPlugin } from "../support/plugin-client";
import { PROVIDER } from "../support/provider";
import { type Client, createClient } from "../support/rpc-client";
import { declare } from "../support/scene";
import { CallsDefinition } from "../terraform/goplugin/fixtures/calls";

jest.setTimeout(60_000);

const typeName = "electronhub_proxy_key";

let plugin: PluginClient;
let rpc: Client<ProviderDefinition>;

beforeAll(async () => {
  plugin = await startPlugin([PROVIDER], { cookie: TERRAFORM_COOKIE });
  rpc = createClient(ProviderDefinition, plugin.wire);
});
afterAll(async () => {
  expect(await plugin.stop()).toBe(0);
  expect(existsSync(dirname(plugin.socketPath))).toBe(false);
});
/** Whatever happened, the process goes on serving. */
afterEach(async () => {
  expect((await rpc.getMetadata({})).resources).toContainEqual(expect.objectContaining({ typeName }));
});

const wire = (value: ObjectValue | null) => ({ msgpack: encode(objectTypeOf(proxyKeySchema), value) });
const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const summaries = ({ diagnostics }: { diagnostics: { summary: string }[] }) =>
  diagnostics.map(({ summary }) => summary);

/** Sends bytes as one gRPC message; resolves with the gRPC status. */
function sendRaw(method: string, message: Uint8Array, claimedLength = message.length): Promise<string> {
  const session = connectHttp2("https://localhost", { createConnection: plugin.openSocket });
  const header = Buffer.alloc(5);
  header.writeUInt32BE(claimedLength, 1);
  return new Promise<string>((done, failed) => {
    const stream = session.request({
      ":method": "POST",
      ":path": `/tfplugin6.Provider/${method}`,
      "content-type": "application/grpc",
      te: "trailers",
    });
    const answer = ({ "grpc-status": status }: { readonly "grpc-status"?: unknown }) => {
      if (typeof status === "string") done(status);
    };
    stream.on("response", answer).on("trailers", answer).on("error", failed);
    stream.on("close", () => done(`closed with ${stream.rstCode}`)).resume();
    stream.end(Buffer.concat([header, message]));
  }).finally(() => session.destroy());
}

const RPCS = Object.values(ProviderDefinition.methods).map(({ name }) => name);

describe("malformed protobuf", () => {
  test.each<[string, Buffer]>([
    ["a tag without end", hex("ff ff ff ff ff ff ff ff ff ff ff")],
    ["a length beyond the message", hex("0a ff ff ff ff 0f")],
    ["a group that is never closed", hex("0b 0b 0b 0b")],
    ["text that is not UTF-8", hex("0a 02 c3 28")],
    ["field number zero", hex("02 00")],
  ])("%s: every RPC answers with a status", async (_, message) => {
    const statuses = await Promise.all(RPCS.map((method) => sendRaw(method, message)));
    for (const status of statuses) expect(status).toMatch(/^\d+$/);
  });

  test("a frame that claims four gigabytes, and one that ends early", async () => {
    expect(await sendRaw("ReadResource", hex("0a"), 0xffffffff)).not.toBe("0");
    expect(await sendRaw("ReadResource", hex("0a"), 100)).not.toBe("0");
  });
});

describe("malformed values", () => {
  const nested = (depth: number) => Buffer.concat([Buffer.alloc(depth, 0x91), hex("c0")]);
  const deepJson = new TextEncoder().encode('{"name":'.repeat(10_000));

  test.each([
    ["nothing", {}],
    ["a string where an object is due", { msgpack: hex("a3 61 62 63") }],
    ["a map that claims four billion entries", { msgpack: hex("df ff ff ff ff") }],
    ["a string that claims four gigabytes", { msgpack: hex("81 a4 6e 61 6d 65 db ff ff ff ff") }],
    ["10,000 nested lists", { msgpack: nested(10_000) }],
    ["an attribute that does not exist", { msgpack: hex("81 a1 78 c0") }],
    ["JSON without end", { json: new TextEncoder().encode("{") }],
    ["10,000 nested objects in JSON", { json: deepJson }],
  ])("%s: a diagnostic, and no state is lost", async (_, config) => {
    const state = wire(declare());
    const answers = [
      await rpc.validateResourceConfig({ typeName, config }),
      await rpc.planResourceChange({ typeName, config, proposedNewState: config, priorState: state }),
      await rpc.applyResourceChange({ typeName, config, plannedState: config, priorState: state }),
    ];
    for (const answer of answers) expect(summaries(answer).join()).not.toBe("");
    expect((await rpc.readResource({ typeName, currentState: config })).diagnostics).not.toEqual([]);
  });

  test("a name of ten megabytes is refused like any other that is too long", async () => {
    const config = wire(declare({ name: "x".repeat(10_000_000) }));
    const { diagnostics } = await rpc.validateResourceConfig({ typeName, config });
    expect(diagnostics).toMatchObject([{ summary: "Invalid name of a proxy key" }]);
    expect(diagnostics[0]?.detail).toMatch(/^name "x{100}\.\.\." has 10000000 characters/);
  });
});

describe("RPCs out of order", () => {
  test("what needs the configuration says so before ConfigureProvider", async () => {
    const state = wire(declare());
    const read = await rpc.readResource({ typeName, currentState: state });
    expect(read.newState?.msgpack).toEqual(state.msgpack);
    for (const answer of [
      read,
      await rpc.applyResourceChange({ typeName, priorState: wire(null), plannedState: state, config: state }),
      await rpc.importResourceState({ typeName, id: "name:x" }),
    ]) {
      expect(summaries(answer)).toHaveLength(1);
    }
  });

  test("an unknown type is a diagnostic", async () => {
    const answer = await rpc.readResource({ typeName: "electronhub_nothing", currentState: wire(declare()) });
    expect(summaries(answer)).toEqual(["This version of the provider has no resource electronhub_nothing"]);
  });

  test("what is not offered is unimplemented", async () => {
    const answer = createClient(CallsDefinition, plugin.wire).hang({});
    await expect(answer).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
  });
});

test("1,000 RPCs at once are all answered", async () => {
  const configs = Array.from({ length: 1_000 }, (_, n) => wire(declare({ name: n % 2 === 0 ? "ci" : "x".repeat(26) })));
  const answers = await Promise.all(configs.map((config) => rpc.validateResourceConfig({ typeName, config })));
  expect(answers.filter(({ diagnostics }) => diagnostics.length === 0)).toHaveLength(500);
});

test("clients that vanish in the middle of a call leave the others alone", async () => {
  for (let n = 0; n < 20; n++) {
    const socket = plugin.openSocket();
    socket.on("error", () => undefined);
    socket.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    socket.destroy();
    const session = connectHttp2("https://localhost", { createConnection: plugin.openSocket });
    session.on("error", () => undefined);
    const stream = session.request({ ":method": "POST", ":path": "/tfplugin6.Provider/GetProviderSchema" });
    stream.on("error", () => undefined);
    session.destroy();
  }
  expect((await rpc.getProviderSchema({})).diagnostics).toEqual([]);
});
