// examples/pipelines/github-actions, run: a pull request, its merge, the approval, the morning's look for drift.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
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
  forge = await Forge.open({ comments: ["authorization", `Bearer ${TOKEN}`], state: () => ["terraform", PASSWORD] });
  repository = mkdtempSync(join(tmpdir(), "electronhub-repository-"));
  copyFileSync(join(EXAMPLES, "main.tf"), join(repository, "main.tf"));
  machine = new Machine(repository, {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: forge.url,
    GITHUB_REPOSITORY: "acme/keys",
    ELECTRONHUB_BASE_URL: emulator.baseUrl,
  });
});

afterEach(async () => {
  machine.dispose();
  rmSync(repository, { recursive: true, force: true });
  await forge.close();
  await emulator.stop();
});

afterAll(() => github.dispose());

function occasion(event_name: string, event: unknown = {}, apiKey = emulator.apiKey): Occasion {
  return {
    github: { event_name, event, repository: "acme/keys", token: TOKEN },
    secrets: { ELECTRONHUB_API_KEY: apiKey, TF_HTTP_PASSWORD: PASSWORD },
    vars: {
      TF_HTTP_ADDRESS: `${forge.url}/state/proxy-keys`,
      TF_HTTP_USERNAME: "terraform",
      OFFICE_ADDRESSES: '["203.0.113.0/24"]',
    },
  };
}

const pullRequest = (from: string) =>
  occasion("pull_request", { pull_request: { number: 7, head: { repo: { full_name: from } } } });

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

  test("one job runs at a time, and none is dropped or cancelled", () => {
    for (const job of Object.values(jobs)) expect(job.concurrency).toEqual({ group: "proxy-keys", queue: "max" });
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
    expect(env).toMatchObject({
      ELECTRONHUB_API_KEY: "${{ secrets.ELECTRONHUB_API_KEY }}",
      TF_HTTP_PASSWORD: "${{ secrets.TF_HTTP_PASSWORD }}",
    });
    const secrets = [...WORKFLOW.matchAll(/secrets\.\w+/g)].map(([name]) => name);
    expect(secrets.sort()).toEqual(["secrets.ELECTRONHUB_API_KEY", "secrets.TF_HTTP_PASSWORD"]);
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

test("a fork's pull request runs nothing", async () => {
  const runs = await github.run(machine, pullRequest("mallory/keys"));
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
