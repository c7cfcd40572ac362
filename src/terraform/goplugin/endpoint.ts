// Where the plugin listens: a Unix socket in a private directory, or on Windows a TCP port on loopback.
import { mkdtempSync, rmSync } from "node:fs";
import { type Http2SecureServer, type Http2Server } from "node:http2";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Endpoint {
  readonly network: "unix" | "tcp";
  /** Socket path, or host:port. */
  readonly address: string;
  /** Removes what was made on disk. */
  readonly remove: () => void;
}

/** TCP ports to choose from, where there are no Unix sockets. */
export interface PortRange {
  readonly min: number;
  readonly max: number;
}

type Server = Http2Server | Http2SecureServer;

/** The kernel's limit is 104 to 108 bytes, depending on the system. */
const MAX_SOCKET_PATH = 100;

export function listen(server: Server, ports: PortRange, platform: NodeJS.Platform): Promise<Endpoint> {
  return platform === "win32" ? listenOnLoopback(server, ports) : listenOnSocket(server);
}

async function listenOnSocket(server: Server): Promise<Endpoint> {
  const directory = socketDirectory();
  const remove = () => rmSync(directory, { recursive: true, force: true });
  const address = join(directory, "plugin");
  try {
    await listening(server, { path: address });
  } catch (error) {
    remove();
    throw error;
  }
  return { network: "unix", address, remove };
}

/** mkdtemp makes it with mode 0700. A long TMPDIR is passed over, because the socket's path would not fit. */
function socketDirectory(): string {
  const candidates = [join(tmpdir(), "plugin-"), "/tmp/plugin-"];
  const prefix = candidates.find(
    (candidate) => Buffer.byteLength(candidate) + "XXXXXX/plugin".length <= MAX_SOCKET_PATH,
  );
  if (prefix === undefined) throw new Error("no temporary directory with a path short enough for a socket");
  return mkdtempSync(prefix);
}

async function listenOnLoopback(server: Server, { min, max }: PortRange): Promise<Endpoint> {
  let cause: unknown;
  for (let port = min; port <= max; port++) {
    try {
      await listening(server, { host: "127.0.0.1", port });
      return { network: "tcp", address: `127.0.0.1:${port}`, remove: () => undefined };
    } catch (error) {
      // Taken, or one of the ranges that Windows reserves, which it refuses with another code.
      cause = error;
    }
  }
  throw new Error(`no free TCP port from ${min} to ${max}`, { cause });
}

function listening(server: Server, options: { path: string } | { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
