// A real plugin process that serves a client, and every way in which it ends.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { createCertificate } from "../../../src/terraform/goplugin";
import { pathOf } from "../../../src/terraform/goplugin/methods";
import { HealthDefinition } from "../../../src/terraform/goplugin/grpc_health_pb";
import { GRPCBrokerDefinition, GRPCStdioDefinition } from "../../../src/terraform/goplugin/grpc_plugin_pb";
import {
  type Connection,
  type PluginClient,
  type StartOptions,
  collect,
  connect,
  firstLine,
  startPlugin,
} from "../../support/plugin-client";
import { type Client, createClient } from "../../support/rpc-client";
import { type BuiltPlugin, buildPlugin } from "./fixtures/build";
import { CallsDefinition } from "./fixtures/calls";

let plugin: BuiltPlugin;
const started: PluginClient[] = [];

beforeAll(() => {
  plugin = buildPlugin();
});

afterEach(async () => {
  for (const { child, exited, stop } of started.splice(0)) {
    await stop().catch(() => child.kill("SIGTERM"));
    await exited;
  }
});

afterAll(() => plugin.remove());

async function start(options: Partial<StartOptions> = {}): Promise<PluginClient> {
  const client = await startPlugin([process.execPath, plugin.executable], {
    cookie: { key: "COOKIE", value: "crumbs" },
    ...options,
  });
  started.push(client);
  return client;
}

const check = async ({ wire }: Connection, service = "plugin") =>
  (await createClient(HealthDefinition, wire).check({ service })).status;

const asIs = (bytes: Buffer) => bytes;

type Name = keyof Client<typeof CallsDefinition>;
const call = ({ wire }: Connection, name: Name) => createClient(CallsDefinition, wire)[name]({});

/** A call that the plugin has begun when this resolves: the check follows it on the same connection. */
async function begin(connection: Connection, name: Name) {
  const answer = call(connection, name).then(
    () => "answered",
    () => "cut off",
  );
  await check(connection);
  return { answer };
}

describe("the handshake", () => {
  test("names version, protocol, socket and an unpadded certificate", async () => {
    const { handshake, socketPath, output } = await start();
    expect(handshake).toEqual([
      "1",
      "6",
      "unix",
      socketPath,
      "grpc",
      expect.stringMatching(/^[A-Za-z0-9+/]{400,}$/) as string,
    ]);
    expect(output.stdout).toBe(`${handshake.join("|")}\n`);
  });

  test("leads to a socket in a directory that only this user can enter", async () => {
    const { socketPath } = await start();
    expect(statSync(dirname(socketPath)).mode & 0o777).toBe(0o700);
  });

  test("passes over a temporary directory whose name leaves no room for a socket", async () => {
    const long = join(plugin.directory, "x".repeat(100));
    mkdirSync(long);
    const client = await start({ env: { TMPDIR: long } });
    expect(Buffer.byteLength(client.socketPath)).toBeLessThanOrEqual(100);
    expect(readdirSync(long)).toEqual([]);
    expect(await check(client)).toBe(1);
  });

  test.each([
    ["does not exist", "none"],
    ["is a file", "plugin.js"],
  ])("passes over a temporary directory that %s", async (_, name) => {
    const client = await start({ env: { TMPDIR: join(plugin.directory, name) } });
    expect(dirname(dirname(client.socketPath))).toBe("/tmp");
    expect(await check(client)).toBe(1);
  });
});

describe("connections", () => {
  test("the announced client is served over mutual TLS", async () => {
    expect(await check(await start())).toBe(1);
  });

  test.each([
    ["another certificate", createCertificate(new Date())],
    ["no certificate", null],
  ])("a client with %s is refused", async (_name, presented) => {
    await expect(check(await start({ presented }))).rejects.toThrow();
  });

  test("without a client certificate it serves plaintext and announces no certificate", async () => {
    const client = await start({ tls: false });
    expect(client.handshake[5]).toBe("");
    expect(await check(client)).toBe(1);
  });
});

describe("go-plugin's own services", () => {
  test("an unknown service is not found by the health check", async () => {
    await expect(check(await start(), "other")).rejects.toThrow('5 NOT_FOUND: no service "other" here');
  });

  test("the broker's stream ends at once", async () => {
    const { grpc } = await start();
    const received: unknown[] = [];
    const path = pathOf(GRPCBrokerDefinition, GRPCBrokerDefinition.methods.startStream);
    const stream = grpc.makeBidiStreamRequest(path, asIs, asIs);
    for await (const message of stream) received.push(message);
    expect(received).toEqual([]);
  });

  test("the stream of stdio stays open to the end, for clients close a connection on which no call runs", async () => {
    const client = await start();
    const events: string[] = [];
    const ended = (async () => {
      for await (const { channel } of createClient(GRPCStdioDefinition, client.wire).streamStdio({}))
        events.push(`message on ${channel}`);
      events.push("stream ended");
    })();
    for (let n = 0; n < 10; n++) expect(await check(client)).toBe(1);
    events.push("asked to end");
    const asked = performance.now();
    expect(await client.stop()).toBe(0);
    // It must not hold up the end.
    expect(performance.now() - asked).toBeLessThan(2_000);
    await ended;
    expect(events).toEqual(["asked to end", "stream ended"]);
  });
});

