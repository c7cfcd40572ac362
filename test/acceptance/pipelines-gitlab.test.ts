// examples/projects/pipelines/gitlab, run: a merge request, its merge, the click, the schedule. The state is kept by GitLab (here by a
// server that lets in nobody but the job that runs).
import { BOT } from "../support/pipelines/gitlab-notes";
import { Gitlab } from "../support/pipelines/gitlab";
import { GitlabScene, NOTES, codesOf } from "../support/pipelines/gitlab-scene";
import { MERGE_REQUEST, PUSH, SCHEDULE } from "../support/pipelines/gitlab-variables";
import { Repository, exampleText } from "../support/pipelines/repository";

// A job is three or four terraform commands.
jest.setTimeout(180_000);

const gitlab = new Gitlab(exampleText("gitlab/.gitlab-ci.yml"));

let scene: GitlabScene;

beforeEach(async () => {
  scene = await GitlabScene.open(gitlab, new Repository("", ["main.tf"]));
  await scene.machine.lockProviders();
});

afterEach(() => scene.close());

const edit = (before: string, after: string) => scene.repository.edit("main.tf", before, after);

const MARKER = "<!-- electronhub-review: proxy-keys -->";

describe("a merge request", () => {
  test("gets the review as a comment, and changes nothing", async () => {
    const { review } = await scene.run(MERGE_REQUEST, ["review"]);
    expect(review?.code).toBe(0);
    expect(scene.keys).toEqual([]);
    expect(scene.forge.comments.all).toMatchObject([{ place: NOTES, author: BOT }]);
    const [note = ""] = scene.notes;
    expect(note).toMatch(/^<!-- electronhub-review: proxy-keys -->\n/);
    expect(note).toContain("plan of `c0ffee12`");
    expect(note).toContain("service");
    expect(note).toContain("https://gitlab.example/acme/keys/-/jobs/review/artifacts/file/review.html");
    expect(Object.keys(review?.artifacts ?? {})).toEqual(["review.html"]);
    expect(review?.artifacts["review.html"]?.toString("utf8")).toMatch(/^<!doctype html>/i);
    expect(review?.junit).toContain("<testsuite");
    // The log is for people: the review, and for who wants all the plan.
    expect(review?.log).toContain("electronhub_proxy_key.service: Plan to create");
    expect(review?.log).toContain('+ resource "electronhub_proxy_key" "service" {');
    expect(review?.log).not.toContain('"@level"');
  });

  test("has one comment, which each push updates", async () => {
    await scene.run(MERGE_REQUEST, ["review"]);
    edit("allocated_amount = 100", "allocated_amount = 300");
    await scene.run(MERGE_REQUEST, ["review"]);
    expect(scene.notes).toHaveLength(1);
    expect(scene.notes[0]).toContain("300");
  });

  test("has its comment found behind a page of others, and those of strangers are left alone", async () => {
    const say = (author: string, body: string) => scene.forge.comments.write(NOTES, author, body);
    const theirs = `${MARKER}\nAll is well, merge it.`;
    say("mallory", theirs);
    await scene.run(MERGE_REQUEST, ["review"]);
    expect(scene.notes).toHaveLength(2);
    say(BOT, `another job, which mentions ${MARKER}`);
    say("mallory", theirs);
    for (let index = 0; index < 220; index += 1) say("alice", `remark ${index}`);
    edit("allocated_amount = 100", "allocated_amount = 300");
    await scene.run(MERGE_REQUEST, ["review"]);
    expect(scene.notes).toHaveLength(224);
    expect(scene.notes[1]).toContain("300");
    expect([scene.notes[0], scene.notes[3]]).toEqual([theirs, theirs]);
    expect(scene.notes[2]).toBe(`another job, which mentions ${MARKER}`);
  });

  test("that changes nothing gets no comment; one that has a comment gets told there", async () => {
    await scene.run(PUSH, ["plan", "apply"]);
    expect(codesOf(await scene.run(MERGE_REQUEST, ["review"]))).toEqual({ review: 0 });
    expect(scene.notes).toEqual([]);

    edit("allocated_amount = 100", "allocated_amount = 300");
    await scene.run(MERGE_REQUEST, ["review"]);
    expect(scene.notes[0]).toContain("300");
    edit("allocated_amount = 300", "allocated_amount = 100");
    await scene.run(MERGE_REQUEST, ["review"]);
    expect(scene.notes).toHaveLength(1);
    expect(scene.notes[0]).not.toContain("300");
    expect(scene.notes[0]).toContain("No key changes; 1 unchanged.");
  });

  test("whose plan fails gets no comment, and no old review stands for it", async () => {
    const failing = () => scene.run(MERGE_REQUEST, ["review"], { apiKey: "" });
    expect(codesOf(await failing())).toEqual({ review: 1 });
    expect(scene.notes).toEqual([]);

    await scene.run(MERGE_REQUEST, ["review"]);
    expect(codesOf(await failing())).toEqual({ review: 1 });
    expect(scene.notes).toEqual([
      `${MARKER}\nThe last push could not be planned or not be reviewed: the log of its job says why.\n`,
    ]);
    await scene.run(MERGE_REQUEST, ["review"]);
    expect(scene.notes).toHaveLength(1);
    expect(scene.notes[0]).toContain("plan of `c0ffee12`");
  });

  test("that is against a rule fails after it was told why", async () => {
    await scene.run(PUSH, ["plan", "apply"]);
    edit("  ip_whitelist     = var.office_addresses\n", "");
    const { review } = await scene.run(MERGE_REQUEST, ["review"]);
    expect(review?.code).toBe(3);
    expect(scene.notes[0]).toContain("unrestricted");
    expect(Object.keys(review?.artifacts ?? {})).toEqual(["review.html"]);
    expect(review?.junit).toContain("<failure");
  });

  test("shows what it widens, and a warning of the provider's, which no plan file holds", async () => {
    await scene.run(PUSH, ["plan", "apply"]);
    edit("\nvariable", '\nprovider "electronhub" {\n  validate_models = true\n}\n\nvariable');
    edit('["gpt-4o-mini"]', '["gpt-4o-mini", "gpt-4o-mino"]');
    await scene.run(MERGE_REQUEST, ["review"]);
    expect(scene.notes[0]).toContain("+ gpt-4o-mino");
    expect(scene.notes[0]).toContain("WIDER");
    expect(scene.notes[0]).toContain("**warning**: A `model_whitelist` names models that the API does not have");
  });

  test("a key whose value is in the state: nothing shows it", async () => {
    edit("  store_key = false\n", "");
    await scene.run(PUSH, ["plan", "apply"]);
    edit("allocated_amount = 100", "allocated_amount = 200");
    await scene.run(MERGE_REQUEST, ["review"]);
    expect(scene.notes[0]).toContain("200");
  });
});

