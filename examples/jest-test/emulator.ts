// The emulator as a command: started on a free port, and stopped. Nothing is imported but Node's own modules.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface Emulator {
  /** What the command prints to be exported: ELECTRONHUB_BASE_URL and ELECTRONHUB_API_KEY. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export async function startEmulator(...options: readonly string[]): Promise<Emulator> {
  const child = spawn("npx", ["electronhub", "emulate", "--port", "0", ...options], {
    // npx starts the command as a process of its own: in a group, both can be stopped at once.
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  const environment: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = /^ *export (\w+)=(\S+)$/.exec(line) ?? [];
    if (name && value) environment[name] = value;
    if (Object.keys(environment).length === 2) break;
  }
  const { pid } = child;
  if (pid === undefined || !environment.ELECTRONHUB_API_KEY) throw new Error("the emulator did not start");
  return {
    environment,
    stop: () => {
      process.kill(-pid);
      return ended;
    },
  };
}
