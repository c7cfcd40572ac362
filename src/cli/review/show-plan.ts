// A saved plan as JSON: only the program that made it can read it, so that is run.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { redact } from "../../api/secrets";
import { bounded, visible } from "../../api/visible";
import { TooLarge, inMebibytes, readBounded } from "./read-bounded";

export interface Showing {
  /** --terraform. */
  readonly program: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
}

export interface SavedPlan {
  readonly file: string;
  readonly label: string;
  /** By HCP Terraform: the file only says which plan it is. */
  readonly isKeptElsewhere: boolean;
  /** Undefined: the plan's directory if that was initialised, else the current one. */
  readonly directory: string | undefined;
}

/** How long a program that was asked to end may take for it. */
const GRACE_MS = 1000;
const MOST_MESSAGE_BYTES = 2 ** 16;
const LONGEST_MESSAGE = 600;

/** Rejects with a sentence. */
export async function showPlan(plan: SavedPlan, showing: Showing, most: number): Promise<Buffer> {
  const { env } = showing;
  const file = resolve(plan.file);
  const directory = plan.directory ?? workingDirectory(file, env);
  const candidates = programsOf(showing);
  for (const program of candidates) {
    const outcome = await run(program, file, directory, showing, most);
    if (outcome.kind === "shown") return outcome.json;
    if (outcome.kind === "missing") continue;
    throw new Error(explained(plan, program, directory, outcome.words));
  }
  throw new Error(
    `${visible(plan.label)} is a saved plan, and ${candidates.join(" and ")} to read it ${candidates.length > 1 ? "are" : "is"} not there; name the program with --terraform, or give the output of terraform show -json`,
  );
}

/** In the order in which they are tried, as cdktf chooses. */
function programsOf({ program, env }: Showing): readonly string[] {
  const named = program ?? (env.TERRAFORM_BINARY_NAME || undefined);
  if (named === undefined) return ["terraform", "tofu"];
  // A path means what it means here, not where the program is started.
  return [/[\\/]/.test(named) ? resolve(named) : named];
}

/** Terraform needs the schemas of the providers, so it must run where they are installed. */
export function workingDirectory(file: string, { TF_DATA_DIR }: NodeJS.ProcessEnv): string {
  const directory = dirname(resolve(file));
  return existsSync(resolve(directory, TF_DATA_DIR || ".terraform")) ? directory : process.cwd();
}

type Outcome =
  | { readonly kind: "shown"; readonly json: Buffer }
  | { readonly kind: "missing" }
  | { readonly kind: "failed"; readonly words: string };

async function run(program: string, file: string, cwd: string, { env, stop }: Showing, most: number): Promise<Outcome> {
  stop.throwIfAborted();
  const child = spawn(program, ["show", "-json", "-no-color", file], {
    cwd,
    env: { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: the provider's process, which it starts, ends with it.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const ended = new Promise<number | string>((done, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => done(code ?? signal ?? "unknown"));
  });
  const kill = () => endGroup(child, "SIGKILL");
  const leave = () => {
    endGroup(child, "SIGTERM");
    setTimeout(kill, GRACE_MS).unref();
  };
  stop.addEventListener("abort", leave, { once: true });
  process.once("exit", kill);
  try {
    const [json, message, code] = await Promise.all([
      readBounded(child.stdout, most).catch((error: unknown) => {
        kill();
        throw error;
      }),
      startOf(child.stderr),
      ended,
    ]);
    if (stop.aborted) throw new Error("interrupted while a saved plan was read");
    if (code === 0 && json !== undefined) return { kind: "shown", json };
    return { kind: "failed", words: message === "" ? `it ended with ${code}` : message };
  } catch (error) {
    if (stop.aborted) throw new Error("interrupted while a saved plan was read");
    if (error instanceof TooLarge) return { kind: "failed", words: `it shows more than ${inMebibytes(most)}` };
    if (isMissing(error)) return { kind: "missing" };
    return { kind: "failed", words: error instanceof Error ? error.message : "unknown" };
  } finally {
    stop.removeEventListener("abort", leave);
    process.off("exit", kill);
  }
}

/** The first of what is said; the rest is read, or the program would wait. */
async function startOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (size < MOST_MESSAGE_BYTES) chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks).toString("utf8").replace(/[│╷╵]/g, " ").replace(/\s+/g, " ").trim();
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

function explained({ label, isKeptElsewhere }: SavedPlan, program: string, directory: string, words: string): string {
  // What comes before an error are warnings, of the machine's configuration for example.
  const [error = words] = /Error: .*/.exec(words) ?? [];
  const said = /TERRAFORM CRASH/.test(words) ? "it crashed" : bounded(error, LONGEST_MESSAGE).replace(/[.\s]+$/, "");
  const advice = isKeptElsewhere
    ? `HCP Terraform keeps this plan: run this command in the directory in which it was made`
    : adviceOn(error, program);
  return `${visible(label)}: ${program} show -json failed in ${directory}: ${visible(redact(said))}. ${advice}`;
}

function adviceOn(error: string, program: string): string {
  if (/schema|plugin|provider|\binit\b/i.test(error)) {
    return `It needs the providers of the plan to read it: run ${program} init in the directory in which the plan was made and then this command in it, or give the output of ${program} show -json instead`;
  }
  return "A saved plan can be read only by what made it: name that terraform or tofu with --terraform";
}

/** Where `terraform init` keeps what it installs, for a configuration's directory. */
export const dataDirectory = (directory: string, { TF_DATA_DIR }: NodeJS.ProcessEnv): string =>
  TF_DATA_DIR ? resolve(directory, TF_DATA_DIR) : join(directory, ".terraform");
