// examples/pipelines/github-actions, run: a pull request, its merge, the approval, the morning's look for drift.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { version } from "../../package.json";
import { type Emulator, startEmulator } from "../../src/emulator";
import { Forge } from "../support/pipelines/forge";
import { Github, type JobRun, type Occasion } from "../support/pipelines/github";
import { Machine } from "../support/pipelines/machine";

// A run of a workflow is some ten terraform commands.
jest.setTimeout(180_000);

const EXAMPLES = resolve(__dirname, "../../examples/pipelines");
const WORKFLOW = readFileSync(join(EXAMPLES, "github-actions/.github/workflows/proxy-keys.yml"), "utf8");

const PASSWORD = "state-password";
const TOKEN = "ghs_token";

let emulator: Emulator;
let forge: Forge;
let machine: Machine;
let repository: string;
const github = new Github(WORKFLOW);

beforeEach(async () => {
  emulator = await startEmulator({ requestsPerMinute: 10_000 });
  forge = await Forge.open({
    comments: ["authorization", `Bearer ${TOKEN}`],
    state: () => ["terraform", PASSWORD],
    mayWrite: () => true,
  });
  repository = mkdtempSync(join(tmpdir(), "electronhub-repository-"));
  copyFileSync(join(EXAMPLES, "main.tf"), join(repository, "main.tf"));
  machine = new Machine(repository, {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: forge.url,
    GITHUB_REPOSITORY: "acme/keys",
    ELECTRONHUB_BASE_URL: emulator.baseUrl,
  });
  await machine.lockProviders();
});

afterEach(async () => {
  machine.dispose();
  rmSync(repository, { recursive: true, force: true });
  await forge.close();
  await emulator.stop();
});

afterAll(() => github.dispose());

function occasion(event_name: string, event: unknown = {}, apiKey = emulator.apiKey, actor = "alice"): Occasion {
  return {
    github: { event_name, event, actor, repository: "acme/keys", token: TOKEN },
    secrets: { ELECTRONHUB_API_KEY: apiKey, TF_HTTP_PASSWORD: PASSWORD },
    vars: {
      TF_HTTP_ADDRESS: `${forge.url}/state/proxy-keys`,
      TF_HTTP_USERNAME: "terraform",
      OFFICE_ADDRESSES: '["203.0.113.0/24"]',
    },
  };
}

const pullRequest = (from: string, actor?: string) =>
  occasion("pull_request", { pull_request: { number: 7, head: { repo: { full_name: from } } } }, undefined, actor);

const resultsOf = (runs: Readonly<Record<string, JobRun>>) =>
  Object.fromEntries(Object.entries(runs).map(([name, { result }]) => [name, result]));

const keys = () => emulator.store.keysOf(emulator.apiKey);

function edit(before: string, after: string): void {
  const file = join(repository, "main.tf");
  const text = readFileSync(file, "utf8");
  if (!text.includes(before)) throw new Error(`the example has no ${before} to edit`);
  writeFileSync(file, text.replace(before, after));
}

/** Nothing that a job printed, wrote on its page or commented holds a secret. */
function expectNoSecret(runs: Readonly<Record<string, JobRun>>): void {
  const shown = [
    ...Object.values(runs).flatMap(({ log, summary }) => [log, summary]),
    ...forge.comments.map(({ body }) => body),
  ];
  for (const secret of [emulator.apiKey, PASSWORD, TOKEN, "ek-proxy-"]) expect(shown.join("\n")).not.toContain(secret);
}

