// A real Redis server on a random port of the loopback interface, which keeps nothing. Stopped with the test.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
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
  /** `redis://127.0.0.1:PORT` */
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
  /** A file of the administrator, in which the server keeps its own configuration: sentinels need one. */
  readonly config?: string;
  readonly isSentinel?: boolean;
}

const TRIES = 200;

export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const { args = [], admin = {}, config, isSentinel = false } = options;
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), "redis-test-"));
  const place = admin.tls ? ["--port", "0", "--tls-port", String(port)] : ["--port", String(port)];
  const quiet = ["--bind", "127.0.0.1", "--dir", directory, "--logfile", "", ...(isSentinel ? [] : ["--save", ""])];
  let running = launch();
  await ready();

  function launch(): ChildProcess {
    const file = config === undefined ? [] : [config];
    const kind = isSentinel ? ["--sentinel"] : [];
    return spawn(PROGRAM, [...file, ...place, ...quiet, ...args, ...kind], { stdio: "ignore" });
  }

  async function ask(...command: string[]): Promise<unknown> {
    const { password, tls } = admin;
    const client = createClient({
      RESP: 2,
      socket: { host: "127.0.0.1", port, reconnectStrategy: false, ...(tls && { tls: true, ca: tls.ca }) },
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
    url: `redis://127.0.0.1:${port}`,
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
