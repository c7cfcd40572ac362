// gRPC's frames: a flag that says whether the message is compressed, its length in four bytes, and the message.
import { Code, GrpcError } from "./status";

/** Customary among providers; the default of most gRPC libraries, 4 MiB, is too small for large states. */
export const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

const HEAD = 5;

export function frameOf(message: Uint8Array): Buffer {
  if (message.length > MAX_MESSAGE_BYTES) throw tooLarge(message.length);
  const frame = Buffer.alloc(HEAD + message.length);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, HEAD);
  return frame;
}

/** A request that is to be one message, as it comes in. */
export class OneMessage {
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private expected = Infinity;
  private problem: GrpcError | undefined;

  /** False: it cannot become what it should be, whatever follows. */
  takes(chunk: Buffer): boolean {
    if (this.problem) return false;
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.expected === Infinity && this.size >= HEAD) {
      const head = Buffer.concat(this.chunks);
      this.expected = HEAD + head.readUInt32BE(1);
      this.problem = problemIn(head.readUInt8(0), head.readUInt32BE(1));
    }
    if (this.size > this.expected) this.problem ??= new GrpcError(Code.Unimplemented, "more than one message");
    return this.problem === undefined;
  }

  /** Once nothing more comes. */
  whole(): Uint8Array {
    if (this.problem) throw this.problem;
    if (this.size === 0) throw new GrpcError(Code.Unimplemented, "no message");
    if (this.size < this.expected) throw new GrpcError(Code.Internal, "the request ends within its message");
    return Buffer.concat(this.chunks).subarray(HEAD);
  }
}

function problemIn(flag: number, length: number): GrpcError | undefined {
  if (flag === 1) return new GrpcError(Code.Unimplemented, "compressed messages are not read here");
  if (flag !== 0) return new GrpcError(Code.Internal, `a message with the unknown flag ${flag}`);
  return length > MAX_MESSAGE_BYTES ? tooLarge(length) : undefined;
}

const tooLarge = (bytes: number): GrpcError =>
  new GrpcError(Code.TooLarge, `a message of ${bytes} bytes; ${MAX_MESSAGE_BYTES} is the most`);
