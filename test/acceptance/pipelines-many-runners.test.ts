// examples/projects/pipelines/many-runners, run: two stacks applied at once by terraforms with state directories of their own, with a real Redis
// server in the service container's place.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Github } from "../support/pipelines/github";
import { GithubScene, resultsOf } from "../support/pipelines/github-scene";
import { Gitlab } from "../support/pipelines/gitlab";
import { GitlabScene, codesOf } from "../support/pipelines/gitlab-scene";
import { PUSH } from "../support/pipelines/gitlab-variables";
import { type Machine } from "../support/pipelines/machine";
import { Repository, exampleText } from "../support/pipelines/repository";
import { type RedisServer, describeWithRedis, startRedis } from "../support/redis-server";

jest.setTimeout(180_000);

const STACKS = ["team-a", "team-b"];

/** A repository of two stacks, each with its lock file. */
async function stacksIn(repository: Repository, machine: Machine): Promise<void> {
  await machine.lockProviders();
  for (const stack of STACKS) {
    const folder = join(repository.directory, "stacks", stack);
    mkdirSync(folder, { recursive: true });
    for (const file of ["main.tf", ".terraform.lock.hcl"]) cpSync(join(repository.directory, file), join(folder, file));
  }
}

describeWithRedis("many runners, one ledger", () => {
  let server: RedisServer;
  beforeEach(async () => (server = await startRedis()));
  afterEach(() => server.stop());

  const SHOWN = /Kept in +Redis at 127\.0\.0\.1:\d+\n.*\nLast minute +4 requests counted/;

  test("GitHub: both stacks are applied, and the ledger has the requests of both", async () => {
    const github = new Github(exampleText("many-runners/github-actions/.github/workflows/proxy-keys.yml"));
    const scene = await GithubScene.open(new Repository("", ["main.tf"]));
    try {
      await stacksIn(scene.repository, scene.machine);
      const job = { services: { ledger: { ports: { "6379": String(server.port) } } } };
      const run = await github.run(scene.machine, { ...scene.occasion("push"), job });
      expect([resultsOf(run), scene.keys.length]).toEqual([{ apply: "success" }, 2]);
      expect(run.jobs.apply?.log).toMatch(SHOWN);
      for (const secret of scene.secrets) expect(scene.shownBy(run)).not.toContain(secret);
    } finally {
      await scene.close();
      github.dispose();
    }
  });

  test("GitLab: the same, by the variable of the project; a stack that fails fails the job, and not the other one", async () => {
    const gitlab = new Gitlab(exampleText("many-runners/gitlab/.gitlab-ci.yml"));
    const scene = await GitlabScene.open(gitlab, new Repository("", ["main.tf"]));
    try {
      await stacksIn(scene.repository, scene.machine);
      const project = { ...PUSH, ELECTRONHUB_LEDGER: server.url };
      const runs = await scene.run(project, ["apply"]);
      expect([codesOf(runs), scene.keys.length]).toEqual([{ apply: 0 }, 2]);
      expect(runs.apply?.log).toMatch(SHOWN);
      writeFileSync(join(scene.repository.directory, "stacks/team-a/broken.tf"), "nonsense");
      expect(codesOf(await scene.run(project, ["apply"]))).toEqual({ apply: 1 });
    } finally {
      await scene.close();
    }
  });
});
