// The JSON as Open Policy Agent and Conftest judge it, by the example's policy. Neither comes with npm: where one is not on the
// PATH, this says so aloud.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Review } from "../../../src/review/facts";
import { formatJson } from "../../../src/review/formats/json";
import { type Verdict, NO_VERDICT, judge, parseFailOn } from "../../../src/review/policy";
import { EVERYTHING, UNCHANGED, key, plan, reviewOf } from "../sample";

const POLICY = resolve(__dirname, "../../../examples/projects/review/policy.rego");

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "review-opa-"));
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const isThere = (program: string): boolean => {
  const isFound = spawnSync(program, ["--help"]).error === undefined;
  if (!isFound)
    process.stderr.write(
      `NOT TESTED: ${program} is not on the PATH, so examples/projects/review/policy.rego was not run with it.\n`,
    );
  return isFound;
};

function write(review: Review, verdict: Verdict): string {
  const file = join(directory, "review.json");
  writeFileSync(file, formatJson(review, verdict));
  return file;
}

function run(program: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return { status, json: JSON.parse(stdout === "" ? JSON.stringify(stderr) : stdout) as unknown };
}

const PROD = reviewOf(
  plan({
    keys: [
      key({ address: "electronhub_proxy_key.prod", change: "destroy", names: { before: "prod-1", after: null } }),
      key({
        address: "electronhub_proxy_key.rich",
        change: "update",
        money: { before: 100, after: 201, difference: 101, leftBehind: 0 },
      }),
    ],
    gaps: [{ address: undefined, words: "Something is odd." }],
  }),
);

const DENIED = [
  "The review is not complete: see the gaps of its plans.",
  "electronhub_proxy_key.prod is a key of production, and the plan would destroy it.",
  "electronhub_proxy_key.rich gets more than twice its credits, or nobody can tell.",
];

const OPEN = "electronhub_proxy_key.open gets more than twice its credits, or nobody can tell.";

if (isThere("opa")) {
  const deny = (file: string) =>
    run("opa", "eval", "--data", POLICY, "--input", file, "--format", "json", "data.main.deny");
  const denied = (texts: readonly string[]) => ({
    status: 0,
    json: { result: [{ expressions: [expect.objectContaining({ value: texts }) as unknown] }] },
  });

  test("opa denies what the example's policy is against", () => {
    expect(deny(write(PROD, NO_VERDICT))).toEqual(denied(DENIED));
    expect(deny(write(UNCHANGED, NO_VERDICT))).toEqual(denied([]));
  });

  test("opa denies what electronhub found against its own policy", () => {
    const verdict = judge(EVERYTHING, parseFailOn("forget,drift"), undefined, 0);
    expect(deny(write(EVERYTHING, verdict))).toEqual(
      denied([
        'drift: electronhub_proxy_key.touched ("ci") was changed outside of Terraform: switch: off instead of on.',
        OPEN,
      ]),
    );
  });

  test("opa finds the policy well written", () => {
    expect(spawnSync("opa", ["check", "--strict", POLICY]).status).toBe(0);
    expect(spawnSync("opa", ["fmt", "--list", POLICY], { encoding: "utf8" }).stdout).toBe("");
  });
} else {
  test.todo("opa is not on the PATH");
}

if (isThere("conftest")) {
  const conftest = (file: string) =>
    run("conftest", "test", "--no-color", "--output", "json", "--policy", POLICY, file);

  test("conftest fails for what the example's policy is against, and passes what it is not", () => {
    const failed = conftest(write(PROD, NO_VERDICT));
    expect(failed.status).toBe(1);
    expect(failed.json).toEqual([
      expect.objectContaining({ failures: DENIED.map((msg) => expect.objectContaining({ msg }) as unknown) }),
    ]);
    expect(conftest(write(UNCHANGED, NO_VERDICT)).status).toBe(0);
  });

  test("conftest warns of what cannot be undone", () => {
    const { json } = conftest(write(EVERYTHING, NO_VERDICT));
    expect(json).toEqual([
      expect.objectContaining({
        failures: [expect.objectContaining({ msg: OPEN })],
        warnings: [
          expect.objectContaining({
            msg: `module.team["a"].electronhub_proxy_key.old[0]: The key's value stops working, and no later apply makes the same value again.`,
          }),
        ],
      }),
    ]);
  });
} else {
  test.todo("conftest is not on the PATH");
}
