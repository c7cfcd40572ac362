// Where the plugin listens: a Unix socket in a private directory, or on Windows a TCP port on loopback.
import { mkdtempSync, rmSync } from "node:fs";
import { type Server } from "node:net";
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

/** So many characters. */
const ADDED_BY_MKDTEMP = 6;

/**
 * mkdtemp makes it with mode 0700. A TMPDIR that cannot serve is passed over: one whose name leaves no room for the socket's
 * path, one that does not exist. Without a socket the client would only say that there was no handshake.
 */
function socketDirectory(): string {
  const refusals: string[] = [];
  for (const parent of new Set([tmpdir(), "/tmp"])) {
    const prefix = join(parent, "plugin-");
    try {
      if (Buffer.byteLength(prefix) + ADDED_BY_MKDTEMP + "/plugin".length <= MAX_SOCKET_PATH)
        return mkdtempSync(prefix);
      refusals.push(`the path of ${parent} is too long for a socket`);
    } catch (error) {
      refusals.push(refusalOf(parent, error));
    }
  }
  throw new Error(
    `No temporary directory for the plugin's socket: ${refusals.join(", and ")}. Create it, or set TMPDIR to a directory that can be written to.`,
  );
}

function refusalOf(directory: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return `${directory} does not exist`;
  if (code === "ENOTDIR") return `${directory} is not a directory`;
  return `${directory} cannot be written to (${typeof code === "string" ? code : String(error)})`;
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
