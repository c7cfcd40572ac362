// Mirrors as users have them: a static web server with TLS, and the CLI configuration that names a mirror.
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { type AddressInfo } from "node:net";
import { join, normalize } from "node:path";

const FIXTURES = join(__dirname, "../api/fixtures");

/** Whom terraform must trust to use the server: a file for SSL_CERT_FILE. */
export const AUTHORITY = join(FIXTURES, "authority.pem");

export interface StaticServer {
  /** As `https://localhost:port/`. */
  readonly url: string;
  /** The paths that were asked for, in their order. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** Serves the files of a directory, as any web server does. */
export async function serveFiles(directory: string): Promise<StaticServer> {
  const requests: string[] = [];
  const tls = {
    key: readFileSync(join(FIXTURES, "server-key.pem")),
    cert: readFileSync(join(FIXTURES, "server.pem")),
  };
  const server = createServer(tls, (request, response) => {
    const path = normalize(new URL(request.url ?? "/", "https://localhost").pathname);
    requests.push(path);
    try {
      const content = readFileSync(join(directory, path));
      response.setHeader("content-type", path.endsWith(".json") ? "application/json" : "application/zip");
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { url: `https://localhost:${port}/`, requests, close };
}

/** A CLI configuration that installs from one place and from nowhere else. */
export const installFrom = (kind: "network_mirror" | "filesystem_mirror", place: string): string =>
  `provider_installation {\n  ${kind} {\n    ${kind === "network_mirror" ? "url" : "path"} = "${place}"\n  }\n}\n`;
