// The executable terraform-provider-electronhub: wires the process, the protocol and the provider together.
import { openLedger, redact, systemClock } from "../api";
import { visible } from "../api/visible";
import { createLogger, servePlugin } from "../terraform/goplugin";
import { PROTOCOL_VERSION, TERRAFORM_COOKIE, providerServer } from "../terraform/protocol";
import { electronhubProvider } from "./provider";

async function main(): Promise<number> {
  const { env } = process;
  const log = createLogger({
    env,
    module: "electronhub",
    write: (line) => process.stderr.write(line),
    now: () => new Date(),
    redact,
  });
  const version = process.env.PACKAGE_VERSION ?? "0.0.0";
  const provider = electronhubProvider({ version, env, clock: systemClock, random: Math.random, log, openLedger });
  const server = providerServer(provider, log, presentable);
  return servePlugin({
    name: "terraform-provider-electronhub",
    about: "It manages proxy keys of an Electron Hub account.",
    cookie: TERRAFORM_COOKIE,
    protocolVersion: PROTOCOL_VERSION,
    providerAddress: "registry.terraform.io/electronhub/electronhub",
    methods: server.methods,
    stop: server.stop,
    graceMs: server.graceMs,
    finish: server.finish,
    process,
  });
}

/** What a diagnostic may say: no secret, and nothing that steers a terminal. */
const presentable = (text: string): string => redact(text).split("\n").map(visible).join("\n");

void main().then((code) => process.exit(code));
