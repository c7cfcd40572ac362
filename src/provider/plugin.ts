// Wires the process, the protocol and the provider together.
import { openLedger, redact, systemClock } from "../api";
import { visible } from "../api/visible";
import { type Plugin, createLogger, standardError } from "../terraform/goplugin";
import { providerServer } from "../terraform/protocol";
import { electronhubProvider } from "./provider";

export function plugin(host: NodeJS.Process): Plugin {
  const { env } = host;
  const log = createLogger({
    env,
    module: "electronhub",
    write: standardError(host),
    now: () => new Date(),
    redact,
  });
  // Both are replaced when it is bundled.
  const version = process.env.PACKAGE_VERSION ?? "0.0.0";
  const schema = process.env.PREPARED_SCHEMA;
  const provider = electronhubProvider({ version, env, clock: systemClock, random: Math.random, log, openLedger });
  return providerServer(provider, log, presentable, schema === undefined ? undefined : Buffer.from(schema, "base64"));
}

/** What a diagnostic may say: no secret, and nothing that steers a terminal. */
const presentable = (text: string): string => redact(text).split("\n").map(visible).join("\n");
