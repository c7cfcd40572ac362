// Runs a workflow of GitHub Actions as far as it can be run without GitHub: `run` steps in the real bash, of the actions
// only what moves files between jobs.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { Expressions } from "./github-expressions";
import { type Job, type Step, type Workflow } from "./github-workflow";
import { type Machine } from "./machine";

/** What GitHub knows when an event comes: the contexts `github`, `secrets` and `vars`. */
export interface Occasion {
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

interface Artifact {
  readonly file: string;
  readonly content: Buffer;
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
  async run(machine: Machine, occasion: Occasion, approve = async () => {}): Promise<Readonly<Record<string, JobRun>>> {
    const artifacts = new Map<string, Artifact>();
    const needs: Record<string, Outcome> = {};
    for (const [name, job] of Object.entries(this.workflow.jobs)) {
      const needed = job.needs === undefined ? undefined : needs[job.needs];
      if (job.needs !== undefined && !needed) throw new Error(`${name} needs ${job.needs}, which comes later`);
      const failed = needed !== undefined && needed.result !== "success";
      const contexts = { ...occasion, needs };
      const runs = this.expressions.holds(job.if, contexts, failed);
      if (runs && job.environment !== undefined) await approve();
      needs[name] = runs ? await this.runJob(job, machine, contexts, artifacts) : SKIPPED;
    }
    return needs;
  }

  dispose(): void {
    this.expressions.dispose();
  }

  private async runJob(
    job: Job,
    machine: Machine,
    occasion: Occasion & { readonly needs: unknown },
    artifacts: Map<string, Artifact>,
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
        use(step, directory, artifacts);
        done.push(step.uses);
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

/** The checkout is done, and the tools are on the machine. */
function use(step: Step, directory: string, artifacts: Map<string, Artifact>): void {
  const [action = ""] = (step.uses ?? "").split("@");
  const { name = "", path = "" } = step.with ?? {};
  switch (action) {
    case "actions/checkout":
    case "hashicorp/setup-terraform":
      return;
    case "actions/upload-artifact":
      artifacts.set(String(name), { file: String(path), content: readFileSync(join(directory, String(path))) });
      return;
    case "actions/download-artifact": {
      const artifact = artifacts.get(String(name));
      if (!artifact) throw new Error(`there is no artifact ${String(name)}`);
      writeFileSync(join(directory, artifact.file), artifact.content);
      return;
    }
    default:
      throw new Error(`the tests do not know the action ${action}`);
  }
}

/** Lines `name=value`. */
function outputsIn(file: string): Readonly<Record<string, string>> {
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.includes("="));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}
