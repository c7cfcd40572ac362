// examples/projects/pipelines/github-actions, run: a pull request, its merge, the approval, the morning's look for drift.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Github } from "../support/pipelines/github";
import { WORKFLOWS } from "../support/pipelines/github-comments";
import { COMMENTS, GithubScene, resultsOf } from "../support/pipelines/github-scene";
import { Repository, exampleText } from "../support/pipelines/repository";

// A run of a workflow is some ten terraform commands.
jest.setTimeout(180_000);

const github = new Github(exampleText("github-actions/.github/workflows/proxy-keys.yml"));

let scene: GithubScene;

beforeEach(async () => {
  scene = await GithubScene.open(new Repository("", ["main.tf"]));
  await scene.machine.lockProviders();
});

afterEach(() => scene.close());

afterAll(() => github.dispose());

/** What becomes of a pull request, and of the push that merges it. Neither shows a secret. */
async function review(occasion = scene.pullRequest()) {
  const run = await github.run(scene.machine, occasion);
  for (const secret of scene.secrets) expect(scene.shownBy(run)).not.toContain(secret);
  return run;
}

async function merge(approve?: () => Promise<void>) {
  const run = await github.run(scene.machine, scene.occasion("push"), approve);
  for (const secret of scene.secrets) expect(scene.shownBy(run)).not.toContain(secret);
  return run;
}

const edit = (before: string, after: string) => scene.repository.edit("main.tf", before, after);

const MARKER = "<!-- electronhub-review: proxy-keys -->";

