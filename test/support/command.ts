// A command to its end, for the test programs outside jest: its output, or an error that shows it.
import { spawn } from "node:child_process";

export interface CommandOptions {
  readonly cwd: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export function run(command: string, args: readonly string[], { cwd, env }: CommandOptions): Promise<string> {
  const child = spawn(command, [...args], { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(" ")} (in ${cwd}) ended with ${code ?? signal}:\n${output}`));
    });
  });
}

/** Whether a command is installed: it can be started, whatever it answers. */
export async function isInstalled(command: string, ...args: readonly string[]): Promise<boolean> {
  try {
    await run(command, args, { cwd: process.cwd() });
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ENOENT");
  }
}
