// Runs a pipeline of GitLab CI as far as it can be run without GitLab: rules, variables and `extends` as far as the example
// uses them, scripts in the real bash, artifacts from job to job.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { filesMatching } from "./files-matching";
import { type Machine } from "./machine";

interface Rule {
  readonly if: string;
  readonly when?: "manual";
}

export interface GitlabJob {
  readonly extends?: string;
  readonly stage?: string;
  readonly needs?: readonly string[];
  readonly image?: string;
  readonly services?: readonly { readonly name: string; readonly alias: string }[];
  readonly variables?: Variables;
  readonly resource_group?: string;
  readonly environment?: string;
  readonly rules?: readonly Rule[];
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
  readonly manual_confirmation?: string;
  readonly artifacts?: {
    readonly when?: "always";
    readonly paths: readonly string[];
    readonly expose_as?: string;
    readonly reports?: { readonly junit: string };
    readonly access: string;
    readonly expire_in: string;
  };
}

/** The other keys are jobs. */
interface File {
  readonly stages: readonly string[];
  readonly variables: Variables;
}

type Variables = Readonly<Record<string, string>>;

export interface GitlabRun {
  readonly code: number;
  readonly log: string;
  /** The files that are kept, by their path; of a report, what GitLab reads. */
  readonly artifacts: Readonly<Record<string, Buffer>>;
  readonly junit: string | undefined;
}

/** How a runner starts a job's script. */
const BASH = ["-eo", "pipefail"];

export class Gitlab {
  readonly stages: readonly string[];
  readonly variables: Variables;
  /** With what they extend; hidden ones are not there. */
  readonly jobs: Readonly<Record<string, GitlabJob>>;

  constructor(text: string) {
    const { stages, variables, ...rest } = parse(text) as File;
    const jobs: Readonly<Record<string, GitlabJob>> = rest;
    this.stages = stages;
    this.variables = variables;
    this.jobs = Object.fromEntries(
      Object.entries(jobs)
        .filter(([name]) => !name.startsWith("."))
        .map(([name, job]) => [name, { ...(job.extends === undefined ? {} : jobs[job.extends]), ...job }]),
    );
  }

  /** The jobs of a pipeline with these variables, in order; `name (manual)` where they wait for a click. */
  pipeline(variables: Variables): readonly string[] {
    return Object.entries(this.jobs).flatMap(([name, { rules = [] }]) => {
      const rule = rules.find((each) => holds(each.if, variables));
      return rule ? [rule.when === "manual" ? `${name} (manual)` : name] : [];
    });
  }

  /** Runs jobs one after the other until one fails. `variablesOf` tells GitLab's own variables and the project's. */
  async run(
    machine: Machine,
    jobs: readonly string[],
    variablesOf: (job: string) => Variables,
    between = async () => {},
  ): Promise<Readonly<Record<string, GitlabRun>>> {
    const runs: Record<string, GitlabRun> = {};
    for (const name of jobs) {
      const job = this.jobs[name];
      if (!job) throw new Error(`there is no job ${name}`);
      if (Object.keys(runs).length > 0) await between();
      const directory = machine.checkOut();
      for (const need of job.needs ?? []) restore(runs[need]?.artifacts ?? {}, directory);
      const script = [...(job.before_script ?? []), ...(job.script ?? [])].join("\n");
      const given = variablesOf(name);
      const own = { ...this.variables, ...job.variables };
      const { code, output } = await machine.bash(BASH, script, directory, {
        ...expanded(own, given),
        // The project's own go before the file's.
        ...given,
      });
      runs[name] = { code, log: output, ...kept(job, code, directory) };
      if (code !== 0) break;
    }
    return runs;
  }
}

function restore(artifacts: GitlabRun["artifacts"], directory: string): void {
  for (const [file, content] of Object.entries(artifacts)) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), content);
  }
}

/** What is uploaded after a job: of one that failed, only where it says "always". */
function kept({ artifacts }: GitlabJob, code: number, directory: string): Pick<GitlabRun, "artifacts" | "junit"> {
  if (!artifacts || (code !== 0 && artifacts.when !== "always")) return { artifacts: {}, junit: undefined };
  const files = artifacts.paths.flatMap((pattern) => filesMatching(directory, pattern));
  const report = filesMatching(directory, artifacts.reports?.junit ?? "-")[0];
  return {
    artifacts: Object.fromEntries(files.map((file) => [file, readFileSync(join(directory, file))])),
    junit: report === undefined ? undefined : readFileSync(join(directory, report), "utf8"),
  };
}

/** `$A == "text"` and `$A == $B`, joined by `&&`. Throws on anything else, so that no rule is misread. */
function holds(rule: string, variables: Variables): boolean {
  return rule.split("&&").every((part) => {
    const [, left = "", text, right = ""] = /^\s*\$(\w+) == (?:"([^"]*)"|\$(\w+))\s*$/.exec(part) ?? [];
    if (left === "") throw new Error(`the tests do not understand the rule ${rule}`);
    return variables[left] === (text ?? variables[right]);
  });
}

/** Variables may name GitLab's own, and each other. */
function expanded(variables: Variables, given: Variables): Variables {
  const all = { ...given, ...variables };
  const expand = (text: string): string => text.replace(/\$(\w+)/g, (_, name: string) => expand(all[name] ?? ""));
  return Object.fromEntries(Object.entries(variables).map(([name, text]) => [name, expand(text)]));
}
