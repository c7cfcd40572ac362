// gRPC as its bytes are written down, frame by frame; and by a client of another maker, grpc-js.
import { type ServiceError, status } from "@grpc/grpc-js";
import {
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
  connect as connectHttp2,
} from "node:http2";
import { type Endpoint, listen } from "../../../../src/terraform/goplugin/endpoint";
import { GrpcError } from "../../../../src/terraform/goplugin/grpc/status";
import { type Call, type Method } from "../../../../src/terraform/goplugin/methods";
import { Reception } from "../../../../src/terraform/goplugin/reception";
import { PluginServer } from "../../../../src/terraform/goplugin/server";
import { type Connection, connect } from "../../../support/plugin-client";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");
const CHUNK = Buffer.alloc(1024 * 1024, "x");

let server: PluginServer;
let reception: Reception;
let endpoint: Endpoint;
let connection: Connection;
let session: ClientHttp2Session;
/** What the methods saw. */
let seen: string[];
/** The stream of the latest call, on the server's side, and how many have listened for its end at the same time. */
let latest: ServerHttp2Stream;
let listeners: number;
/** The call that hangs, once there is one. */
let hanging: Promise<Call>;

beforeEach(async () => {
  seen = [];
  listeners = 0;
  let hangs: (call: Call) => void;
  hanging = new Promise((resolve) => (hangs = resolve));
  const methods: Record<string, Method> = {
    "/t.T/Echo": { kind: "unary", answer: async (message) => (seen.push(text(message)), message) },
    "/t.T/Hang": { kind: "unary", answer: (_message, call) => (hangs(call), new Promise(() => undefined)) },
    "/t.T/Refuse": {
      kind: "unary",
      answer: async () => {
        throw new GrpcError(5, "100 % käse\n");
      },
    },
    "/t.T/Break": {
      kind: "unary",
      answer: async () => {
        throw new Error("a secret");
      },
    },
    "/t.T/Letters": {
      kind: "stream",
      async *answer(message) {
        for (const letter of text(message)) {
          if (letter === "!") throw new GrpcError(8, "enough");
          yield Buffer.from(letter);
        }
      },
    },
    "/t.T/Flood": {
      kind: "stream",
      async *answer() {
        for (let n = 0; n < 50; n++) {
          seen.push("chunk");
          listeners = Math.max(listeners, latest.listenerCount("close"));
          yield CHUNK;
        }
      },
    },
    "/t.T/Ended": { kind: "ended" },
  };
  server = new PluginServer({
    tls: undefined,
    methods: Promise.resolve(new Map(Object.entries(methods))),
    manyClients: false,
  });
  server.http2.prependListener("stream", (stream: ServerHttp2Stream) => (latest = stream));
  reception = new Reception();
  reception.handTo((socket) => server.take(socket));
  endpoint = await listen(reception.server, { min: 0, max: 0 }, "linux");
  connection = connect(`1|6|unix|${endpoint.address}|grpc|`);
  session = connectHttp2("http://localhost", { createConnection: connection.openSocket });
});

afterEach(async () => {
  session.destroy();
  connection.disconnect();
  await server.close(0);
  reception.close();
  endpoint.remove();
});

interface Exchange {
  readonly status: unknown;
  readonly grpcStatus: unknown;
  readonly message: unknown;
  readonly body: string;
}

/** Sends these bytes, and ends the request unless told otherwise. */
function send(
  path: string,
  chunks: readonly Buffer[],
  headers: OutgoingHttpHeaders = {},
  end = true,
): Promise<Exchange> {
  const stream = session.request({
    ":method": "POST",
    ":path": path,
    "content-type": "application/grpc",
    te: "trailers",
    ...headers,
  });
  const heard: Record<string, unknown> = {};
  const body: Buffer[] = [];
  for (const part of ["response", "trailers"]) {
    stream.on(part, (given: IncomingHttpHeaders) => void Object.assign(heard, given));
  }
  stream.on("data", (chunk: Buffer) => body.push(chunk));
  for (const chunk of chunks) stream.write(chunk);
  if (end) stream.end();
  return new Promise((resolve, reject) => {
    stream.on("error", reject);
    stream.on("close", () =>
      resolve({
        status: heard[":status"],
        grpcStatus: heard["grpc-status"],
        message: heard["grpc-message"],
        body: Buffer.concat(body).toString("hex"),
      }),
    );
  });
}