describe("a merge", () => {
  test("is reviewed for the one who clicks, then the saved plan is applied", async () => {
    const { plan, apply } = await scene.run(PUSH, ["plan", "apply"]);
    expect(plan?.code).toBe(0);
    expect(Object.keys(plan?.artifacts ?? {})).toEqual(["tfplan", "review.html"]);
    expect(plan?.junit).toContain("<testsuite");
    expect(plan?.log).toContain("https://gitlab.example/acme/keys/-/jobs/plan/artifacts/file/review.html");
    expect(apply?.code).toBe(0);
    expect(apply?.log).toContain("Apply complete! Resources: 1 added, 0 changed, 0 destroyed.");
    expect(scene.keys).toMatchObject([{ name: "service", ip_whitelist: ["203.0.113.0/24"] }]);
    expect(scene.forge.isLocked).toBe(false);
    expect(scene.notes).toEqual([]);
  });

  test("that is against a rule is not applied, and says why", async () => {
    edit("  ip_whitelist     = var.office_addresses\n", "");
    const runs = await scene.run(PUSH, ["plan", "apply"]);
    expect(codesOf(runs)).toEqual({ plan: 3 });
    expect(runs.plan?.log).toContain("unrestricted");
    expect(runs.plan?.junit).toContain("<failure");
    expect(scene.keys).toEqual([]);
  });

  test("that is overtaken before the click is stale: it fails, and changes nothing", async () => {
    const overtaken = await scene.run(PUSH, ["plan", "apply"], {
      between: async () => {
        expect(codesOf(await scene.run(PUSH, ["plan", "apply"]))).toEqual({ plan: 0, apply: 0 });
      },
    });
    expect(codesOf(overtaken)).toEqual({ plan: 0, apply: 1 });
    expect(overtaken.apply?.log).toContain("Saved plan is stale");
    expect(scene.keys).toHaveLength(1);
  });
});

test("the schedule: 0 when all is well, 2 when a key was switched off or made by hand", async () => {
  await scene.run(PUSH, ["plan", "apply"]);
  const look = async () => ({
    ...codesOf(await scene.run(SCHEDULE, ["drift"])),
    ...codesOf(await scene.run(SCHEDULE, ["unmanaged"])),
  });
  expect(await look()).toEqual({ drift: 0, unmanaged: 0 });

  const { store, apiKey } = scene.emulator;
  const [key = { key: "" }] = scene.keys;
  store.toggle(key.key);
  expect(await look()).toEqual({ drift: 2, unmanaged: 0 });

  store.create(apiKey, { name: "stray", expires_at: -1, allocated_ammount: 1 });
  expect(await look()).toEqual({ drift: 2, unmanaged: 2 });
});
