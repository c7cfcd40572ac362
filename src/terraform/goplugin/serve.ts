// The entry of a plugin process: who started it, and can we talk? It must load nothing heavy: that comes after the answer.
import { explanation, isStartedByClient, speaksVersion } from "./handshake";
import { type PluginOptions } from "./options";

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
  try {
    const { serveClient, serveForDebugging } = await import("./run.js");
    return await (debug ? serveForDebugging(options) : serveClient(options));
  } catch (error) {
    process.stderr.write(`${name} cannot be served: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
