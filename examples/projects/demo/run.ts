// The demo: the example stack's whole life against the emulator, with the real terraform. It works in a temporary
// directory that looks like a user's project, prints what a reader wants to see, and leaves nothing behind.
import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(__dirname, "../../..");
const TERRAFORM = process.env.TERRAFORM_BINARY_NAME || "terraform";
const STACK = "cdktf.out/stacks/team-keys";

/** The change of the second act, as an edit of the stack's source. */
const EDITS: readonly (readonly [before: string, after: string])[] = [
  ["allocatedAmount: 500,", "allocatedAmount: 800,"],
  ["enabled: true,", "enabled: false,"],
];

async function main(): Promise<void> {
  const project = mkdtempSync(join(tmpdir(), "electronhub-demo-"));
  const emulator = spawn(
    process.execPath,
    [join(ROOT, "dist/electronhub"), "emulate", "--port", "0", "--rpm", "1000"],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const abandon = () => {
    emulator.kill();
    rmSync(project, { recursive: true, force: true });
    process.exit(130);
  };
  process.once("SIGINT", abandon).once("SIGTERM", abandon);
  try {
    await play(project, await exportsOf(emulator));
  } finally {
    emulator.kill();
    rmSync(project, { recursive: true, force: true });
  }
}

async function play(project: string, account: Record<string, string>): Promise<void> {
  const env = { ...cleanEnvironment(project), ...account };
  const colour = process.stdout.isTTY ? [] : ["-no-color"];
  const terraform = (command: string, ...args: string[]) =>
    run(TERRAFORM, [command, ...colour, ...args], join(project, STACK), env);
  say(`An emulated Electron Hub listens at ${account.ELECTRONHUB_BASE_URL ?? ""}`);

  layOutProject(project);
  title(
    "A CDKTF stack with three proxy keys (examples/projects/cdktf-typescript/main.ts) is synthesised, planned and applied",
  );
  await synthesise(project, env);
  await terraform("init", "-input=false");
  show(await terraform("plan", "-input=false", "-out=plan.tfplan"));
  show(await terraform("apply", "-input=false", "plan.tfplan"));

  title("The stack is edited: the contractor's key is switched off, CI gets more credits");
  editStack(project);
  await synthesise(project, env);
  say("The plan tells which API calls will be made, in their order (operations):\n");
  show(await terraform("plan", "-input=false", "-out=plan.tfplan"));
  show(await terraform("apply", "-input=false", "plan.tfplan"));
  show(await terraform("plan", "-input=false"));

  title("Everything is destroyed");
  show(await terraform("destroy", "-auto-approve", "-input=false"));
}

/** As after `npm install`: the stack's files, and the packages that it imports. */
function layOutProject(project: string): void {
  for (const file of ["main.ts", "tsconfig.json"]) {
    copyFileSync(join(ROOT, "examples/projects/cdktf-typescript", file), join(project, file));
  }
  mkdirSync(join(project, "node_modules"));
  for (const name of ["cdktf", "constructs", "typescript", "ts-node"]) {
    symlinkSync(join(ROOT, "node_modules", name), join(project, "node_modules", name), "junction");
  }
  symlinkSync(ROOT, join(project, "node_modules/cdktf-provider-electronhub"), "junction");
}

async function synthesise(project: string, env: NodeJS.ProcessEnv): Promise<void> {
  const tsNode = join(project, "node_modules/ts-node/register/transpile-only");
  await run(process.execPath, ["--preserve-symlinks-main", "--require", tsNode, "main.ts"], project, env);
}

function editStack(project: string): void {
  const file = join(project, "main.ts");
  let source = readFileSync(file, "utf8");
  for (const [before, after] of EDITS) {
    if (!source.includes(before)) throw new Error(`the example stack has no "${before}" to edit`);
    source = source.replace(before, after);
    say(`  - ${before}\n  + ${after}\n`);
  }
  writeFileSync(file, source);
}

/** The two variables that the emulator prints for the shell. */
async function exportsOf(emulator: ChildProcess): Promise<Record<string, string>> {
  if (!emulator.stdout) throw new Error("the emulator has no output");
  const variables: Record<string, string> = {};
  for await (const line of createInterface({ input: emulator.stdout })) {
    const [, name, value] = /^\s*export (ELECTRONHUB_\w+)="?([^"]+)"?$/.exec(line) ?? [];
    if (name && value) variables[name] = value;
    if (Object.keys(variables).length === 2) return variables;
  }
  throw new Error("the emulator ended before it told its address");
}

/** Nothing of the user's own terraform settings may change the demo, and nothing of the demo may stay. */
function cleanEnvironment(project: string): NodeJS.ProcessEnv {
  const configuration = join(project, "cli.tfrc");
  writeFileSync(configuration, "");
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("TF_") && !name.startsWith("ELECTRONHUB_"),
  );
  return {
    ...Object.fromEntries(kept),
    TF_CLI_CONFIG_FILE: configuration,
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
  };
}

function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(command, [...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  return new Promise((resolveOutput, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      const missing = `${command} is not on the PATH: the demo needs the real thing. TERRAFORM_BINARY_NAME chooses another.`;
      reject(error.code === "ENOENT" ? new Error(missing) : error);
    });
    child.once("close", (code) => {
      if (code === 0) resolveOutput(output);
      else reject(new Error(`${command} ${args.join(" ")} ended with ${code ?? "a signal"}:\n${output}`));
    });
  });
}

/** What terraform says about plan files, which the demo keeps to itself. */
const ASIDES = /^─+$|^Saved the plan to|^To perform exactly these actions|^ +terraform apply "/;

function show(output: string): void {
  const lines = output.split("\n").filter((line) => !ASIDES.test(line));
  say(
    lines
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim() + "\n",
  );
}

const title = (text: string): void => say(`\n━━ ${text}\n`);
const say = (text: string): void => console.log(text);

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