const answered = (body: string): Exchange => ({ status: 200, grpcStatus: "0", message: undefined, body });
const refused = (grpcStatus: string, message: string, body = ""): Exchange => ({
  status: 200,
  grpcStatus,
  message,
  body,
});

const CIAO = "00 00 00 00 04 63 69 61 6f";

describe("one message", () => {
  test("is answered by one message, with the status after it", async () => {
    expect(await send("/t.T/Echo", [bytes(CIAO)])).toEqual(answered("00000000046369616f"));
    expect(seen).toEqual(["ciao"]);
  });

  test("may come byte by byte, and be empty", async () => {
    const single = [...bytes(CIAO)].map((byte) => Buffer.of(byte));
    expect(await send("/t.T/Echo", single)).toEqual(answered("00000000046369616f"));
    expect(await send("/t.T/Echo", [bytes("00 00 00 00 00")])).toEqual(answered("0000000000"));
  });

  test.each([
    ["nothing at all", "", "12", "no message"],
    ["half a head", "00 00 00", "13", "the request ends within its message"],
    ["half a message", "00 00 00 00 04 63 69", "13", "the request ends within its message"],
    ["two messages", `${CIAO} ${CIAO}`, "12", "more than one message"],
    ["a message and a stray byte", `${CIAO} 00`, "12", "more than one message"],
    ["a compressed message", "01 00 00 00 04 1f 8b 08 00", "12", "compressed messages are not read here"],
    ["a flag that does not exist", "02 00 00 00 00", "13", "a message with the unknown flag 2"],
  ])("%s is refused", async (_, request, code, message) => {
    expect(await send("/t.T/Echo", [bytes(request)])).toEqual(refused(code, message));
    expect(seen).toEqual([]);
  });

  test("that is to be four gigabytes is refused by its head, before anything of it came", async () => {
    const { grpcStatus, message } = await send("/t.T/Echo", [bytes("00 ff ff ff ff")], {}, false);
    expect([grpcStatus, message]).toEqual(["8", "a message of 4294967295 bytes; 268435456 is the most"]);
  });
});

describe("what is no gRPC", () => {
  test.each([
    ["another method", { ":method": "PUT" }, 405],
    ["no content type", { "content-type": undefined }, 415],
    ["JSON", { "content-type": "application/json" }, 415],
    ["gRPC of browsers", { "content-type": "application/grpc-web" }, 415],
    ["gRPC with other messages", { "content-type": "application/grpc+json" }, 415],
  ])("%s is refused by HTTP", async (_, headers, code) => {
    const { status: http, grpcStatus } = await send("/t.T/Echo", [bytes(CIAO)], headers);
    expect([http, grpcStatus]).toEqual([code, undefined]);
  });

  test.each(["application/grpc+proto", "application/grpc;charset=utf-8"])("%s is gRPC", async (type) => {
    expect((await send("/t.T/Echo", [bytes(CIAO)], { "content-type": type })).grpcStatus).toBe("0");
  });

  test.each(["/t.T/Other", "/t.T", "/", "/constructor"])("%s is unimplemented", async (path) => {
    expect(await send(path, [bytes(CIAO)])).toEqual(refused("12", `no method ${path} here`));
  });
});

describe("how a call ends", () => {
  test("with the status and the message that the method gives, in ASCII", async () => {
    expect(await send("/t.T/Refuse", [bytes(CIAO)])).toEqual(refused("5", "100 %25 k%C3%A4se%0A"));
  });

  test("without a word of what broke", async () => {
    expect(await send("/t.T/Break", [bytes(CIAO)])).toEqual(refused("2", "the call failed"));
  });

  test("with the client's deadline", async () => {
    const refusal = refused("4", "the client's deadline has passed");
    expect(await send("/t.T/Hang", [bytes(CIAO)], { "grpc-timeout": "1m" })).toEqual(refusal);
    // Also while the request is not there yet.
    expect(await send("/t.T/Hang", [], { "grpc-timeout": "1000u" }, false)).toEqual(refusal);
  });

  test.each(["99999999H", "1M", "5S", "60000m", "99999999u"])("not with a deadline of %s", async (timeout) => {
    expect((await send("/t.T/Echo", [bytes(CIAO)], { "grpc-timeout": timeout })).grpcStatus).toBe("0");
  });

  test.each(["", "1", "m", "1x", "-1m", "1.5S", "123456789m", "1mm"])(
    "a deadline of %j is refused",
    async (timeout) => {
      const { grpcStatus, message } = await send("/t.T/Echo", [bytes(CIAO)], { "grpc-timeout": timeout });
      expect([grpcStatus, message]).toEqual(["13", "a malformed grpc-timeout"]);
    },
  );

  test("with a client that takes it back", async () => {
    const stream = session.request({ ":method": "POST", ":path": "/t.T/Hang", "content-type": "application/grpc" });
    stream.on("error", () => undefined).end(bytes(CIAO));
    const { onceOver } = await hanging;
    const over = new Promise<void>(onceOver);
    stream.destroy();
    await over;
    // Who asks later is told at once.
    await new Promise<void>(onceOver);
  });

  test("before the client has said all", async () => {
    expect(await send("/t.T/Ended", [], {}, false)).toEqual(answered(""));
  });
});

