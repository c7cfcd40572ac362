// A serving plugin process: from its first signal handler to its last socket, with every way of ending in between.
import { setTimeout as sleep } from "node:timers/promises";
import { createCertificate } from "./certificate";
import { type Endpoint, listen } from "./endpoint";
import { handshakeLine, readHello } from "./handshake";
import { type Methods, type NamedMethod } from "./methods";
import { type Plugin, type PluginOptions } from "./options";
import { PluginServer } from "./server";
import { pluginMethods } from "./services";
import { Watchdog } from "./watchdog";

/** Terraform kills a plugin 2 s after asking it to end; by then it has all its answers. */
const SHUTDOWN_GRACE_MS = 500;
/** For what must not be left behind. */
const FINISH_MS = 1_100;
const LAST_WORDS_MS = 100;
const WATCH_INTERVAL_MS = 1_000;

/** For the client that started this process. Resolves with the exit code. */
export async function serveClient(options: PluginOptions): Promise<number> {
  const { process, protocolVersion } = options;
  const ending = new Ending();
  leaveSignalsToClient(process, () => server.connections, ending);
  surviveClosedPipes(process);
  const watchdog = new Watchdog(process.ppid);

  const { clientCertificate, ports } = readHello(process.env);
  const tls = clientCertificate ? { own: createCertificate(new Date()), clientCertificate } : undefined;
  const loading = new Loading(pluginMethods(() => ending.begin("asked"), ending.reason));
  const server = new PluginServer({ tls, methods: loading.methods, manyClients: false });
  const endpoint = await listen(server.http2, ports, process.platform);
  process.once("exit", endpoint.remove);
  watch(process, watchdog, server, ending);
  await written(process.stdout, handshakeLine(protocolVersion, endpoint, tls?.own.der));
  const plugin = await loading.begin(options.load);
  return end(await ending.reason, plugin, server, endpoint);
}

/** For any number of clients that are told by hand where to connect, until a signal. Resolves with the exit code. */
export async function serveForDebugging(options: PluginOptions): Promise<number> {
  const { process } = options;
  const ending = new Ending();
  endOnSignals(process, ["SIGINT", "SIGTERM", "SIGHUP"], ending);
  // One client that is done does not end the process for the others.
  const loading = new Loading(pluginMethods(() => undefined, ending.reason));
  const server = new PluginServer({ tls: undefined, methods: loading.methods, manyClients: true });
  const endpoint = await listen(server.http2, readHello(process.env).ports, process.platform);
  process.once("exit", endpoint.remove);
  const line = reattachLine(options.providerAddress, options.protocolVersion, process.pid, endpoint);
  const text = `Serving until Ctrl-C. In the shell that runs terraform, set:\n\n  export ${line}\n\n`;
  await written(process.stdout, text);
  const plugin = await loading.begin(options.load);
  return end(await ending.reason, plugin, server, endpoint);
}

/** The environment variable by which Terraform uses a provider process that somebody else started. */
function reattachLine(providerAddress: string, protocolVersion: number, pid: number, endpoint: Endpoint): string {
  const provider = {
    Protocol: "grpc",
    ProtocolVersion: protocolVersion,
    Pid: pid,
    // Terraform leaves such a process running when it is done.
    Test: true,
    Addr: { Network: endpoint.network, String: endpoint.address },
  };
  return `TF_REATTACH_PROVIDERS='${JSON.stringify({ [providerAddress]: provider })}'`;
}

/** The methods that calls wait for while the plugin is loaded. */
class Loading {
  private resolve: (plugin: Promise<Plugin>) => void = () => undefined;
  private readonly plugin = new Promise<Plugin>((resolve) => (this.resolve = resolve));
  readonly methods: Promise<Methods>;

  constructor(own: readonly NamedMethod[]) {
    this.methods = this.plugin.then(({ methods }) => new Map([...own, ...methods]));
  }

  begin(load: () => Promise<Plugin>): Promise<Plugin> {
    this.resolve(load());
    return this.plugin;
  }
}

/** Also where nobody reads it any more. */
const written = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve) => stream.write(text, () => resolve()));

type EndReason = "asked" | "signal" | "client gone";

/** The first reason to end counts. */
class Ending {
  begin: (reason: EndReason) => void = () => undefined;
  readonly reason = new Promise<EndReason>((resolve) => (this.begin = resolve));
}

/**
 * A signal to the whole process group, from a terminal, a shell or a supervisor, reaches the client as well. It decides: it
 * asks to stop, and takes what calls under way have reached; should it die of the signal, its connection ends. Without a
 * client there is nobody else to end the process.
 */
function leaveSignalsToClient(process: NodeJS.Process, connections: () => number, ending: Ending): void {
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (connections() === 0) ending.begin("signal");
    });
  }
}

/** The handlers stay, so that a second signal does not cut the end short and leave the socket behind. */
function endOnSignals(process: NodeJS.Process, signals: readonly NodeJS.Signals[], ending: Ending): void {
  for (const signal of signals) process.on(signal, () => ending.begin("signal"));
}

/**
 * A client that dies closes the other end of stdout and stderr. A log line that nobody reads must not take down a call
 * under way; the watchdog ends the process in order.
 */
function surviveClosedPipes(process: NodeJS.Process): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

function watch(process: NodeJS.Process, watchdog: Watchdog, server: PluginServer, ending: Ending): void {
  const timer = setInterval(() => {
    const { connections, wasConnected } = server;
    const seen = { parentPid: process.ppid, connections, wasConnected };
    if (!watchdog.isClientGone(seen, performance.now())) return;
    clearInterval(timer);
    ending.begin("client gone");
  }, WATCH_INTERVAL_MS);
  timer.unref();
}

async function end(reason: EndReason, plugin: Plugin, server: PluginServer, endpoint: Endpoint): Promise<number> {
  plugin.stop();
  if (reason !== "asked") await Promise.race([server.idle(), sleep(plugin.graceMs(), undefined, { ref: false })]);
  await finish(plugin, reason === "asked" ? FINISH_MS : plugin.graceMs());
  await server.close(SHUTDOWN_GRACE_MS);
  endpoint.remove();
  return 0;
}

/** What is left to do gets its time, and a moment more to say what it has not done. */
async function finish({ finish: work }: Plugin, ms: number): Promise<void> {
  const end = new AbortController();
  const done = work(end.signal).then(() => true);
  if (await Promise.race([done, sleep(ms, false, { ref: false })])) return;
  end.abort();
  await Promise.race([done, sleep(LAST_WORDS_MS, undefined, { ref: false })]);
}
