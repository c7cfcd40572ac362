// A real plugin process, started by a person, by a client that it cannot serve, and for debugging.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { HealthDefinition } from "../../../src/terraform/goplugin/grpc_health_pb";
import { GRPCControllerDefinition } from "../../../src/terraform/goplugin/grpc_plugin_pb";
import { type Output, collect, connect, exitOf } from "../../support/plugin-client";
import { createClient } from "../../support/rpc-client";
import { type BuiltPlugin, buildPlugin } from "./fixtures/build";

let plugin: BuiltPlugin;
const children: ChildProcess[] = [];

beforeAll(() => {
  plugin = buildPlugin();
});

afterAll(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exited = exitOf(child);
    child.kill("SIGTERM");
    await exited;
  }
  plugin.remove();
});

function start(args: string[], env: Record<string, string> = {}): { child: ChildProcess; output: Output } {
  const child = spawn(process.execPath, [plugin.executable, ...args], {
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  return { child, output: collect(child) };
}

async function runToEnd(args: string[], env: Record<string, string> = {}) {
  const { child, output } = start(args, env);
  const code = await exitOf(child);
  return { code, ...output };
}

test.each([
  ["without the cookie", {}],
  ["with another plugin's cookie", { COOKIE: "cake" }],
])("%s it explains itself on stderr and exits with 1", async (_name, env) => {
  expect(await runToEnd([], env)).toEqual({
    code: 1,
    stdout: "",
    stderr: [
      "terraform-provider-nothing is a Terraform provider. It manages nothing.",
      "",
      "It is not started by hand: terraform (or tofu) starts it when a configuration needs it. Declare it under",
      "required_providers and run terraform init.",
      "",
      "To run it under a debugger: start it with --debug, and give terraform the TF_REATTACH_PROVIDERS line that it prints.",
      "",
    ].join("\n"),
  });
});

test("a client that speaks other protocol versions only is told so", async () => {
  expect(await runToEnd([], { COOKIE: "crumbs", PLUGIN_PROTOCOL_VERSIONS: "4,5" })).toEqual({
    code: 1,
    stdout: "",
    stderr: "terraform-provider-nothing speaks plugin protocol 6; the client offers 4,5. Upgrade the client.\n",
  });
});

test("--debug prints what to set, serves one client after the other in plaintext, and ends with Ctrl-C", async () => {
  const { child, output } = start(["--debug"]);
  const exited = exitOf(child);
  const [line, json] = await new Promise<RegExpMatchArray>((resolve) => {
    child.stdout?.on("data", () => {
      const match = output.stdout.match(/^ {2}export TF_REATTACH_PROVIDERS='(.*)'$/m);
      if (match) resolve(match);
    });
  });
  expect(output.stdout).toBe(`Serving until Ctrl-C. In the shell that runs terraform, set:\n\n${line}\n\n`);
  const socketPath = /"String":"([^"]+)"/.exec(json ?? "")?.[1] ?? "";
  expect(JSON.parse(json ?? "")).toEqual({
    "registry.terraform.io/example/nothing": {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: child.pid,
      Test: true,
      Addr: { Network: "unix", String: socketPath },
    },
  });

  for (const client of [1, 2]) {
    const { wire } = connect(`1|6|unix|${socketPath}|grpc|`);
    const { status } = await createClient(HealthDefinition, wire).check({ service: "plugin" });
    expect([client, status]).toEqual([client, 1]);
    await createClient(GRPCControllerDefinition, wire).shutdown({});
  }
  expect(existsSync(socketPath)).toBe(true);

  child.kill("SIGINT");
  expect(await exited).toBe(0);
  expect(existsSync(dirname(socketPath))).toBe(false);
});
