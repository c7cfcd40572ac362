// One call on its HTTP/2 stream: the request is read, the method answers, the status follows.
import { type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import { OneMessage, frameOf } from "./frame";
import { type Call, type Method, type Methods } from "../methods";
import { Code, GrpcError, OK, type Trailers, trailersOf } from "./status";

const HEADERS = { ":status": 200, "content-type": "application/grpc", "grpc-accept-encoding": "identity" } as const;
const MS_PER: Record<string, number> = { H: 3_600_000, M: 60_000, S: 1_000, m: 1, u: 1e-3, n: 1e-6 };

/** Resolves once the method has ended, whether or not anybody still waits for it. Never rejects. */
export async function exchange(
  http2: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  methods: Promise<Methods>,
  client: AbortSignal | undefined,
): Promise<void> {
  http2.on("error", () => undefined); // It closes as well, which counts.
  const isGrpc = /^application\/grpc(\+proto)?(;|$)/.test(headers["content-type"] ?? "");
  if (headers[":method"] !== "POST" || !isGrpc) {
    http2.respond({ ":status": isGrpc ? 405 : 415 }, { endStream: true });
    http2.close();
    return;
  }
  const answer = new Answer(http2, client);
  try {
    if (headers["grpc-timeout"] !== undefined) answer.endAfter(msOf(String(headers["grpc-timeout"])));
    const method = (await methods).get(headers[":path"] ?? "");
    if (!method) throw new GrpcError(Code.Unimplemented, `no method ${headers[":path"]} here`);
    await give(answer, method, http2);
  } catch (thrown) {
    answer.end(trailersOf(thrown));
  }
}

async function give(answer: Answer, method: Method, http2: ServerHttp2Stream): Promise<void> {
  if (method.kind === "ended") return answer.end(OK);
  const message = (await received(http2)).whole();
  if (answer.isOver) return;
  if (method.kind === "unary") return answer.end(OK, frameOf(await method.answer(message, answer)));
  for await (const each of method.answer(message, answer)) {
    await answer.send(frameOf(each));
    if (answer.isOver) return;
  }
  answer.end(OK);
}

/** Resolves once it is all there, or cannot become what it should be, or its client has taken it back. */
const received = (http2: ServerHttp2Stream): Promise<OneMessage> =>
  new Promise((resolve) => {
    const message = new OneMessage();
    const done = () => resolve(message);
    http2.on("data", (chunk: Buffer) => {
      if (!message.takes(chunk)) done();
    });
    http2.once("end", done).once("close", done);
  });

class Answer implements Call {
  private isEnded = false;

  constructor(
    private readonly http2: ServerHttp2Stream,
    readonly client: AbortSignal | undefined,
  ) {}

  get isOver(): boolean {
    return this.isEnded || this.http2.closed || this.http2.destroyed;
  }

  readonly onceOver = (then: () => void): void => {
    if (this.http2.destroyed) then();
    else this.http2.once("close", then);
  };

  endAfter(ms: number): void {
    const late = trailersOf(new GrpcError(Code.Late, "the client's deadline has passed"));
    const timer = setTimeout(() => this.end(late), Math.min(ms, 2 ** 31 - 1));
    this.onceOver(() => clearTimeout(timer));
  }

  /** Resolves once there is room for more, or nobody waits for it. */
  async send(frame: Buffer): Promise<void> {
    if (this.isOver) return;
    this.begin();
    if (this.http2.write(frame) || this.isOver) return;
    await new Promise<void>((resolve) => {
      const goOn = () => {
        this.http2.off("drain", goOn).off("close", goOn);
        resolve();
      };
      this.http2.on("drain", goOn).on("close", goOn);
    });
  }

  end(trailers: Trailers, last?: Buffer): void {
    if (this.isOver) return;
    this.isEnded = true;
    if (last) this.begin();
    if (this.http2.headersSent) {
      this.http2.once("wantTrailers", () => this.http2.sendTrailers({ ...trailers }));
      this.http2.end(last);
    } else {
      this.http2.respond({ ...HEADERS, ...trailers }, { endStream: true });
      this.http2.close(); // The client may still be sending.
    }
  }

  private begin(): void {
    if (!this.http2.headersSent) this.http2.respond(HEADERS, { waitForTrailers: true });
  }
}

function msOf(timeout: string): number {
  const [, amount, unit = ""] = /^(\d{1,8})(.)$/.exec(timeout) ?? [];
  const factor = MS_PER[unit];
  if (factor === undefined) throw new GrpcError(Code.Internal, "a malformed grpc-timeout");
  return Number(amount) * factor;
}
