// Starts a plugin executable as Terraform does, with mutual TLS over its socket, and speaks gRPC to it. Knows no plugin
// and no service but Shutdown.
import { type Transport, createClient } from "@connectrpc/connect";
import { Http2SessionManager, createGrpcTransport } from "@connectrpc/connect-node";
import { type ChildProcess, spawn } from "node:child_process";
import { connect as connectPlain } from "node:net";
import { type Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { type Certificate, createCertificate } from "../../src/terraform/goplugin";
import { GRPCController } from "../../src/terraform/goplugin/grpc_plugin_pb";

export interface PluginClient extends Connection {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly output: Readonly<Output>;
  /** Resolves with the exit code, or -1 after a signal. */
  readonly exited: Promise<number>;
  /** Asks it to end, as Terraform does when it is done, and resolves with the exit code. */
  readonly stop: () => Promise<number>;
}

export interface Connection {
  readonly transport: Transport;
  /** The fields of the handshake line. */
  readonly handshake: readonly string[];
  readonly socketPath: string;
  /** A further connection, for whoever speaks to it otherwise. */
  readonly openSocket: () => Duplex;
  /** Cuts the connection, as a client's death does. */
  readonly disconnect: () => void;
}

export interface Output {
  stdout: string;
  stderr: string;
}

export interface StartOptions {
  readonly env?: Record<string, string>;
  /** Where it is run. */
  readonly cwd?: string;
  readonly cookie: { readonly key: string; readonly value: string };
  /** False: as TF_DISABLE_PLUGIN_TLS does. */
  readonly tls?: boolean;
  /** Instead of the certificate that was announced, to play an intruder; null: none at all. */
  readonly presented?: Certificate | null;
}

/** `command`: the executable and its arguments. */
export async function startPlugin(
  [executable, ...args]: readonly [string, ...string[]],
  options: StartOptions,
): Promise<PluginClient> {
  const announced = options.tls === false ? undefined : createCertificate(new Date());
  const child = spawn(executable, args, {
    env: {
      PATH: process.env.PATH ?? "",
      PLUGIN_PROTOCOL_VERSIONS: "5,6",
      [options.cookie.key]: options.cookie.value,
      ...(announced && { PLUGIN_CLIENT_CERT: announced.certificate }),
      ...options.env,
    },
    cwd: options.cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = collect(child);
  const exited = exitOf(child);
  const presented = options.presented === undefined ? announced : (options.presented ?? undefined);
  const connection = connect(await firstLine(child, output), presented);
  const stop = async () => {
    await createClient(GRPCController, connection.transport).shutdown({});
    return exited;
  };
  return { ...connection, child, output, exited, stop };
}

/** By its handshake line: with TLS if the plugin has a certificate, presenting ours if there is one. */
export function connect(line: string, certificate?: Certificate): Connection {
  const handshake = line.split("|");
  const socketPath = handshake[3] ?? "";
  const serverCertificate = handshake[5] ?? "";
  const tls = {
    path: socketPath,
    ca: pemOf(serverCertificate),
    servername: "localhost",
    ALPNProtocols: ["h2"],
    ...(certificate && { key: certificate.privateKey, cert: certificate.certificate }),
  };
  const baseUrl = serverCertificate ? "https://localhost" : "http://localhost";
  const openSocket = () => (serverCertificate ? connectTls(tls) : connectPlain(socketPath));
  const sessionManager = new Http2SessionManager(baseUrl, undefined, { createConnection: openSocket });
  return {
    transport: createGrpcTransport({ baseUrl, sessionManager }),
    handshake,
    socketPath,
    openSocket,
    disconnect: () => sessionManager.abort(),
  };
}

export function collect(child: ChildProcess): Output {
  const output: Output = { stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  return output;
}

export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? -1)));
}

/** Resolves with the first line on stdout; `output` is what {@link collect} made of the same process. */
export function firstLine(child: ChildProcess, output: Readonly<Output>): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const [line, rest] = output.stdout.split("\n", 2);
      if (line !== undefined && rest !== undefined) resolve(line);
    };
    look();
    child.stdout?.on("data", look);
    child.once("error", reject);
    child.once("close", () => reject(new Error(`the plugin ended without a handshake:\n${output.stderr}`)));
  });
}

/** The handshake carries base64 without padding, which PEM needs. */
function pemOf(unpadded: string): string {
  const base64 = Buffer.from(unpadded, "base64").toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join("\n")}\n-----END CERTIFICATE-----\n`;
}
