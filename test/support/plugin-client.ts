// Starts a plugin executable as Terraform does, with mutual TLS over its socket, and speaks gRPC to it. Knows no plugin
// and no service but Shutdown.
import { Client, type ChannelCredentials, credentials } from "@grpc/grpc-js";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { type Socket, connect as connectPlain, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { type Certificate, createCertificate } from "../../src/terraform/goplugin";
import { GRPCControllerDefinition } from "../../src/terraform/goplugin/grpc_plugin_pb";
import { type Wire, createClient, overGrpc } from "./rpc-client";

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
  readonly wire: Wire;
  readonly grpc: Client;
  /** The fields of the handshake line. */
  readonly handshake: readonly string[];
  readonly socketPath: string;
  /** A further connection, for a caller that speaks to it in another way. */
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
    await createClient(GRPCControllerDefinition, connection.wire).shutdown({});
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
  const openSocket = () => (serverCertificate ? connectTls(tls) : connectPlain(socketPath));
  const relay = relayTo(socketPath);
  const secret = credentialsOf(tls.ca, certificate);
  const grpc = new Client(`unix:${relay.path}`, serverCertificate ? secret : credentials.createInsecure(), {
    "grpc.ssl_target_name_override": "localhost",
    "grpc.default_authority": "localhost",
    "grpc.max_receive_message_length": -1,
    // A connection that was cut is not opened again in the background.
    "grpc.enable_retries": 0,
  });
  const disconnect = () => {
    grpc.close();
    relay.cut();
  };
  return { wire: overGrpc(grpc), grpc, handshake, socketPath, openSocket, disconnect };
}

const credentialsOf = (ca: string, own: Certificate | undefined): ChannelCredentials =>
  credentials.createSsl(
    Buffer.from(ca),
    own ? Buffer.from(own.privateKey) : null,
    own ? Buffer.from(own.certificate) : null,
  );

/** In between, so that a connection can be cut: a gRPC client would take its leave. */
function relayTo(socketPath: string): { readonly path: string; readonly cut: () => void } {
  const directory = mkdtempSync(join(tmpdir(), "relay-"));
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connectPlain(socketPath);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one.unref());
      one.pipe(other);
      one.on("error", () => undefined).on("close", () => other.destroy());
    }
  });
  const path = join(directory, "s");
  server.listen(path).unref();
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    rmSync(directory, { recursive: true, force: true });
  };
  return { path, cut };
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
