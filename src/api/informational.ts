// "100 Continue", which some servers and gateways send unasked before their answer: HTTP lets them, and undici breaks the
// connection over it. It is taken out of what arrives; the other informational answers undici passes over by itself.
import { type Socket } from "node:net";

const CONTINUE = /^HTTP\/1\.[01] 100(?: [^\r\n]*)?\r\n(?:[^\r\n]+\r\n)*\r\n/;
/** Of an answer's head, so much of which has arrived. */
const LONGEST = 16 * 1024;

/** The socket, without those that stand at the beginning of an answer. */
export function withoutContinue(socket: Socket): Socket {
  const read = socket.read.bind(socket);
  let asked = socket.bytesWritten;
  let held: Buffer | undefined;
  /** Whether an answer, or its rest, is under way: what looks like one in there is none. */
  let isWithin = false;
  socket.read = (size?: number): unknown => {
    if (socket.bytesWritten !== asked) {
      asked = socket.bytesWritten;
      isWithin = false;
    }
    const piece: unknown = read(size);
    if (isWithin || !Buffer.isBuffer(piece)) return piece;
    const head = stripped(held ? Buffer.concat([held, piece]) : piece);
    if (mayBecomeContinue(head)) {
      held = head;
      return null;
    }
    held = undefined;
    isWithin = true;
    return head;
  };
  return socket;
}

function stripped(head: Buffer): Buffer {
  for (let rest = head; ;) {
    const [found] = CONTINUE.exec(rest.subarray(0, LONGEST).toString("latin1")) ?? [];
    if (found === undefined) return rest;
    rest = rest.subarray(found.length);
  }
}

/** The beginning of one, or nothing yet. */
function mayBecomeContinue(head: Buffer): boolean {
  if (head.length >= LONGEST) return false;
  const start = head.toString("latin1");
  return ["HTTP/1.1 100", "HTTP/1.0 100"].some((line) => start.startsWith(line) || line.startsWith(start));
}
