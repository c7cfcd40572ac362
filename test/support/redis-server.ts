// A real Redis server on a random port of the loopback interface, which keeps nothing. Stopped with the test.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@redis/client";

const PROGRAM = process.env.REDIS_SERVER ?? "redis-server";

/** Valkey's server does as well: REDIS_SERVER=valkey-server. */
export const hasRedis = spawnSync(PROGRAM, ["--version"]).status === 0;

/** What to say where it is missing, beside a test that is skipped. */
export function describeWithRedis(title: string, tests: () => void): void {
  if (!hasRedis) {
    process.stderr.write(
      `NOT TESTED: ${title}, because ${PROGRAM} is not on the PATH. Install it (Debian: apt-get install redis-server), or name another in REDIS_SERVER.\n`,
    );
  }
  (hasRedis ? describe : describe.skip)(title, tests);
}

export interface RedisServer {
  readonly port: number;
  /** `redis://127.0.0.1:PORT`; in TLS `rediss://localhost:PORT`, for which its certificate must be. */
  readonly url: string;
  /** Its directory, for sockets, certificates and the like. */
  readonly directory: string;
  readonly pid: () => number;
  /** Asks it as its administrator does. */
  ask(...args: string[]): Promise<unknown>;
  /** Kills it at once, as a crash does. */
  kill(): Promise<void>;
  /** Stands still, with its connections open; until `resume`. */
  pause(): void;
  resume(): void;
  /** Starts it again at the same port, empty. */
  restart(): Promise<void>;
  /** Ends it, and removes its directory. */
  stop(): Promise<void>;
}

export interface RedisOptions {
  /** Arguments of redis-server besides: `["--maxmemory", "2mb"]`. */
  readonly args?: readonly string[];
  /** How to reach it as administrator, where that is not plain. */
  readonly admin?: { readonly password?: string; readonly tls?: { readonly ca: string } };
  /** The servers that it watches as a sentinel, by name. */
  readonly watches?: Readonly<Record<string, RedisServer>>;
}

const TRIES = 200;
/** A cluster's nodes have a second port, higher by 10,000. */
const HIGHEST_PORT = 65_535 - 10_000;

export async function startRedis(options: RedisOptions = {}, tries = 5): Promise<RedisServer> {
  const port = await freePort();
  try {
    if (port > HIGHEST_PORT) throw new Error(`port ${port} is too high for a cluster`);
    return await startAt(port, options);
  } catch (error) {
    // Somebody else may have taken the port meanwhile.
    if (tries === 1) throw error;
    return startRedis(options, tries - 1);
  }
}

async function startAt(port: number, options: RedisOptions): Promise<RedisServer> {
  const { args = [], admin = {}, watches } = options;
  const directory = mkdtempSync(join(tmpdir(), "redis-test-"));
  const place = admin.tls ? ["--port", "0", "--tls-port", String(port)] : ["--port", String(port)];
  const quiet = ["--bind", "127.0.0.1", "--dir", directory, "--logfile", "", ...(watches ? [] : ["--save", ""])];
  let running = launch();
  await ready().catch(async (error: unknown) => {
    await kill();
    rmSync(directory, { recursive: true, force: true });
    throw error;
  });

  function launch(): ChildProcess {
    const kind = watches ? ["--sentinel"] : [];
    return spawn(PROGRAM, [...sentinelFile(), ...place, ...quiet, ...args, ...kind], { stdio: "ignore" });
  }

  /** In which a sentinel keeps what it learns. */
  function sentinelFile(): readonly string[] {
    if (!watches) return [];
    const file = join(directory, "sentinel.conf");
    const lines = Object.entries(watches).map(
      ([name, server]) => `sentinel monitor ${name} 127.0.0.1 ${server.port} 1\n`,
    );
    writeFileSync(file, lines.join(""));
    return [file];
  }

  async function ask(...command: string[]): Promise<unknown> {
    const { password, tls } = admin;
    const client = createClient({
      RESP: 2,
      socket: tls
        ? { host: "localhost", port, reconnectStrategy: false, tls: true, ca: tls.ca, servername: "localhost" }
        : { host: "127.0.0.1", port, reconnectStrategy: false },
      ...(password !== undefined && { password }),
    });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return await client.sendCommand(command);
    } finally {
      client.destroy();
    }
  }

  async function ready(): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      if (running.exitCode !== null) throw new Error(`${PROGRAM} ended with ${running.exitCode}`);
      const answer = await ask("PING").catch((error: unknown) => String(error));
      if (answer === "PONG") return;
      await sleep(25);
    }
    throw new Error(`${PROGRAM} does not answer`);
  }

  async function kill(): Promise<void> {
    if (running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGKILL");
    await gone;
  }

  return {
    port,
    url: admin.tls ? `rediss://localhost:${port}` : `redis://127.0.0.1:${port}`,
    directory,
    pid: () => running.pid ?? 0,
    ask,
    kill,
    pause: () => void running.kill("SIGSTOP"),
    resume: () => void running.kill("SIGCONT"),
    restart: async () => {
      await kill();
      running = launch();
      await ready();
    },
    stop: async () => {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Free a moment ago; below the range that outgoing connections use, which could take it meanwhile. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    if (await isFree(port)) return port;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