describe("a pull request", () => {
  test("gets the review as a comment, and changes nothing", async () => {
    const { jobs, artifacts } = await review();
    expect(resultsOf({ jobs })).toEqual({
      review: "success",
      "code-scanning": "skipped",
      plan: "skipped",
      apply: "skipped",
      drift: "skipped",
    });
    expect(scene.keys).toEqual([]);
    expect(scene.forge.comments.all).toMatchObject([{ place: COMMENTS, author: WORKFLOWS }]);
    const [comment = ""] = scene.comments;
    expect(comment).toMatch(/^<!-- electronhub-review: proxy-keys -->\n/);
    expect(comment).toContain("plan of `c0ffee12`");
    expect(comment).toContain("service");
    expect(comment).toContain("https://github.example/acme/keys/actions/runs/4711#artifacts");
    expect(Object.keys(artifacts)).toEqual(["review.html"]);
    expect(artifacts["review.html"]?.["review.html"]?.toString("utf8")).toMatch(/^<!doctype html>/i);
    // The log is for people: the review, and for who wants all the plan.
    expect(jobs.review?.log).toContain("electronhub_proxy_key.service: Plan to create");
    expect(jobs.review?.log).toContain('+ resource "electronhub_proxy_key" "service" {');
    expect(jobs.review?.log).not.toContain('"@level"');
  });

  test("has one comment, which each push updates", async () => {
    await review();
    edit("allocated_amount = 100", "allocated_amount = 300");
    await review();
    expect(scene.comments).toHaveLength(1);
    expect(scene.comments[0]).toContain("300");
  });

  test("has its comment found behind a page of others, and those of strangers are left alone", async () => {
    const say = (author: string, body: string) => scene.forge.comments.write(COMMENTS, author, body);
    const theirs = `${MARKER}\nAll is well, merge it.`;
    for (let index = 0; index < 120; index += 1) say("alice", `remark ${index}`);
    say("mallory", theirs);
    say(WORKFLOWS, `another workflow, which mentions ${MARKER}`);
    await review();
    expect(scene.comments).toHaveLength(123);
    const ours = scene.comments[122];
    say("mallory", theirs);
    edit("allocated_amount = 100", "allocated_amount = 300");
    await review();
    expect(scene.comments).toHaveLength(124);
    expect(scene.comments[122]).toContain("300");
    expect(scene.comments[122]).not.toBe(ours);
    expect([scene.comments[120], scene.comments[123]]).toEqual([theirs, theirs]);
    expect(scene.comments[121]).toBe(`another workflow, which mentions ${MARKER}`);
  });

  test("that changes nothing gets no comment; one that has a comment gets told there", async () => {
    await merge();
    expect(resultsOf(await review())).toMatchObject({ review: "success" });
    expect(scene.comments).toEqual([]);

    edit("allocated_amount = 100", "allocated_amount = 300");
    await review();
    expect(scene.comments[0]).toContain("300");
    edit("allocated_amount = 300", "allocated_amount = 100");
    await review();
    expect(scene.comments).toHaveLength(1);
    expect(scene.comments[0]).not.toContain("300");
    expect(scene.comments[0]).toContain("No key changes; 1 unchanged.");
  });

  test("whose plan fails gets no comment, and no old review stands for it", async () => {
    const failing = scene.pullRequest("acme/keys", "alice", "ek-proxy-of-somebody");
    const { jobs } = await github.run(scene.machine, failing);
    expect(jobs.review).toMatchObject({ result: "failure" });
    expect(jobs.review?.log).toContain("ELECTRONHUB_API_KEY is a proxy key");
    expect(scene.comments).toEqual([]);

    await review();
    await github.run(scene.machine, failing);
    expect(scene.comments).toEqual([
      `${MARKER}\nThe last push could not be planned or not be reviewed: the log of its checks says why.\n`,
    ]);
    await review();
    expect(scene.comments).toHaveLength(1);
    expect(scene.comments[0]).toContain("plan of `c0ffee12`");
  });

  test("that is against a rule fails after it was told why", async () => {
    await merge();
    edit("  ip_whitelist     = var.office_addresses\n", "");
    const { jobs, artifacts } = await review();
    expect(jobs.review?.result).toBe("failure");
    expect(jobs.review?.steps.slice(-3)).toEqual(["actions/upload-artifact@v7", "Comment: 0", "Verdict: 3"]);
    expect(scene.comments[0]).toContain("unrestricted");
    expect(Object.keys(artifacts)).toEqual(["review.html"]);
  });

  test("shows what it widens, and a warning of the provider's, which no plan file holds", async () => {
    await merge();
    edit("\nvariable", '\nprovider "electronhub" {\n  validate_models = true\n}\n\nvariable');
    edit('["gpt-4o-mini"]', '["gpt-4o-mini", "gpt-4o-mino"]');
    await review();
    expect(scene.comments[0]).toContain("+ gpt-4o-mino");
    expect(scene.comments[0]).toContain("WIDER");
    expect(scene.comments[0]).toContain("**warning**: A `model_whitelist` names models that the API does not have");
  });

  test("with code scanning gives it the same review, also where it fails", async () => {
    edit("  ip_whitelist     = var.office_addresses\n", "");
    const occasion = scene.pullRequest();
    const run = await review({ ...occasion, vars: { ...occasion.vars, CODE_SCANNING: "true" } });
    expect(resultsOf(run)).toMatchObject({ review: "failure", "code-scanning": "success" });
    expect(Object.keys(run.artifacts)).toEqual(["review.html", "review.sarif"]);
    expect(run.codeScanning.map((text) => JSON.parse(text) as unknown)).toMatchObject([{ version: "2.1.0" }]);
  });

  test("a key whose value is in the state: nothing shows it", async () => {
    edit("  store_key = false\n", "");
    await merge();
    edit("allocated_amount = 100", "allocated_amount = 200");
    await review();
    expect(scene.comments[0]).toContain("200");
  });

  test("a provider that is not the one that was locked is not run", async () => {
    const lock = join(scene.repository.directory, ".terraform.lock.hcl");
    writeFileSync(lock, readFileSync(lock, "utf8").replace(/h1:.{43}=/, `h1:${"A".repeat(43)}=`));
    const { jobs } = await review();
    expect(jobs.review?.steps).toContain("Init: 1");
    expect(jobs.review?.result).toBe("failure");
  });

  test.each([
    ["a fork", "mallory/keys", "mallory"],
    ["Dependabot", "acme/keys", "dependabot[bot]"],
  ])("of %s runs nothing", async (_, from, actor) => {
    const run = await review(scene.pullRequest(from, actor));
    expect(new Set(Object.values(resultsOf(run)))).toEqual(new Set(["skipped"]));
  });
});

