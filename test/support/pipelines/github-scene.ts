// All that a workflow of GitHub Actions needs around it: an account, GitHub, a repository, a machine, and what happens there.
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../../src/emulator";
import { Forge } from "./forge";
import { type Occasion, type WorkflowRun } from "./github";
import { githubComments } from "./github-comments";
import { Machine } from "./machine";
import { type Repository } from "./repository";

export const PASSWORD = "state-password";
export const TOKEN = "ghs_token";
export const COMMENTS = "/repos/acme/keys/issues/7/comments";

export class GithubScene {
  private constructor(
    readonly emulator: Emulator,
    readonly forge: Forge,
    readonly repository: Repository,
    readonly machine: Machine,
  ) {}

  static async open(repository: Repository, environment: Readonly<Record<string, string>> = {}): Promise<GithubScene> {
    const emulator = await startEmulator({ requestsPerMinute: 10_000 });
    const forge = await Forge.open(githubComments(TOKEN), {
      user: () => ["terraform", PASSWORD],
      mayWrite: () => true,
    });
    const machine = new Machine(repository.directory, {
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_REPOSITORY: "acme/keys",
      GITHUB_RUN_ID: "4711",
      GITHUB_SHA: "5ca1ab1e0000000000000000000000000000cafe",
      ELECTRONHUB_BASE_URL: emulator.baseUrl,
      // The one host that `gh` speaks to without TLS, and through a proxy only: the forge is the proxy.
      GH_HOST: "github.localhost",
      HTTP_PROXY: forge.url,
      NO_PROXY: "127.0.0.1",
      ...environment,
    });
    machine.provide("gh", join(__dirname, "gh.ts"));
    return new GithubScene(emulator, forge, repository, machine);
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

  /** The comments on the pull request, oldest first. */
  get comments(): readonly string[] {
    return this.forge.comments.at(COMMENTS).map(({ body }) => body);
  }

  occasion(event_name: string, event: unknown = {}, apiKey = this.emulator.apiKey, actor = "alice"): Occasion {
    return {
      github: { event_name, event, actor, repository: "acme/keys", token: TOKEN },
      secrets: { ELECTRONHUB_API_KEY: apiKey, TF_HTTP_PASSWORD: PASSWORD },
      vars: {
        TF_HTTP_ADDRESS: `${this.forge.url}/state/proxy-keys`,
        STATES_URL: `${this.forge.url}/state`,
        TF_HTTP_USERNAME: "terraform",
        OFFICE_ADDRESSES: '["203.0.113.0/24"]',
      },
    };
  }

  pullRequest(from = "acme/keys", actor = "alice", apiKey = this.emulator.apiKey): Occasion {
    const head = { repo: { full_name: from }, sha: "c0ffee1234567890c0ffee1234567890c0ffee12" };
    return this.occasion("pull_request", { pull_request: { number: 7, head } }, apiKey, actor);
  }

  /** Whatever a run printed, wrote on its page, commented or left for others. */
  shownBy({ jobs, artifacts, codeScanning }: WorkflowRun): string {
    const logs = Object.values(jobs).flatMap(({ log, summary }) => [log, summary]);
    // A saved plan is packed, so that nothing would be found in it.
    const files = Object.values(artifacts).flatMap((each) => Object.values(each).map((file) => file.toString("utf8")));
    return [...logs, ...files, ...codeScanning, ...this.comments].join("\n");
  }

  /** What must be in none of that. */
  get secrets(): readonly string[] {
    return [this.emulator.apiKey, PASSWORD, TOKEN, "ek-proxy-"];
  }
}

export const resultsOf = ({ jobs }: Pick<WorkflowRun, "jobs">) =>
  Object.fromEntries(Object.entries(jobs).map(([name, { result }]) => [name, result]));
