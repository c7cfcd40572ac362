// The gRPC server: node's own HTTP/2 with mutual TLS, the methods on top of it, and a count of what runs.
import {
  type Http2SecureServer,
  type Http2Server,
  type Http2Session,
  createSecureServer,
  createServer,
} from "node:http2";
import { type Socket } from "node:net";
import { type Certificate } from "./certificate";
import { Connections } from "./connection";
import { exchange } from "./grpc/exchange";
import { MAX_MESSAGE_BYTES } from "./grpc/frame";
import { type Methods } from "./methods";

export interface Tls {
  readonly own: Certificate;
  /** PEM: the only client that is let in. */
  readonly clientCertificate: string;
}

export interface ServerOptions {
  /** Undefined: the server speaks plaintext, for clients that turned TLS off and for debugging. */
  readonly tls: Tls | undefined;
  /** Calls wait for them. */
  readonly methods: Promise<Methods>;
  /** Each connection is another client's; else all are one client's, which may connect again. */
  readonly manyClients: boolean;
}

export class PluginServer {
  readonly http2: Http2Server | Http2SecureServer;
  private readonly open = new Connections();
  private running = 0;
  private everConnected = false;
  private readonly isSecure: boolean;
  private idleWaiters: (() => void)[] = [];

  constructor({ tls, methods, manyClients }: ServerOptions) {
    this.isSecure = tls !== undefined;
    // HTTP/2 bounds a session's memory (in MB) by itself, far below the largest message.
    const settings = { maxSessionMemory: (4 * MAX_MESSAGE_BYTES) / 1_000_000 };
    this.http2 = tls ? createSecureServer({ ...settings, ...tlsOptions(tls) }) : createServer(settings);
    this.http2.on("session", (session) => {
      this.everConnected = true;
      this.open.opened(session);
    });
    this.http2.on("stream", (stream, headers) => {
      const client = manyClients ? this.open.of(stream.session) : undefined;
      void this.counted(exchange(stream, headers, methods, client));
    });
  }

  /** Serves what comes over a connection that was accepted elsewhere: only the announced client gets an answer. */
  take(socket: Socket): void {
    this.http2.emit("connection", socket);
    // It was paused; TLS reads by itself.
    if (!this.isSecure) socket.resume();
  }

  get connections(): number {
    return this.open.count;
  }

  get wasConnected(): boolean {
    return this.everConnected;
  }

  /** Resolves once no call runs, whether or not its client still waits for the answer. */
  async idle(): Promise<void> {
    if (this.running > 0) await new Promise<void>((resolve) => this.idleWaiters.push(resolve));
  }

  /** Lets answers that are on their way out arrive, then cuts what is left. */
  async close(graceMs: number): Promise<void> {
    const closed = Promise.all(this.open.all().map(closeSession));
    const cut = new Promise<void>((resolve) => setTimeout(resolve, graceMs).unref());
    await Promise.race([closed, cut]);
    for (const session of this.open.all()) session.destroy();
  }

  private async counted(call: Promise<void>): Promise<void> {
    this.running++;
    await call;
    this.running--;
    if (this.running === 0) for (const resolve of this.idleWaiters.splice(0)) resolve();
  }
}

/** By event, because close() never calls back where the client has just gone. */
function closeSession(session: Http2Session): Promise<void> {
  return new Promise((resolve) => {
    session.once("close", resolve);
    session.close();
  });
}

function tlsOptions({ own, clientCertificate }: Tls) {
  return {
    key: own.privateKey,
    cert: own.certificate,
    ca: clientCertificate,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2" as const,
  };
}