describe("a merge", () => {
  test("is reviewed on the page of its approval, then the saved plan is applied", async () => {
    const { jobs, artifacts } = await merge();
    expect(resultsOf({ jobs })).toEqual({
      review: "skipped",
      "code-scanning": "skipped",
      plan: "success",
      apply: "success",
      drift: "skipped",
    });
    expect(jobs.plan?.summary).toContain("plan of `5ca1ab1e`");
    expect(jobs.plan?.summary).toContain("service");
    expect(Object.keys(artifacts)).toEqual(["review.html", "tfplan"]);
    expect(jobs.apply?.log).toContain("Apply complete! Resources: 1 added, 0 changed, 0 destroyed.");
    expect(scene.keys).toMatchObject([{ name: "service", allocated_ammount: 100, ip_whitelist: ["203.0.113.0/24"] }]);
    expect(scene.forge.isLocked).toBe(false);

    expect(resultsOf(await merge())).toMatchObject({ plan: "success", apply: "skipped" });
  });

  test("that is against a rule is not applied, and says why on its page", async () => {
    edit("  ip_whitelist     = var.office_addresses\n", "");
    const { jobs, artifacts } = await merge();
    expect(resultsOf({ jobs })).toMatchObject({ plan: "failure", apply: "skipped" });
    expect(jobs.plan?.steps.at(-1)).toBe("Verdict: 3");
    expect(jobs.plan?.summary).toContain("unrestricted");
    expect(Object.keys(artifacts)).toEqual(["review.html"]);
    expect(scene.keys).toEqual([]);
  });

  test("that is overtaken while it waits for its approval is stale: it fails, and changes nothing", async () => {
    const overtaken = await merge(async () => {
      expect(resultsOf(await merge())).toMatchObject({ apply: "success" });
    });
    expect(resultsOf(overtaken)).toMatchObject({ plan: "success", apply: "failure" });
    expect(overtaken.jobs.apply?.log).toContain("Saved plan is stale");
    expect(scene.keys).toHaveLength(1);
  });

  test("whose plan fails is not applied, and says why", async () => {
    const run = await github.run(scene.machine, scene.occasion("push", {}, "ek-proxy-of-somebody"));
    expect(resultsOf(run)).toMatchObject({ plan: "failure", apply: "skipped" });
    expect(run.jobs.plan?.steps.at(-1)).toBe("Plan: 1");
    expect(run.jobs.plan?.log).toContain("ELECTRONHUB_API_KEY is a proxy key");
  });
});

test("the morning's look: 0 when all is well, 2 when a key was switched off or made by hand, 1 when it fails", async () => {
  await merge();
  const look = async (apiKey = scene.emulator.apiKey) => {
    const { jobs } = await github.run(scene.machine, scene.occasion("schedule", {}, apiKey));
    return jobs.drift?.steps.slice(-2);
  };
  expect(await look()).toEqual(["Keys that are not as declared: 0", "Keys that no state knows: 0"]);

  const { store, apiKey } = scene.emulator;
  const [key = { key: "" }] = scene.keys;
  store.toggle(key.key);
  expect(await look()).toEqual(["Keys that are not as declared: 2", "Keys that no state knows: 0"]);

  store.create(apiKey, { name: "stray", expires_at: -1, allocated_ammount: 1 });
  expect(await look()).toEqual(["Keys that are not as declared: 2", "Keys that no state knows: 2"]);
  expect(await look("ek-of-nobody")).toEqual(["Keys that are not as declared: 1", "Keys that no state knows: 1"]);
});
