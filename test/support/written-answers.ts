// Servers that write their answers byte by byte, and note what they are asked.
import { type Server, type Socket } from "node:net";

/** `request` as in `GET /v1/user/me`. */
export type Answering = (socket: Socket, request: string) => unknown;

export interface Heard {
  readonly request: string;
  /** Which connection it came on, from 1. */
  readonly connection: number;
}

/** For a server: notes each request, which comes in one piece, and has it answered. */
export function noting(heard: Heard[], answer: Answering): (socket: Socket) => void {
  let connections = 0;
  return (socket) => {
    const connection = ++connections;
    socket.setNoDelay(true).on("error", () => undefined);
    socket.on("data", (data) => {
      const [request = ""] = /^[A-Z]+ [^ ]+/.exec(data.toString("latin1")) ?? [];
      heard.push({ request, connection });
      answer(socket, request);
    });
  };
}

/** Resolves once every connection that a server has had is closed. */
export async function allClosed(server: Server): Promise<void> {
  const count = () => new Promise<number>((resolve) => server.getConnections((_, open) => resolve(open)));
  while ((await count()) > 0) await new Promise(setImmediate);
}

export function jsonAnswer(body: unknown): string {
  const text = JSON.stringify(body);
  return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
}
