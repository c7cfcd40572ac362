// A serving plugin process: from its first signal handler to its last socket, with every way of ending in between.
import { setTimeout as sleep } from "node:timers/promises";
import { createCertificate } from "./certificate";
import { type Endpoint, type PortRange, listen } from "./endpoint";
import { handshakeLine, readHello } from "./handshake";
import { type Methods, type NamedMethod } from "./methods";
import { type Plugin, type PluginOptions } from "./options";
import { Reception } from "./reception";
import { type PluginServer, type ServerOptions } from "./server";
import { announce } from "./standard-streams";
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
  let server: PluginServer | undefined;
  leaveSignalsToClient(process, () => server?.connections ?? 0, ending);
  const watchdog = new Watchdog(process.ppid);

  const { clientCertificate, ports } = readHello(process.env);
  const tls = clientCertificate ? { own: createCertificate(new Date()), clientCertificate } : undefined;
  const entrance = await openEntrance(process, ports);
  announce(handshakeLine(protocolVersion, entrance.endpoint, tls?.own.der));
  return serve(options, entrance, ending, {
    tls,
    manyClients: false,
    onShutdown: () => ending.begin("asked"),
    onServing: (serving) => {
      server = serving;
      watch(process, watchdog, serving, ending);
    },
  });
}

/** For any number of clients that are told by hand where to connect, until a signal. Resolves with the exit code. */
export async function serveForDebugging(options: PluginOptions): Promise<number> {
  const { process, protocolVersion, providerAddress } = options;
  const ending = new Ending();
  endOnSignals(process, ["SIGINT", "SIGTERM", "SIGHUP"], ending);
  const entrance = await openEntrance(process, readHello(process.env).ports);
  const line = reattachLine(providerAddress, protocolVersion, process.pid, entrance.endpoint);
  announce(`Serving until Ctrl-C. In the shell that runs terraform, set:\n\n  export ${line}\n\n`);
  return serve(options, entrance, ending, {
    tls: undefined,
    manyClients: true,
    // One client that is done does not end the process for the others.
    onShutdown: () => undefined,
    onServing: () => undefined,
  });
}

/** Where clients come in. */
interface Entrance {
  readonly reception: Reception;
  readonly endpoint: Endpoint;
}

async function openEntrance(process: NodeJS.Process, ports: PortRange): Promise<Entrance> {
  const reception = new Reception();
  const endpoint = await listen(reception.server, ports, process.platform);
  process.once("exit", endpoint.remove);
  return { reception, endpoint };
}

interface Service extends Pick<ServerOptions, "tls" | "manyClients"> {
  readonly onShutdown: () => void;
  readonly onServing: (server: PluginServer) => void;
}

/** From the answer to the one that started the process, to its end. */
async function serve(options: PluginOptions, entrance: Entrance, ending: Ending, service: Service): Promise<number> {
  const { PluginServer, pluginMethods } = await import("./serving.js");
  const loading = new Loading(pluginMethods(service.onShutdown, ending.reason));
  const server = new PluginServer({ ...service, methods: loading.methods });
  entrance.reception.handTo((socket) => server.take(socket));
  service.onServing(server);
  const plugin = await loading.begin(options.load);
  return end(await ending.reason, plugin, server, entrance);
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

async function end(reason: EndReason, plugin: Plugin, server: PluginServer, entrance: Entrance): Promise<number> {
  plugin.stop();
  if (reason !== "asked") await Promise.race([server.idle(), sleep(plugin.graceMs(), undefined, { ref: false })]);
  await finish(plugin, reason === "asked" ? FINISH_MS : plugin.graceMs());
  entrance.reception.close();
  await server.close(SHUTDOWN_GRACE_MS);
  entrance.endpoint.remove();
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
