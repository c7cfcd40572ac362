// Runs a workflow of GitHub Actions as far as it can be run without GitHub: `run` steps in the real bash, of the actions
// only what moves files between jobs and out of them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse } from "yaml";
import { Expressions } from "./github-expressions";
import { type Job, type Step, type Workflow } from "./github-workflow";
import { filesMatching } from "./files-matching";
import { type Machine } from "./machine";

/** What GitHub knows when an event comes: the contexts `github`, `secrets` and `vars`; and `job`, of one with services. */
export interface Occasion {
  readonly job?: { readonly services: Readonly<Record<string, { readonly ports: Readonly<Record<string, string>> }>> };
  readonly github: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, string>>;
}

export interface JobRun {
  readonly result: "success" | "failure" | "skipped";
  /** Each step that ran, by its name (`uses` or `run` where it has none), with its exit code. */
  readonly steps: readonly string[];
  readonly log: string;
  /** What its steps wrote for the run's page. */
  readonly summary: string;
}

interface Outcome extends JobRun {
  readonly outputs: Readonly<Record<string, string>>;
}

/** What a run leaves behind, by name: the content of files by their path in it. */
export type Artifacts = Readonly<Record<string, Readonly<Record<string, Buffer>>>>;

export interface WorkflowRun {
  readonly jobs: Readonly<Record<string, JobRun>>;
  readonly artifacts: Artifacts;
  /** What was given to code scanning: SARIF. */
  readonly codeScanning: readonly string[];
}

/** What jobs of a run hand on. */
interface Stores {
  readonly artifacts: Map<string, Map<string, Buffer>>;
  readonly codeScanning: string[];
}

/** How GitHub starts `shell: bash`. */
const BASH = ["--noprofile", "--norc", "-eo", "pipefail"];

const SKIPPED: Outcome = { result: "skipped", steps: [], log: "", summary: "", outputs: {} };

export class Github {
  private readonly expressions = new Expressions();
  readonly workflow: Workflow;

  constructor(private readonly text: string) {
    this.workflow = parse(text) as Workflow;
  }

  /** What GitHub would not accept in the file. */
  mistakes(): readonly string[] {
    return this.expressions.mistakesIn(this.text);
  }

  /** Runs the workflow's jobs. `approve` is awaited before a job that has an environment. */
  async run(machine: Machine, occasion: Occasion, approve = async () => {}): Promise<WorkflowRun> {
    const stores: Stores = { artifacts: new Map(), codeScanning: [] };
    const needs: Record<string, Outcome> = {};
    for (const [name, job] of Object.entries(this.workflow.jobs)) {
      const needed = job.needs === undefined ? undefined : needs[job.needs];
      if (job.needs !== undefined && !needed) throw new Error(`${name} needs ${job.needs}, which comes later`);
      const failed = needed !== undefined && needed.result !== "success";
      const contexts = { ...occasion, needs };
      const runs = this.expressions.holds(job.if, contexts, failed);
      if (runs && job.environment !== undefined) await approve();
      needs[name] = runs ? await this.runJob(job, machine, contexts, stores) : SKIPPED;
    }
    const artifacts = [...stores.artifacts].map(([name, files]) => [name, Object.fromEntries(files)] as const);
    return { jobs: needs, artifacts: Object.fromEntries(artifacts), codeScanning: stores.codeScanning };
  }

  dispose(): void {
    this.expressions.dispose();
  }

  private async runJob(
    job: Job,
    machine: Machine,
    occasion: Occasion & { readonly needs: unknown },
    stores: Stores,
  ): Promise<Outcome> {
    const directory = machine.checkOut();
    const files = { GITHUB_OUTPUT: join(directory, ".output"), GITHUB_STEP_SUMMARY: join(directory, ".summary") };
    const steps: Record<string, { outputs: Readonly<Record<string, string>> }> = {};
    const done: string[] = [];
    const contexts = { ...occasion, steps };
    let log = "";
    let failed = false;
    for (const step of job.steps) {
      if (!this.expressions.holds(step.if, contexts, failed)) continue;
      if (step.uses !== undefined) {
        const isDone = use(step, directory, stores);
        failed ||= !isDone;
        done.push(isDone ? step.uses : `${step.uses}: failed`);
        continue;
      }
      const env = this.expressions.filled({ ...this.workflow.env, ...step.env }, contexts, failed);
      const { script = "" } = this.expressions.filled({ script: step.run ?? "" }, contexts, failed);
      writeFileSync(files.GITHUB_OUTPUT, "");
      const { code, output } = await machine.bash(BASH, script, directory, { ...env, ...files });
      log += output;
      failed ||= code !== 0;
      done.push(`${step.name ?? script}: ${code}`);
      if (step.id !== undefined) steps[step.id] = { outputs: outputsIn(files.GITHUB_OUTPUT) };
    }
    const outputs = this.expressions.filled(job.outputs ?? {}, contexts, failed);
    const summary = existsSync(files.GITHUB_STEP_SUMMARY) ? readFileSync(files.GITHUB_STEP_SUMMARY, "utf8") : "";
    return { result: failed ? "failure" : "success", steps: done, log, summary, outputs };
  }
}

/** Whether it succeeded. The checkout is done, and the tools are on the machine. */
function use({ uses = "", with: inputs = {} }: Step, directory: string, { artifacts, codeScanning }: Stores): boolean {
  const [action = ""] = uses.split("@");
  const input = (name: string) => String(inputs[name] ?? "");
  switch (action) {
    case "actions/checkout":
    case "actions/setup-node":
    case "hashicorp/setup-terraform":
      return true;
    case "actions/upload-artifact": {
      const files = filesMatching(directory, input("path"));
      // One file as it is has its own name; what is packed has the given one, and the paths from the first wildcard on.
      const isPacked = inputs.archive !== false;
      const name = isPacked ? input("name") : basename(input("path"));
      if (files.length === 0 || artifacts.has(name)) return false;
      const root = rootOf(input("path"));
      const contents = files.map((file) => [file.slice(root.length), readFileSync(join(directory, file))] as const);
      artifacts.set(name, new Map(contents));
      return true;
    }
    case "actions/download-artifact": {
      for (const [file, content] of artifacts.get(input("name")) ?? []) {
        const place = join(directory, input("path"), file);
        mkdirSync(dirname(place), { recursive: true });
        writeFileSync(place, content);
      }
      return artifacts.has(input("name"));
    }
    case "github/codeql-action/upload-sarif":
      codeScanning.push(readFileSync(join(directory, input("sarif_file")), "utf8"));
      return true;
    default:
      throw new Error(`the tests do not know the action ${action}`);
  }
}

/** The part of a pattern that its artifact leaves out: up to the first wildcard, or the file's directory. */
function rootOf(pattern: string): string {
  const fixed = pattern.includes("*") ? pattern.slice(0, pattern.indexOf("*")) : pattern;
  return fixed.slice(0, fixed.lastIndexOf("/") + 1);
}

/** Lines `name=value`. */
function outputsIn(file: string): Readonly<Record<string, string>> {
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.includes("="));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}
