// examples/pipelines/gitlab, run: a merge request, its merge, the click, the schedule. The state is kept by GitLab (here by a
// server that lets in nobody but the job that runs).
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { version } from "../../package.json";
import { type Emulator, startEmulator } from "../../src/emulator";
import { Forge } from "../support/pipelines/forge";
import { Gitlab, type GitlabRun } from "../support/pipelines/gitlab";
import { Machine } from "../support/pipelines/machine";

// A job is three or four terraform commands.
jest.setTimeout(180_000);

const EXAMPLES = resolve(__dirname, "../../examples/pipelines");
const FILE = readFileSync(join(EXAMPLES, "gitlab/.gitlab-ci.yml"), "utf8");
const gitlab = new Gitlab(FILE);

const REVIEW_TOKEN = "glpat-review";

let emulator: Emulator;
let forge: Forge;
let machine: Machine;
let repository: string;
let jobToken: string;
let runningJob: string;

beforeEach(async () => {
  emulator = await startEmulator({ requestsPerMinute: 10_000 });
  forge = await Forge.open({
    comments: ["private-token", REVIEW_TOKEN],
    state: () => ["gitlab-ci-token", jobToken],
    // A Maintainer clicks for the apply; the other jobs are a Developer's, who may only read the state.
    mayWrite: () => runningJob === "apply",
  });
  repository = mkdtempSync(join(tmpdir(), "electronhub-repository-"));
  copyFileSync(join(EXAMPLES, "main.tf"), join(repository, "main.tf"));
  machine = new Machine(repository, { CI: "true", GITLAB_CI: "true", ELECTRONHUB_BASE_URL: emulator.baseUrl });
  await machine.lockProviders();
});

afterEach(async () => {
  machine.dispose();
  rmSync(repository, { recursive: true, force: true });
  await forge.close();
  await emulator.stop();
});

const PUSH = { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "main", CI_DEFAULT_BRANCH: "main", CI_PROJECT_ID: "42" };
const SCHEDULE = { ...PUSH, CI_PIPELINE_SOURCE: "schedule" };
const MERGE_REQUEST = {
  CI_PIPELINE_SOURCE: "merge_request_event",
  CI_DEFAULT_BRANCH: "main",
  CI_PROJECT_ID: "42",
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "42",
  CI_MERGE_REQUEST_IID: "7",
};

/** Runs the jobs of a pipeline; the project's secrets and a new job token are in the environment. */
async function run(
  pipeline: Readonly<Record<string, string>>,
  jobs: readonly string[],
  between?: () => Promise<void>,
  { file = gitlab, apiKey = emulator.apiKey } = {},
) {
  const variablesOf = (job: string) => {
    runningJob = job;
    jobToken = `glcbt-${job}-${Math.random()}`;
    return {
      ...pipeline,
      CI_API_V4_URL: `${forge.url}/api/v4`,
      CI_JOB_TOKEN: jobToken,
      ELECTRONHUB_API_KEY: apiKey,
      REVIEW_TOKEN,
      TF_VAR_office_addresses: '["203.0.113.0/24"]',
    };
  };
  const runs = await file.run(machine, jobs, variablesOf, between);
  const shown = [...Object.values(runs).map(({ log }) => log), ...forge.comments.map(({ body }) => body)].join("\n");
  for (const secret of [emulator.apiKey, REVIEW_TOKEN, "glcbt-", "ek-proxy-"]) expect(shown).not.toContain(secret);
  return runs;
}

const codesOf = (runs: Readonly<Record<string, GitlabRun>>) =>
  Object.entries(runs).map(([job, { code }]) => [job, code]);
const keys = () => emulator.store.keysOf(emulator.apiKey);

describe("the file", () => {
  test.each([
    ["a merge request", MERGE_REQUEST, ["review"]],
    ["a fork's merge request", { ...MERGE_REQUEST, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "66" }, []],
    ["a merge", PUSH, ["plan", "apply (manual)"]],
    ["a push to another branch", { ...PUSH, CI_COMMIT_BRANCH: "idea" }, []],
    ["the schedule", SCHEDULE, ["drift", "unmanaged"]],
  ])("%s runs %j", (_, variables, jobs) => {
    expect(gitlab.pipeline(variables)).toEqual(jobs);
  });

  test("one job runs at a time; the plan goes to the apply alone, for a day", () => {
    const { jobs } = gitlab;
    for (const { resource_group, stage = "" } of Object.values(jobs)) {
      expect(resource_group).toBe("proxy-keys");
      expect(gitlab.stages).toContain(stage);
    }
    expect(
      Object.entries(jobs).map(([name, { needs, environment, artifacts }]) => [name, needs, environment, artifacts]),
    ).toEqual([
      ["review", undefined, undefined, undefined],
      ["plan", undefined, undefined, { paths: ["tfplan"], access: "developer", expire_in: "1 day" }],
      ["apply", ["plan"], "proxy-keys", undefined],
      ["drift", undefined, undefined, undefined],
      ["unmanaged", undefined, undefined, undefined],
    ]);
  });

  test("the package it names is this one, and the image has a version", () => {
    const named = [...FILE.matchAll(/cdktf-provider-electronhub@(\S+)/g)].map(([, each]) => each);
    expect(named).toEqual([version, version]);
    expect(Object.values(gitlab.jobs).map(({ image }) => image)).toEqual(
      Array(5).fill("$CI_REGISTRY_IMAGE/terraform:1.11.4"),
    );
  });

  test("holds no secret, and no script prints one", () => {
    expect(gitlab.variables.TF_HTTP_PASSWORD).toBe("$CI_JOB_TOKEN");
    expect(Object.keys(gitlab.variables)).not.toContain("ELECTRONHUB_API_KEY");
    const scripts = Object.values(gitlab.jobs).flatMap(({ before_script = [], script = [] }) => [
      ...before_script,
      ...script,
    ]);
    expect(scripts.length).toBeGreaterThan(10);
    for (const script of scripts)
      expect(script).not.toMatch(/set -x|ELECTRONHUB_API_KEY|TF_HTTP_PASSWORD|CI_JOB_TOKEN/);
  });
});

