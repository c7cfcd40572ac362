// examples/projects/pipelines/cdktf, run on both: stacks with a state each, whose plans are reviewed together. `npm ci` is the real one,
// from a registry that has this package as it would be published.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../package.json";
import { Github } from "../support/pipelines/github";
import { GithubScene, resultsOf } from "../support/pipelines/github-scene";
import { Gitlab } from "../support/pipelines/gitlab";
import { GitlabScene, codesOf } from "../support/pipelines/gitlab-scene";
import { MERGE_REQUEST, PUSH, SCHEDULE } from "../support/pipelines/gitlab-variables";
import { Machine } from "../support/pipelines/machine";
import { Registry } from "../support/pipelines/registry";
import { Repository, exampleText } from "../support/pipelines/repository";

// A job installs the packages, and runs three or four terraform commands for each stack.
jest.setTimeout(300_000);

const GITHUB_FILE = "github-actions/.github/workflows/proxy-keys.yml";
const GITLAB_FILE = "gitlab/.gitlab-ci.yml";
const github = new Github(exampleText(`cdktf/${GITHUB_FILE}`));
const githubHcl = new Github(exampleText(GITHUB_FILE));
const gitlab = new Gitlab(exampleText(`cdktf/${GITLAB_FILE}`));
const gitlabHcl = new Gitlab(exampleText(GITLAB_FILE));

let registry: Registry;
/** As the author of package.json commits it, with the packages of this test's registry. */
let lock: string;

beforeAll(async () => {
  registry = await Registry.open();
  const repository = files();
  const machine = new Machine(repository.directory, registry.environment);
  const { code, output } = await machine.bash(["-e"], "npm install --package-lock-only", repository.directory, {});
  if (code !== 0) throw new Error(`the packages cannot be locked: ${output}`);
  lock = readFileSync(join(repository.directory, "package-lock.json"), "utf8");
  machine.dispose();
  repository.dispose();
});

afterAll(async () => {
  for (const each of [github, githubHcl]) each.dispose();
  await registry.close();
});

const files = () => new Repository("cdktf", ["cdktf.json", "main.ts", "package.json"]);

function project(): Repository {
  const repository = files();
  writeFileSync(join(repository.directory, "package-lock.json"), lock);
  return repository;
}

/** A change of one stack's key, of which the provider warns. */
function change(repository: Repository): void {
  repository.edit("main.ts", '"electronhub");', '"electronhub", { validateModels: true });');
  repository.edit("main.ts", '{ credits: 100, models: ["gpt-4o-mini"] }', '{ credits: 300, models: ["gpt-4o-mino"] }');
}

describe("the file", () => {
  test("for GitHub is a workflow as GitHub accepts it, and as the one for HCL where stacks do not matter", () => {
    expect(github.mistakes()).toEqual([]);
    const { jobs, on, permissions, defaults } = github.workflow;
    expect({ on, permissions, defaults }).toEqual({
      on: githubHcl.workflow.on,
      permissions: githubHcl.workflow.permissions,
      defaults: githubHcl.workflow.defaults,
    });
    // A stack's resources are on no line of a file, so that code scanning has nowhere to show them.
    const { "code-scanning": _, ...same } = githubHcl.workflow.jobs;
    expect(Object.keys(jobs)).toEqual(Object.keys(same));
    for (const [name, job] of Object.entries(same)) {
      expect({ ...jobs[name], outputs: undefined, steps: [] }).toEqual({ ...job, outputs: undefined, steps: [] });
      const others = job.steps.filter((step) => ["Comment", "Verdict"].includes(step.name ?? ""));
      expect(jobs[name]?.steps).toEqual(expect.arrayContaining([...others]));
    }
    expect(jobs.plan?.outputs).toEqual(githubHcl.workflow.jobs.plan?.outputs);
  });

  test("for GitHub gives secrets to terraform and to the list of keys, and to nothing else", () => {
    const steps = Object.entries(github.workflow.jobs).flatMap(([job, each]) =>
      each.steps.filter((step) => JSON.stringify(step).includes("secrets.")).map(({ name }) => [job, name]),
    );
    expect(steps).toEqual([
      ["review", "Plan"],
      ["plan", "Plan"],
      ["apply", "Apply"],
      ["drift", "Keys that are not as declared"],
      ["drift", "Keys that no state knows"],
    ]);
  });

  test("for GitLab is as the one for HCL where stacks do not matter", () => {
    for (const [name, { script = [], before_script, artifacts, ...job }] of Object.entries(gitlabHcl.jobs)) {
      const { script: own = [], before_script: ownBefore, artifacts: ownArtifacts, ...ours } = gitlab.jobs[name] ?? {};
      expect(ours).toEqual(job);
      // The same comment, in the same way.
      if (name === "review") expect(own.slice(-5)).toEqual(script.slice(-5));
      expect(ownBefore).not.toEqual(before_script);
      expect(ownArtifacts?.reports).toEqual(artifacts?.reports);
    }
    expect(gitlab.jobs.plan?.artifacts?.paths).toEqual(["cdktf.out/stacks/*/plan", "review.html"]);
    expect(gitlab.variables.STATES_URL).toBe("$CI_API_V4_URL/projects/$CI_PROJECT_ID/terraform/state");
  });
});

test("the project asks for this package in this version", () => {
  const manifest: unknown = JSON.parse(exampleText("cdktf/package.json"));
  expect(manifest).toMatchObject({ dependencies: { "cdktf-provider-electronhub": version } });
});

