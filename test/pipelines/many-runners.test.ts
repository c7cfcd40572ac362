// examples/projects/pipelines/many-runners: both files as their hosts accept them, with a service container that keeps the ledger unless the
// project names a server that all runners reach.
import { version } from "../../package.json";
import { Github } from "../support/pipelines/github";
import { Gitlab } from "../support/pipelines/gitlab";
import { PUSH, MERGE_REQUEST } from "../support/pipelines/gitlab-variables";
import { exampleText } from "../support/pipelines/repository";

const WORKFLOW = exampleText("many-runners/github-actions/.github/workflows/proxy-keys.yml");
const PIPELINE = exampleText("many-runners/gitlab/.gitlab-ci.yml");

describe("GitHub", () => {
  const github = new Github(WORKFLOW);
  const job = github.workflow.jobs.apply;
  afterAll(() => github.dispose());

  test("is a workflow as GitHub accepts it, and a mistake in it would be seen", () => {
    expect(github.mistakes()).toEqual([]);
    const wrong = new Github(WORKFLOW.replace("job.services", "jobs.services"));
    expect(wrong.mistakes()).not.toEqual([]);
    wrong.dispose();
  });

  test("the ledger is a service that is waited for, on a free port; the secret goes before it", () => {
    expect(job?.services?.ledger).toEqual({
      image: "valkey/valkey:8",
      ports: ["6379"],
      options: expect.stringContaining("--health-cmd") as string,
    });
    const addresses = job?.steps.flatMap(({ env }) => env?.ELECTRONHUB_LEDGER ?? []);
    const address =
      "${{ secrets.ELECTRONHUB_LEDGER || format('redis://127.0.0.1:{0}', job.services.ledger.ports['6379']) }}";
    expect(addresses).toEqual([address, address]);
  });

  test("it runs on main alone, may only read, and no script spells an expression", () => {
    expect(github.workflow.on).toEqual({ push: { branches: ["main"] } });
    expect(github.workflow.permissions).toEqual({ contents: "read" });
    for (const { run = "" } of job?.steps ?? []) expect(run).not.toContain("${{");
  });
});

describe("GitLab", () => {
  const gitlab = new Gitlab(PIPELINE);

  test("it runs on the default branch alone", () => {
    expect(gitlab.pipeline(PUSH)).toEqual(["apply"]);
    expect(gitlab.pipeline(MERGE_REQUEST)).toEqual([]);
  });

  test("the ledger is a service, under the name that the job's variable has", () => {
    expect(gitlab.jobs.apply?.services).toEqual([{ name: "valkey/valkey:8", alias: "ledger" }]);
    expect(gitlab.jobs.apply?.variables).toEqual({ ELECTRONHUB_LEDGER: "redis://ledger:6379" });
  });
});

test("the package that both name is this one", () => {
  const named = [WORKFLOW, PIPELINE].flatMap((text) => [...text.matchAll(/cdktf-provider-electronhub@(\S+)/g)]);
  expect(named.map(([, each]) => each)).toEqual([version, version]);
});
