// From the spawn of the provider to its handshake line, as Terraform waits for it; beside the whole life of a Node.js that does nothing.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createCertificate } from "../../../src/terraform/goplugin";
import { TERRAFORM_COOKIE } from "../../../src/terraform/protocol";
import { collect, firstLine } from "../../support/plugin-client";
import { EXECUTABLE_START, NODE_START, scriptStart } from "../figures";
import { type Bench, type Measurement, timed } from "./measurement";

/** They are short. */
const TIMES = 3;

export function handshakes({ directory, executable, script, node20, node24 }: Bench): Measurement {
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: directory,
    TMPDIR: directory,
    PLUGIN_PROTOCOL_VERSIONS: "5,6",
    PLUGIN_CLIENT_CERT: createCertificate(new Date()).certificate,
    [TERRAFORM_COOKIE.key]: TERRAFORM_COOKIE.value,
  };
  const handshake = async (command: string, ...args: readonly string[]): Promise<number> => {
    const from = performance.now();
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const closed = once(child, "close");
    await firstLine(child, collect(child));
    const ms = performance.now() - from;
    child.kill("SIGTERM");
    await closed;
    return ms;
  };
  const nothing = () => timed(() => once(spawn(node20, ["-e", "0"], { env, stdio: "ignore" }), "exit"));
  return {
    round: async (samples) => {
      for (let time = 0; time < TIMES; time++) {
        samples.add(NODE_START, await nothing());
        samples.add(EXECUTABLE_START, await handshake(executable));
        samples.add(scriptStart(20), await handshake(node20, script));
        if (typeof node24 === "string") samples.add(scriptStart(24), await handshake(node24, script));
        else samples.miss(scriptStart(24), `there is no Node 24: ${node24.message}`);
      }
    },
    close: async () => undefined,
  };
}