test("a merge request gets the plan as a comment; the merge applies it", async () => {
  expect(codesOf(await run(MERGE_REQUEST, ["review"]))).toEqual([["review", 0]]);
  expect(keys()).toEqual([]);
  expect(forge.comments.map(({ path }) => path)).toEqual(["/api/v4/projects/42/merge_requests/7/notes"]);
  expect(forge.comments[0]?.body).toMatch(/^### Plan of the proxy keys\n~~~\n.*~~~\n$/s);
  expect(forge.comments[0]?.body).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");

  const merge = await run(PUSH, ["plan", "apply"]);
  expect(codesOf(merge)).toEqual([
    ["plan", 0],
    ["apply", 0],
  ]);
  expect(merge.apply?.log).toContain("Apply complete! Resources: 1 added, 0 changed, 0 destroyed.");
  expect(keys()).toMatchObject([{ name: "service", ip_whitelist: ["203.0.113.0/24"] }]);
  expect(forge.isLocked).toBe(false);
});

test("a key that is widened: its review shows the provider's warning", async () => {
  await run(PUSH, ["plan", "apply"]);
  const file = join(repository, "main.tf");
  writeFileSync(file, readFileSync(file, "utf8").replace("  ip_whitelist     = var.office_addresses\n", ""));
  await run(MERGE_REQUEST, ["review"]);
  expect(forge.comments[0]?.body).toContain("Warning: Proxy keys will be allowed more than before");
  expect(forge.comments[0]?.body).toContain("- ip_whitelist: dropped, which allows every IP address");
  expect(forge.comments[0]?.body).toContain("Plan: 0 to add, 1 to change, 0 to destroy.");
  expect(forge.comments[0]?.body).not.toContain("Refreshing state");
});

test("a plan that is too long for a comment is cut in the middle", async () => {
  const file = new Gitlab(FILE.replaceAll("900000", "600").replaceAll("450000", "300"));
  await run(MERGE_REQUEST, ["review"], undefined, { file });
  expect(forge.comments[0]?.body).toMatch(
    /^### Plan of the proxy keys\n~~~\n.{300}\n\n\(cut; the whole plan is in the job's log\)\n\n.{299}\n~~~\n$/s,
  );
  expect(forge.comments[0]?.body).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
});

test("a plan that fails fails the review, and is no comment", async () => {
  expect(codesOf(await run(MERGE_REQUEST, ["review"], undefined, { apiKey: "" }))).toEqual([["review", 1]]);
  expect(forge.comments).toEqual([]);
});

test("what changed before the click makes the plan stale: it fails, and changes nothing", async () => {
  const overtaken = await run(PUSH, ["plan", "apply"], async () => {
    expect(codesOf(await run(PUSH, ["plan", "apply"]))).toEqual([
      ["plan", 0],
      ["apply", 0],
    ]);
  });
  expect(codesOf(overtaken)).toEqual([
    ["plan", 0],
    ["apply", 1],
  ]);
  expect(overtaken.apply?.log).toContain("Saved plan is stale");
  expect(keys()).toHaveLength(1);
});

test("the schedule: 0 when all is well, 2 when a key was switched off or made by hand", async () => {
  await run(PUSH, ["plan", "apply"]);
  const look = async () => [...codesOf(await run(SCHEDULE, ["drift"])), ...codesOf(await run(SCHEDULE, ["unmanaged"]))];
  expect(await look()).toEqual([
    ["drift", 0],
    ["unmanaged", 0],
  ]);

  const [key = { key: "" }] = keys();
  emulator.store.toggle(key.key);
  expect(await look()).toEqual([
    ["drift", 2],
    ["unmanaged", 0],
  ]);

  emulator.store.create(emulator.apiKey, { name: "stray", expires_at: -1, allocated_ammount: 1 });
  expect(await look()).toEqual([
    ["drift", 2],
    ["unmanaged", 2],
  ]);
});
