// The pipeline of examples/projects/pipelines/gitlab as a file: which jobs run when, and what no run would show.
import { version } from "../../package.json";
import { Gitlab } from "../support/pipelines/gitlab";
import { MERGE_REQUEST, PUSH, SCHEDULE } from "../support/pipelines/gitlab-variables";
import { exampleText } from "../support/pipelines/repository";

const FILE = exampleText("gitlab/.gitlab-ci.yml");
const gitlab = new Gitlab(FILE);

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
    [
      "review",
      undefined,
      undefined,
      {
        when: "always",
        paths: ["review.html"],
        expose_as: "Review of the proxy keys",
        reports: { junit: "review.xml" },
        access: "developer",
        expire_in: "30 days",
      },
    ],
    [
      "plan",
      undefined,
      undefined,
      {
        when: "always",
        paths: ["tfplan", "review.html"],
        reports: { junit: "review.xml" },
        access: "developer",
        expire_in: "1 day",
      },
    ],
    ["apply", ["plan"], "proxy-keys", undefined],
    ["drift", undefined, undefined, undefined],
    ["unmanaged", undefined, undefined, undefined],
  ]);
});

test("the package it names is this one, and the image has a version", () => {
  const named = [...FILE.matchAll(/cdktf-provider-electronhub@(\S+)/g)].map(([, each]) => each);
  expect(named).toEqual(Array(4).fill(version));
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
  for (const script of scripts) expect(script).not.toMatch(/set -x|ELECTRONHUB_API_KEY|TF_HTTP_PASSWORD|CI_JOB_TOKEN/);
});
