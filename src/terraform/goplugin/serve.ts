// The entry of a plugin process: who started it, and can we talk? It must load nothing heavy: that comes after the answer.
import { type ConnectRouter } from "@connectrpc/connect";
import { type Cookie, explanation, isStartedByClient, speaksVersion } from "./handshake";

export interface PluginOptions {
  /** The executable's name, for whoever starts it by hand. */
  readonly name: string;
  /** What it is for, in a sentence, for the same reader. */
  readonly about: string;
  readonly cookie: Cookie;
  readonly protocolVersion: number;
  /** With host and namespace, as in registry.terraform.io/example/example. */
  readonly providerAddress: string;
  /** Registers the plugin's own services. */
  readonly routes: (router: ConnectRouter) => void;
  /** Called once, when the process is to end: running calls should return early. */
  readonly stop: () => void;
  /** Called once, at the end: for what must not be left behind. When `end` is aborted the process is about to end. */
  readonly finish: (end: AbortSignal) => Promise<void>;
  readonly process: NodeJS.Process;
}

/** Resolves with the process's exit code, once the plugin has ended. */
export async function servePlugin(options: PluginOptions): Promise<number> {
  const { name, about, cookie, protocolVersion, process } = options;
  const debug = process.argv.includes("--debug");
  if (!debug && !isStartedByClient(process.env, cookie)) {
    process.stderr.write(explanation(name, about));
    return 1;
  }
  if (!debug && !speaksVersion(process.env, protocolVersion)) {
    process.stderr.write(
      `${name} speaks plugin protocol ${protocolVersion}; the client offers ${process.env.PLUGIN_PROTOCOL_VERSIONS}. Upgrade the client.\n`,
    );
    return 1;
  }
  const { serveClient, serveForDebugging } = await import("./run.js");
  return debug ? serveForDebugging(options) : serveClient(options);
}
