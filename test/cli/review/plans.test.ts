// Which plans are read, with what beside them. Saved plans, which take terraform: test/acceptance/review-command.test.ts.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type PlansRequest, inputFilesOf, readPlans } from "../../../src/cli/review/plans";
const MOST = 2 ** 21;

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "electronhub-plans-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const at = (name: string) => join(directory, name);

function request(changes: Partial<PlansRequest> = {}): PlansRequest {
  const stdin = Readable.from([Buffer.from("{}")]);
  return {
    plans: [],
    logs: [],
    configuration: directory,
    sourceRoot: undefined,
    outdir: undefined,
    planName: "plan",
    most: MOST,
    stdin,
    ...changes,
  };
}

const read = (changes: Partial<PlansRequest>, stop = new AbortController().signal) =>
  readPlans(request(changes), { program: undefined, env: {}, stop });

test("standard input where no plan is named, and where - is", async () => {
  const plan = { label: "standard input", text: "{}", sources: new Map() };
  expect(await read({})).toEqual([plan]);
  expect(await read({ plans: ["-"] })).toEqual([plan]);
});

test.each([[[]], [["-"]]])("a terminal is not a plan: %j", async (plans) => {
  const stdin = Object.assign(new Readable({ read: () => undefined }), { isTTY: true });
  await expect(read({ plans, stdin })).rejects.toThrow(
    "name a plan, as in electronhub review tfplan, or pipe one in: terraform show -json tfplan | electronhub review",
  );
});

test("files, each with its log and with the sources of the configuration", async () => {
  writeFileSync(at("a.json"), "a");
  writeFileSync(at("b.json"), Buffer.from("\ufeffb", "utf16le"));
  writeFileSync(at("a.log"), "of a");
  writeFileSync(at("b.log"), "of b");
  writeFileSync(at("main.tf"), `resource "electronhub_proxy_key" "ci" {\n}\n`);
  const sources = new Map([["electronhub_proxy_key.ci", { file: "main.tf", line: 1 }]]);
  expect(await read({ plans: [at("a.json"), at("b.json")], logs: [at("a.log"), at("b.log")] })).toEqual([
    { label: at("a.json"), text: "a", log: "of a", sources },
    { label: at("b.json"), text: "b", log: "of b", sources },
  ]);
});

test("the configuration beside the plan, if there is one", async () => {
  mkdirSync(at("with"));
  writeFileSync(at("with/plan.json"), "{}");
  writeFileSync(at("with/main.tf"), `\nresource "electronhub_proxy_key" "ci" {\n}\n`);
  const [plan] = await read({ plans: [at("with/plan.json")], configuration: undefined });
  expect(plan).toMatchObject({ sources: new Map([["electronhub_proxy_key.ci", { file: "main.tf", line: 2 }]]) });
});

test("files are named relative to another directory, if that is asked for", async () => {
  mkdirSync(at("infra/team"), { recursive: true });
  writeFileSync(at("infra/main.tf"), `module "team" {\n  source = "./team"\n}\n`);
  writeFileSync(at("infra/team/main.tf"), `resource "electronhub_proxy_key" "ci" {\n}\n`);
  symlinkSync("infra", at("link"));
  const sources = new Map([["module.team.electronhub_proxy_key.ci", { file: "infra/team/main.tf", line: 1 }]]);
  for (const configuration of [at("infra"), at("link")]) {
    expect(await read({ configuration, sourceRoot: directory })).toMatchObject([{ sources }]);
  }
});

test("more than fits, together as alone", async () => {
  const half = Buffer.alloc(MOST / 2, " ");
  const stdin = Readable.from([half, half, Buffer.from("x")]);
  await expect(read({ stdin })).rejects.toThrow(
    "standard input is too large: the plans of a review may have 2 MiB together; review fewer at once",
  );
  writeFileSync(at("big.json"), half);
  writeFileSync(at("small.json"), "{}");
  const whole = Readable.from([half]);
  await expect(read({ plans: [at("small.json"), "-", at("big.json")], stdin: whole })).rejects.toThrow(
    `${at("big.json")} is too large`,
  );
});