describe("Shutdown", () => {
  test("ends the process with code 0, removes the socket's directory, and nothing else was on stdout", async () => {
    const client = await start();
    expect(await check(client)).toBe(1);
    expect(await client.stop()).toBe(0);
    expect(existsSync(dirname(client.socketPath))).toBe(false);
    expect(client.output).toEqual({ stdout: `${client.handshake.join("|")}\n`, stderr: "" });
  });

  test("ends it within the two seconds that Terraform allows, even with a call that hangs", async () => {
    const client = await start();
    const { answer } = await begin(client, "hang");
    const asked = performance.now();
    expect(await client.stop()).toBe(0);
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(await answer).toBe("cut off");
  });
});

describe("what is left to do at the end", () => {
  test.each([
    ["a little", "finishing\nfinished\n"],
    ["too much", "finishing\n"],
  ])("%s is done before the process ends, if there is time", async (work, said) => {
    const client = await start({ env: { LEFT_TO_DO: work } });
    const asked = performance.now();
    expect(await client.stop()).toBe(0);
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(client.output.stderr).toBe(said);
    expect(existsSync(dirname(client.socketPath))).toBe(false);
  });
});

describe("signals and crashes", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s is left to the client while there is one: Terraform asks by StopProvider",
    async (signal) => {
      const client = await start();
      const { answer } = await begin(client, "untilStopped");
      client.child.kill(signal);
      for (let n = 0; n < 10; n++) expect(await check(client)).toBe(1);
      expect(client.output.stderr).toBe("");
      expect(await client.stop()).toBe(0);
      expect(await answer).toBe("answered");
    },
  );

  test.each(["SIGTERM", "SIGHUP"] as const)("without a client %s ends it, directory and all", async (signal) => {
    const { child, exited, socketPath } = await start();
    child.kill(signal);
    expect(await exited).toBe(0);
    expect(existsSync(dirname(socketPath))).toBe(false);
  });

  test.each([
    ["as long as it needs, within the grace", "30000", "stopping\nstopped\n"],
    ["no longer than the grace", "1", "stopping\n"],
  ])("a call under way whose client is gone goes on after a signal: %s", async (_name, grace, said) => {
    const client = await start({ env: { GRACE_MS: grace } });
    const { answer } = await begin(client, "untilStopped");
    client.disconnect();
    expect(await answer).toBe("cut off");
    client.child.kill("SIGTERM");
    expect(await client.exited).toBe(0);
    expect(client.output.stderr).toBe(said);
  });

  test("what cannot be loaded after the handshake ends it, with the reason, and no call is left without an answer", async () => {
    const client = await start({ env: { LOAD: "fails" } });
    await expect(check(client)).rejects.toThrow();
    expect(await client.exited).toBe(1);
    expect(client.output.stderr).toBe("terraform-provider-nothing cannot be served: a part is missing\n");
    expect(existsSync(dirname(client.socketPath))).toBe(false);
  });

  test("an uncaught error leaves no directory behind either", async () => {
    const client = await start();
    await call(client, "crash").catch(() => undefined);
    expect(await client.exited).toBe(1);
    expect(client.output.stderr).toContain("Error: a bug");
    expect(existsSync(dirname(client.socketPath))).toBe(false);
  });
});

describe("an orphan", () => {
  const groups: number[] = [];

  afterEach(() => {
    for (const group of groups.splice(0)) killGroup(group);
  });

  /** The shell is the parent. The plugin holds the shell's stdout as well: it closes when both have ended. */
  async function startOrphan() {
    const shell = spawn("sh", ["-c", `"${process.execPath}" "${plugin.executable}" & wait`], {
      env: { PATH: process.env.PATH ?? "", COOKIE: "crumbs", PLUGIN_PROTOCOL_VERSIONS: "6" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    if (shell.pid) groups.push(shell.pid);
    const ended = new Promise((resolve) => shell.stdout.once("close", resolve));
    const connection = connect(await firstLine(shell, collect(shell)));
    return { shell, ended, ...connection };
  }

  test("ends by itself and leaves nothing behind", async () => {
    const { shell, ended, socketPath } = await startOrphan();
    expect(existsSync(socketPath)).toBe(true);
    shell.kill("SIGKILL");
    await ended;
    expect(existsSync(dirname(socketPath))).toBe(false);
  });

  test("first stops and finishes the call under way, though nobody reads its log any more", async () => {
    const { shell, ended, ...connection } = await startOrphan();
    const { answer } = await begin(connection, "untilStopped");
    shell.stderr.destroy();
    shell.kill("SIGKILL");
    expect(await answer).toBe("answered");
    await ended;
    expect(existsSync(dirname(connection.socketPath))).toBe(false);
  });
});

/** What a failed test left running; usually nothing. */
function killGroup(group: number): void {
  try {
    process.kill(-group, "SIGTERM");
  } catch {
    // Nothing was left.
  }
}
