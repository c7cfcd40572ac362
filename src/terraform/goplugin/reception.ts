// Accepts connections from the first moment. What serves them takes longer to load than the handshake may take, so they wait,
// unread, until it is there.
import { type Socket, createServer } from "node:net";

type Take = (socket: Socket) => void;

export class Reception {
  readonly server = createServer({ pauseOnConnect: true }, (socket) => this.take(socket));
  private readonly waiting: Socket[] = [];
  private take: Take = (socket) => void this.waiting.push(socket);

  /** Those that wait go first. */
  handTo(take: Take): void {
    this.take = take;
    for (const socket of this.waiting.splice(0)) take(socket);
  }

  /** Nobody is let in any more. */
  close(): void {
    this.server.close();
  }
}