describe("a stream of answers", () => {
  test("is one frame for each, and then the status", async () => {
    expect(await send("/t.T/Letters", [bytes("00 00 00 00 02 61 62")])).toEqual(answered("000000000161000000000162"));
  });

  test("may be empty", async () => {
    expect(await send("/t.T/Letters", [bytes("00 00 00 00 00")])).toEqual(answered(""));
  });

  test("tells what went wrong after what went well", async () => {
    expect(await send("/t.T/Letters", [bytes("00 00 00 00 02 61 21")])).toEqual(refused("8", "enough", "000000000161"));
  });
});

describe("a client of another maker", () => {
  const unary = (path: string, message: Uint8Array, deadline?: Date): Promise<Uint8Array | ServiceError> =>
    new Promise((resolve) => {
      connection.grpc.makeUnaryRequest<Uint8Array, Uint8Array>(
        path,
        (sent) => Buffer.from(sent),
        (received) => received,
        message,
        { deadline },
        (error, answer) => resolve(error ?? answer ?? Buffer.alloc(0)),
      );
    });

  test("reads answers, and why there is none", async () => {
    expect(await unary("/t.T/Echo", Buffer.from("ciao"))).toEqual(Buffer.from("ciao"));
    expect(await unary("/t.T/Refuse", Buffer.alloc(0))).toMatchObject({ code: 5, details: "100 % käse\n" });
    expect(await unary("/t.T/Other", Buffer.alloc(0))).toMatchObject({ code: status.UNIMPLEMENTED });
  });

  test("asks a thousand times at once", async () => {
    const answers = await Promise.all(Array.from({ length: 1_000 }, (_, n) => unary("/t.T/Echo", Buffer.from(`${n}`))));
    expect(answers.map((answer) => (answer instanceof Uint8Array ? text(answer) : answer))).toEqual(
      Array.from({ length: 1_000 }, (_, n) => `${n}`),
    );
  });

  test("sends and takes messages that are far larger than what is let through at once", async () => {
    const large = Buffer.alloc(30 * 1024 * 1024, "abc");
    const answer = await unary("/t.T/Echo", large);
    expect(answer instanceof Uint8Array && large.equals(answer)).toBe(true);
  });

  test("sees its deadline pass, and the call is over", async () => {
    const answer = unary("/t.T/Hang", Buffer.alloc(0), new Date(Date.now() + 100));
    const { onceOver } = await hanging;
    await new Promise<void>(onceOver);
    expect(await answer).toMatchObject({ code: status.DEADLINE_EXCEEDED });
  });

  test("that reads slowly is not answered faster, and nothing piles up meanwhile", async () => {
    const same = (given: Buffer) => given;
    const stream = connection.grpc.makeServerStreamRequest("/t.T/Flood", same, same, Buffer.alloc(0));
    const messages = stream[Symbol.asyncIterator]();
    await messages.next();
    const mine = latest;
    for (let n = 0; n < 20; n++) await unary("/t.T/Echo", Buffer.alloc(0));
    expect(seen.filter((what) => what === "chunk").length).toBeLessThan(30);
    latest = mine;
    let count = 1;
    while (!(await messages.next()).done) count++;
    expect([count, listeners < 5]).toEqual([50, true]);
  });

  test("that cancels a stream ends it", async () => {
    const same = (given: Buffer) => given;
    const stream = connection.grpc.makeServerStreamRequest("/t.T/Flood", same, same, Buffer.alloc(0));
    stream.on("error", () => undefined);
    await new Promise((resolve) => stream.once("data", resolve));
    stream.cancel();
    await server.idle();
    expect(seen.length).toBeLessThan(50);
  });
});