describe("on GitHub", () => {
  let scene: GithubScene;

  beforeEach(async () => {
    scene = await GithubScene.open(project(), registry.environment);
  });

  afterEach(() => scene.close());

  async function run(occasion = scene.pullRequest()) {
    const done = await github.run(scene.machine, occasion);
    for (const secret of scene.secrets) expect(scene.shownBy(done)).not.toContain(secret);
    return done;
  }

  test("a pull request has one comment with the plans of all stacks; the merge applies what was saved; drift is seen in all", async () => {
    const first = await run();
    expect(resultsOf(first)).toMatchObject({ review: "success", plan: "skipped" });
    expect(scene.comments).toHaveLength(1);
    for (const words of ["search service", "support service", "search/service", "support/service"])
      expect(scene.comments[0]).toContain(words);
    expect(Object.keys(first.artifacts)).toEqual(["review.html"]);

    const merge = await run(scene.occasion("push"));
    expect(resultsOf(merge)).toMatchObject({ plan: "success", apply: "success" });
    expect(merge.jobs.plan?.summary).toContain("search service");
    expect(Object.keys(merge.artifacts.plans ?? {})).toEqual(["search/plan", "support/plan"]);
    expect(scene.keys).toMatchObject([
      { name: "search service", allocated_ammount: 100 },
      { name: "support service", allocated_ammount: 200 },
    ]);
    expect(scene.forge.isLocked).toBe(false);

    const { store, apiKey } = scene.emulator;
    const [key = { key: "" }] = scene.keys;
    store.toggle(key.key);
    store.create(apiKey, { name: "stray", expires_at: -1, allocated_ammount: 1 });
    const { jobs } = await run(scene.occasion("schedule"));
    expect(jobs.drift?.steps.slice(-2)).toEqual(["Keys that are not as declared: 2", "Keys that no state knows: 2"]);

    change(scene.repository);
    await run();
    expect(scene.comments).toHaveLength(1);
    expect(scene.comments[0]).toContain("300");
    expect(scene.comments[0]).toContain("**warning**: A `model_whitelist` names models that the API does not have");
  });

  test("a stack whose plan fails, or is against a rule, fails the run", async () => {
    scene.repository.edit("main.ts", "      modelWhitelist: models,\n", "");
    const { jobs } = await run();
    expect(jobs.review?.steps.slice(-2)).toEqual(["Comment: 0", "Verdict: 3"]);
    expect(scene.comments[0]).toContain("unrestricted");
    const failed = await github.run(scene.machine, scene.pullRequest("acme/keys", "alice", "ek-proxy-of-somebody"));
    expect(failed.jobs.review?.result).toBe("failure");
    expect(scene.comments).toHaveLength(1);
    expect(scene.comments[0]).toContain("could not be planned");
  });
});

describe("on GitLab", () => {
  let scene: GitlabScene;

  beforeEach(async () => {
    scene = await GitlabScene.open(gitlab, project(), registry.environment);
  });

  afterEach(() => scene.close());

  test("a merge request has one comment with the plans of all stacks; the merge applies what was saved; drift is seen in all", async () => {
    const { review } = await scene.run(MERGE_REQUEST, ["review"]);
    expect(review?.code).toBe(0);
    expect(scene.notes).toHaveLength(1);
    for (const words of ["search service", "support service", "search/service", "support/service"])
      expect(scene.notes[0]).toContain(words);
    expect(Object.keys(review?.artifacts ?? {})).toEqual(["review.html"]);

    const merge = await scene.run(PUSH, ["plan", "apply"]);
    expect(codesOf(merge)).toEqual({ plan: 0, apply: 0 });
    expect(Object.keys(merge.plan?.artifacts ?? {})).toEqual([
      "cdktf.out/stacks/search/plan",
      "cdktf.out/stacks/support/plan",
      "review.html",
    ]);
    expect(scene.keys).toMatchObject([{ name: "search service" }, { name: "support service" }]);

    const { store, apiKey } = scene.emulator;
    const [key = { key: "" }] = scene.keys;
    store.toggle(key.key);
    store.create(apiKey, { name: "stray", expires_at: -1, allocated_ammount: 1 });
    expect(codesOf(await scene.run(SCHEDULE, ["drift"]))).toEqual({ drift: 2 });
    expect(codesOf(await scene.run(SCHEDULE, ["unmanaged"]))).toEqual({ unmanaged: 2 });

    change(scene.repository);
    await scene.run(MERGE_REQUEST, ["review"]);
    expect(scene.notes).toHaveLength(1);
    expect(scene.notes[0]).toContain("300");
    expect(scene.notes[0]).toContain("**warning**: A `model_whitelist` names models that the API does not have");
  });

  test("a stack whose plan fails, or is against a rule, fails the job", async () => {
    scene.repository.edit("main.ts", "      modelWhitelist: models,\n", "");
    expect(codesOf(await scene.run(MERGE_REQUEST, ["review"]))).toEqual({ review: 3 });
    expect(scene.notes[0]).toContain("unrestricted");
    expect(codesOf(await scene.run(MERGE_REQUEST, ["review"], { apiKey: "" }))).toEqual({ review: 1 });
    expect(scene.notes).toHaveLength(1);
    expect(scene.notes[0]).toContain("could not be planned");
  });
});
