// The workflow of examples/projects/pipelines/github-actions as a file: what GitHub accepts, and what no run would show.
import { version } from "../../package.json";
import { Github } from "../support/pipelines/github";
import { exampleText } from "../support/pipelines/repository";

const WORKFLOW = exampleText("github-actions/.github/workflows/proxy-keys.yml");
const github = new Github(WORKFLOW);

afterAll(() => github.dispose());

/** Which job keeps what, and for how many days. */
const uploadsOf = (jobs: Github["workflow"]["jobs"]) =>
  Object.entries(jobs).flatMap(([name, { steps }]) =>
    steps
      .filter(({ uses }) => uses?.startsWith("actions/upload-artifact"))
      .map((step) => [name, step.with?.path, step.with?.["retention-days"]]),
  );

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

test("may read the repository; only the review may comment; what may write to code scanning runs no script", () => {
  expect(permissions).toEqual({ contents: "read" });
  expect(Object.entries(jobs).map(([name, job]) => [name, job.permissions])).toEqual([
    ["review", { contents: "read", "pull-requests": "write" }],
    ["code-scanning", { actions: "read", contents: "read", "security-events": "write" }],
    ["plan", undefined],
    ["apply", undefined],
    ["drift", undefined],
  ]);
  expect(jobs["code-scanning"]?.steps.map(({ uses }) => uses)).toEqual([
    "actions/download-artifact@v8",
    "github/codeql-action/upload-sarif@v4",
  ]);
});

test("scripts run in bash with pipefail, as they do here", () => {
  expect(defaults).toEqual({ run: { shell: "bash" } });
});

test("one job plans at a time, and none is dropped; none waits for the reviewers with its turn taken", () => {
  const turn = { group: "proxy-keys", queue: "max" };
  expect(Object.entries(jobs).map(([name, { concurrency }]) => [name, concurrency])).toEqual([
    ["review", turn],
    ["code-scanning", undefined],
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
  expect(named).toEqual(Array(4).fill(version));
});

test("only the plan of what was merged is applied, and waits for an approval", () => {
  expect(Object.entries(jobs).map(([name, { needs, environment }]) => [name, needs, environment])).toEqual([
    ["review", undefined, undefined],
    ["code-scanning", "review", undefined],
    ["plan", undefined, undefined],
    ["apply", "plan", "proxy-keys"],
    ["drift", undefined, undefined],
  ]);
  expect(uploadsOf(jobs)).toEqual([
    ["review", "review.html", 30],
    ["review", "review.sarif", 1],
    ["plan", "review.html", 30],
    ["plan", "tfplan", 1],
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
