// The emulator in a process of its own, so that what it takes is not in what is measured.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { collect, firstLine } from "../support/plugin-client";

const COMMAND_LINE = resolve(__dirname, "../../dist/electronhub");

export interface EmulatorProcess {
  readonly apiKey: string;
  readonly baseUrl: string;
  /** From now on every call is answered so late. */
  readonly answerAfter: (milliseconds: number) => Promise<void>;
  /** Makes a key with this name. */
  readonly create: (name: string) => Promise<void>;
  /** Removes all keys; as late as any call. */
  readonly empty: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** With as many requests a minute as it can allow. */
export async function startEmulatorProcess(node: string, ...options: readonly string[]): Promise<EmulatorProcess> {
  const args = [COMMAND_LINE, "emulate", "--port", "0", "--rpm", "1000000", ...options];
  const child = spawn(node, args, { stdio: ["ignore", "pipe", "pipe"] });
  const output = collect(child);
  await firstLine(child, output);
  const [, baseUrl = ""] = /listens at (\S+)/.exec(output.stdout) ?? [];
  const apiKey = "ek-emulator-first";
  const authorization = `Bearer ${apiKey}`;
  const json = { "content-type": "application/json" };
  const expectAnswer = async (request: Promise<Response>): Promise<void> => {
    const answer = await request;
    if (!answer.ok) throw new Error(`the emulator answered with ${answer.status}: ${await answer.text()}`);
  };
  const post = (url: string | URL, body: object) =>
    expectAnswer(fetch(url, { method: "POST", headers: { ...json, authorization }, body: JSON.stringify(body) }));
  return {
    apiKey,
    baseUrl,
    answerAfter: (milliseconds) =>
      post(new URL("/emulator/faults", baseUrl), { endpoint: "*", kind: "delay", milliseconds, probability: 1 }),
    create: (name) => post(`${baseUrl}/auth/proxy/create`, { name, allocated_ammount: 1, expires_at: -1 }),
    empty: () => expectAnswer(fetch(`${baseUrl}/auth/proxy`, { method: "DELETE", headers: { authorization } })),
    stop: () => stopped(child),
  };
}

async function stopped(child: ChildProcess): Promise<void> {
  const closed = once(child, "close");
  child.kill("SIGTERM");
  await closed;
}
