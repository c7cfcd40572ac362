// All that a pipeline of GitLab CI needs around it: an account, GitLab, a repository, a machine, and what happens there.
import { type Emulator, startEmulator } from "../../../src/emulator";
import { Forge } from "./forge";
import { type Gitlab, type GitlabRun } from "./gitlab";
import { gitlabNotes } from "./gitlab-notes";
import { Machine } from "./machine";
import { type Repository } from "./repository";

export const NOTES = "/api/v4/projects/42/merge_requests/7/notes";
const REVIEW_TOKEN = "glpat-review";

interface Circumstances {
  readonly between?: () => Promise<void>;
  readonly apiKey?: string;
}

export class GitlabScene {
  private running = { job: "", token: "" };

  private constructor(
    private readonly gitlab: Gitlab,
    readonly emulator: Emulator,
    readonly repository: Repository,
    readonly machine: Machine,
    readonly forge: Forge,
  ) {}

  static async open(
    gitlab: Gitlab,
    repository: Repository,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<GitlabScene> {
    const emulator = await startEmulator({ requestsPerMinute: 10_000 });
    const forge = await Forge.open(gitlabNotes(REVIEW_TOKEN), {
      user: () => ["gitlab-ci-token", scene.running.token],
      // A Maintainer clicks for the apply; the other jobs are a Developer's, who may only read the state.
      mayWrite: () => scene.running.job === "apply",
    });
    const machine = new Machine(repository.directory, {
      CI: "true",
      GITLAB_CI: "true",
      ELECTRONHUB_BASE_URL: emulator.baseUrl,
      ...environment,
    });
    const scene = new GitlabScene(gitlab, emulator, repository, machine, forge);
    return scene;
  }

  async close(): Promise<void> {
    this.machine.dispose();
    this.repository.dispose();
    await this.forge.close();
    await this.emulator.stop();
  }

  get keys() {
    return this.emulator.store.keysOf(this.emulator.apiKey);
  }

  /** The comments on the merge request, oldest first. */
  get notes(): readonly string[] {
    return this.forge.comments.at(NOTES).map(({ body }) => body);
  }

  /** Runs jobs of a pipeline, with the project's secrets and a new job token each. Throws if anything shows a secret. */
  async run(
    pipeline: Readonly<Record<string, string>>,
    jobs: readonly string[],
    { between, apiKey = this.emulator.apiKey }: Circumstances = {},
  ): Promise<Readonly<Record<string, GitlabRun>>> {
    const variablesOf = (job: string) => {
      this.running = { job, token: `glcbt-${job}-${Math.random()}` };
      return {
        ...pipeline,
        CI_API_V4_URL: `${this.forge.url}/api/v4`,
        CI_COMMIT_SHORT_SHA: "c0ffee12",
        CI_JOB_TOKEN: this.running.token,
        CI_JOB_URL: `https://gitlab.example/acme/keys/-/jobs/${job}`,
        ELECTRONHUB_API_KEY: apiKey,
        REVIEW_TOKEN,
        TF_VAR_office_addresses: '["203.0.113.0/24"]',
      };
    };
    const runs = await this.gitlab.run(this.machine, jobs, variablesOf, between);
    const files = Object.values(runs).flatMap(({ log, junit = "", artifacts }) => [
      log,
      junit,
      // A saved plan is packed, so that nothing would be found in it.
      ...Object.values(artifacts).map((file) => file.toString("utf8")),
    ]);
    const shown = [...files, ...this.notes].join("\n");
    const found = [this.emulator.apiKey, REVIEW_TOKEN, "glcbt-", "ek-proxy-"].filter((each) => shown.includes(each));
    if (found.length > 0) throw new Error(`shown, and a secret: ${found.join(", ")}`);
    return runs;
  }
}

export const codesOf = (runs: Readonly<Record<string, GitlabRun>>) =>
  Object.fromEntries(Object.entries(runs).map(([job, { code }]) => [job, code]));