test("what cannot be shown is not shown as it is", async () => {
  await expect(read({ plans: ["\u001b[31m"] })).rejects.toThrow("\\u001b[31m cannot be read: there is no such file");
  writeFileSync(at("bytes"), Buffer.from([0x7b, 0xff]));
  await expect(read({ plans: [at("bytes")] })).rejects.toThrow(`${at("bytes")} is not text in UTF-8`);
});

test("one that is told to stop does not wait for what never comes", async () => {
  const stop = new AbortController();
  const stdin = new Readable({ read: () => undefined });
  const reading = read({ stdin }, stop.signal);
  stop.abort();
  await expect(reading).rejects.toThrow("interrupted while standard input was read");
  expect(stdin.destroyed).toBe(true);
});

test.each([
  [{ plans: ["-", "-"] }, "standard input (-) is named twice"],
  [{ plans: ["plan", "./plan"] }, "./plan is named twice"],
  [{ plans: ["plan"], logs: ["a", "b"] }, "--log is given 2 times for 1 plan;"],
  [{ plans: ["a", "b"], logs: ["a"] }, "--log is given 1 time for 2 plans;"],
])("%j is refused", (changes, message) => expect(read(changes)).rejects.toThrow(message));

const STACKS = {
  version: "0.21.0",
  stacks: Object.fromEntries(
    ["a", "b", "c"].map((name) => [
      name,
      { workingDirectory: `stacks/${name}`, synthesizedStackPath: `stacks/${name}/cdk.tf.json` },
    ]),
  ),
};

function makeStacks(): void {
  writeFileSync(at("manifest.json"), JSON.stringify(STACKS));
  for (const name of ["a", "b", "c"]) mkdirSync(at(`stacks/${name}`), { recursive: true });
  writeFileSync(at("stacks/a/plan"), "{}");
  writeFileSync(at("stacks/a/plan.log"), `{"@level":"info"}\n`);
  const key = { ci: { "//": { metadata: { path: "a/ci" } } } };
  writeFileSync(at("stacks/a/cdk.tf.json"), JSON.stringify({ resource: { electronhub_proxy_key: key } }));
  writeFileSync(at("stacks/c/cdk.tf.json"), JSON.stringify({ terraform: { cloud: {} } }));
}

test("stacks: with their constructs, or with why they are not read", async () => {
  makeStacks();
  expect(await read({ outdir: directory })).toEqual([
    {
      ...{ label: "a", text: "{}", log: `{"@level":"info"}\n` },
      constructPaths: new Map([["electronhub_proxy_key.ci", "a/ci"]]),
    },
    {
      label: "b",
      unread: `The stack b has no plan ${at("stacks/b/plan")}: run cdktf diff b first, which writes it.`,
    },
    {
      label: "c",
      unread: `The stack c has no plan ${at("stacks/c/plan")}: HCP Terraform keeps its plans, and cdktf saves none. Write the plan's JSON there, and name it with --plan-name.`,
    },
  ]);
});

test("a log that terraform has printed for people is left alone", async () => {
  makeStacks();
  writeFileSync(at("stacks/a/plan.log"), "Terraform will perform the following actions:\n");
  const [plan] = await read({ outdir: directory });
  expect(plan).not.toHaveProperty("log");
});

test("the files that are read, which no output may replace", () => {
  makeStacks();
  expect(inputFilesOf(request({ plans: ["a", "-"], logs: ["b"] }))).toEqual(["a", "b"]);
  expect(inputFilesOf(request({ outdir: directory, planName: "p.json" }))).toEqual(
    ["a", "b", "c"].flatMap((name) => [at(`stacks/${name}/p.json`), at(`stacks/${name}/p.json.log`)]),
  );
});