describe("the file", () => {
  const { on, permissions, defaults, env = {}, jobs } = github.workflow;

  test("is a workflow as GitHub accepts it", () => {
    expect(github.mistakes()).toEqual([]);
  });

  test("a mistake in it would be seen", () => {
    const wrong = new Github(WORKFLOW.replace("retention-days", "retention").replace("needs: plan", "needs: plans"));
    expect(wrong.mistakes()).not.toEqual([]);
    wrong.dispose();
  });

  test("runs at pull requests, at pushes to main and on a schedule; never with a fork's code and these secrets", () => {
    expect(Object.keys(on)).toEqual(["pull_request", "push", "schedule"]);
    expect(on.push).toEqual({ branches: ["main"] });
    expect(WORKFLOW).not.toMatch(/^ *pull_request_target:/m);
  });

  test("may read the repository; only the review may comment", () => {
    expect(permissions).toEqual({ contents: "read" });
    expect(Object.entries(jobs).map(([name, job]) => [name, job.permissions])).toEqual([
      ["review", { contents: "read", "pull-requests": "write" }],
      ["plan", undefined],
      ["apply", undefined],
      ["drift", undefined],
    ]);
  });

  test("scripts run in bash with pipefail, as they do here", () => {
    expect(defaults).toEqual({ run: { shell: "bash" } });
  });

  test("one job plans at a time, and none is dropped; none waits for the reviewers with its turn taken", () => {
    const turn = { group: "proxy-keys", queue: "max" };
    expect(Object.entries(jobs).map(([name, { concurrency }]) => [name, concurrency])).toEqual([
      ["review", turn],
      ["plan", turn],
      ["apply", undefined],
      ["drift", turn],
    ]);
    const both = Object.values(jobs).filter((job) => job.environment !== undefined && job.concurrency !== undefined);
    expect(both).toEqual([]);
  });

  test("all jobs have the same terraform; the package it names is this one", () => {
    const set = Object.values(jobs).flatMap(({ steps }) =>
      steps.filter(({ uses }) => uses?.startsWith("hashicorp/setup-terraform")).map((step) => step.with),
    );
    expect(set).toEqual(Array(4).fill({ terraform_version: "1.11.4", terraform_wrapper: false }));
    const named = [...WORKFLOW.matchAll(/cdktf-provider-electronhub@(\S+)/g)].map(([, each]) => each);
    expect(named).toEqual([version, version]);
  });

  test("only the plan of what was merged is applied, and waits for an approval", () => {
    expect(Object.entries(jobs).map(([name, { needs, environment }]) => [name, needs, environment])).toEqual([
      ["review", undefined, undefined],
      ["plan", undefined, undefined],
      ["apply", "plan", "proxy-keys"],
      ["drift", undefined, undefined],
    ]);
    const uploads = Object.entries(jobs).flatMap(([name, { steps }]) =>
      steps.filter(({ uses }) => uses?.startsWith("actions/upload-artifact")).map((step) => [name, step.with]),
    );
    expect(uploads).toEqual([
      ["plan", { name: "tfplan", path: "tfplan", "if-no-files-found": "error", "retention-days": 1 }],
    ]);
  });

  test("secrets come from the secret store into the environment, and no script spells an expression", () => {
    expect(JSON.stringify(env)).not.toContain("secrets.");
    const stepsWithSecrets = Object.entries(jobs).flatMap(([job, { steps }]) =>
      steps
        .filter((step) => JSON.stringify(step).includes("secrets."))
        .map((step) => [job, step.name, Object.entries(step.env ?? {}).map(([name, value]) => `${name} ${value}`)]),
    );
    const state = ["TF_HTTP_PASSWORD ${{ secrets.TF_HTTP_PASSWORD }}"];
    const all = ["ELECTRONHUB_API_KEY ${{ secrets.ELECTRONHUB_API_KEY }}", ...state];
    expect(stepsWithSecrets).toEqual([
      ["review", "Init", state],
      ["review", "Plan", all],
      ["plan", "Init", state],
      ["plan", "Plan", all],
      ["apply", "Init", state],
      ["apply", "Apply", all],
      ["drift", "Init", state],
      ["drift", "Keys that are not as declared", all],
      ["drift", "Keys that no state knows", all],
    ]);
    expect(WORKFLOW.match(/secrets\.\w/g)).toHaveLength(stepsWithSecrets.flatMap(([, , names]) => names).length);
    const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(scripts.length).toBeGreaterThan(8);
    for (const script of scripts) expect(script).not.toMatch(/\$\{\{|set -x|ELECTRONHUB_API_KEY|TF_HTTP_PASSWORD/);
  });
});

test("a pull request gets the plan as a comment; the merge applies it; the next push has nothing to apply", async () => {
  const review = await github.run(machine, pullRequest("acme/keys"));
  expect(resultsOf(review)).toEqual({ review: "success", plan: "skipped", apply: "skipped", drift: "skipped" });
  expect(keys()).toEqual([]);
  expect(forge.comments.map(({ path }) => path)).toEqual(["/repos/acme/keys/issues/7/comments"]);
  expect(forge.comments[0]?.body).toMatch(/^### Plan of the proxy keys\n~~~\n.*~~~\n$/s);
  expect(forge.comments[0]?.body).toContain(`
  # electronhub_proxy_key.service will be created
  + resource "electronhub_proxy_key" "service" {
      + allocated_amount = 100
`);
  expect(forge.comments[0]?.body).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
  expectNoSecret(review);

  const merge = await github.run(machine, occasion("push"));
  expect(resultsOf(merge)).toEqual({ review: "skipped", plan: "success", apply: "success", drift: "skipped" });
  expect(merge.plan?.summary).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
  expect(merge.apply?.log).toContain("Apply complete! Resources: 1 added, 0 changed, 0 destroyed.");
  expect(keys()).toMatchObject([{ name: "service", allocated_ammount: 100, ip_whitelist: ["203.0.113.0/24"] }]);
  expectNoSecret(merge);
  expect(forge.isLocked).toBe(false);

  const again = await github.run(machine, occasion("push"));
  expect(resultsOf(again)).toEqual({ review: "skipped", plan: "success", apply: "skipped", drift: "skipped" });
});

test("a key whose value is in the state: neither the comment nor a log shows it", async () => {
  edit("  store_key = false\n", "");
  await github.run(machine, occasion("push"));
  edit("allocated_amount = 100", "allocated_amount = 200");
  const review = await github.run(machine, pullRequest("acme/keys"));
  expect(forge.comments[0]?.body).toContain("~ allocated_amount = 100 -> 200");
  expectNoSecret(review);
});

test("a key that is widened: its review and its approvers see the provider's warning", async () => {
  await github.run(machine, occasion("push"));
  edit("  ip_whitelist     = var.office_addresses\n", "");
  await github.run(machine, pullRequest("acme/keys"));
  const merge = await github.run(machine, occasion("push"));
  expect(resultsOf(merge)).toMatchObject({ plan: "success", apply: "success" });
  for (const shown of [forge.comments[0]?.body, merge.plan?.summary]) {
    expect(shown).toContain("Warning: Proxy keys will be allowed more than before");
    expect(shown).toContain("- ip_whitelist: dropped, which allows every IP address");
    expect(shown).toContain("Plan: 0 to add, 1 to change, 0 to destroy.");
    expect(shown).not.toContain("Refreshing state");
  }
});

test("a plan that is too long for a comment or a summary is cut in the middle", async () => {
  const short = new Github(WORKFLOW.replaceAll(/\b[69]0+\b/g, "600").replaceAll(/\b(3|45)0+\b/g, "300"));
  const cut = /~~~\n.{300}\n\n\(cut; the whole plan is in the job's log\)\n\n.{299}\n~~~\n$/s;
  await short.run(machine, pullRequest("acme/keys"));
  expect(forge.comments[0]?.body).toMatch(cut);
  const merge = await short.run(machine, occasion("push"));
  expect(merge.plan?.summary).toMatch(cut);
  expect(merge.plan?.summary).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
  short.dispose();
});

test("a plan that fails fails the review, and is no comment", async () => {
  const { review } = await github.run(machine, {
    ...pullRequest("acme/keys"),
    secrets: { ELECTRONHUB_API_KEY: "ek-proxy-of-somebody", TF_HTTP_PASSWORD: PASSWORD },
  });
  expect(review?.steps.at(-1)).toBe("Plan: 1");
  expect(forge.comments).toEqual([]);
});

test("a provider that is not the one that was locked is not run", async () => {
  const lock = join(repository, ".terraform.lock.hcl");
  writeFileSync(lock, readFileSync(lock, "utf8").replace(/h1:.{43}=/, `h1:${"A".repeat(43)}=`));
  const { review } = await github.run(machine, pullRequest("acme/keys"));
  expect(review?.steps.at(-1)).toBe("Init: 1");
});

test.each([
  ["a fork's pull request", "mallory/keys", "mallory"],
  ["Dependabot's pull request", "acme/keys", "dependabot[bot]"],
])("%s runs nothing", async (_, from, actor) => {
  const runs = await github.run(machine, pullRequest(from, actor));
  expect(resultsOf(runs)).toEqual({ review: "skipped", plan: "skipped", apply: "skipped", drift: "skipped" });
});

test("what changed while the plan waited for its approval makes it stale: it fails, and changes nothing", async () => {
  const overtaken = await github.run(machine, occasion("push"), async () => {
    const other = await github.run(machine, occasion("push"));
    expect(resultsOf(other).apply).toBe("success");
  });
  expect(resultsOf(overtaken)).toMatchObject({ plan: "success", apply: "failure" });
  expect(overtaken.apply?.log).toContain("Saved plan is stale");
  expect(keys()).toHaveLength(1);
});

test("a plan that fails is not applied, and says why", async () => {
  const runs = await github.run(machine, occasion("push", {}, "ek-proxy-of-somebody"));
  expect(resultsOf(runs)).toMatchObject({ plan: "failure", apply: "skipped" });
  expect(runs.plan?.steps.at(-1)).toBe("Plan: 1");
  expect(runs.plan?.log).toContain("api_key");
});

test("the morning's look: 0 when all is well, 2 when a key was switched off or made by hand, 1 when it fails", async () => {
  await github.run(machine, occasion("push"));
  const look = async (apiKey = emulator.apiKey) =>
    (await github.run(machine, occasion("schedule", {}, apiKey))).drift?.steps.slice(-2);
  expect(await look()).toEqual(["Keys that are not as declared: 0", "Keys that no state knows: 0"]);

  const [key = { key: "" }] = keys();
  emulator.store.toggle(key.key);
  expect(await look()).toEqual(["Keys that are not as declared: 2", "Keys that no state knows: 0"]);

  emulator.store.create(emulator.apiKey, { name: "stray", expires_at: -1, allocated_ammount: 1 });
  expect(await look()).toEqual(["Keys that are not as declared: 2", "Keys that no state knows: 2"]);
  expect(await look("ek-of-nobody")).toEqual(["Keys that are not as declared: 1", "Keys that no state knows: 1"]);
});
