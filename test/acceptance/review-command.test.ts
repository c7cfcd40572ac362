// `electronhub review` as people and pipelines call it, on plans that the real terraform has made.
import { App, LocalBackend, TerraformStack } from "cdktf";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { ElectronhubProvider, ProxyKey } from "../../src";
import { type Emulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { run } from "../support/command";
import { type TerraformWorkspace, terraformBinary } from "../support/terraform";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(120_000);

const ELECTRONHUB = resolve(__dirname, "../../dist/electronhub");

let emulator: Emulator;
let workspace: TerraformWorkspace;
/** Where nothing was initialised. */
let elsewhere: string;
const children = new Set<ChildProcess>();

// Before the workspace, in which they run.
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
  rmSync(elsewhere, { recursive: true, force: true });
});

eachTest(
  (account) => {
    ({ emulator, workspace } = account);
    elsewhere = mkdtempSync(join(tmpdir(), "electronhub-review-"));
  },
  { requestsPerMinute: 100_000 },
);

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

function start(args: readonly string[], { cwd = workspace.directory, env = {}, input }: Options = {}) {
  const child = spawn(process.execPath, [ELECTRONHUB, "review", ...args], {
    cwd,
    env: {
      PATH: process.env.PATH ?? "",
      HOME: workspace.directory,
      TF_CLI_CONFIG_FILE: workspace.path("cli.tfrc"),
      ...(terraformBinary === "terraform" ? {} : { TERRAFORM_BINARY_NAME: terraformBinary }),
      ...env,
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  children.add(child);
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
  return child;
}

async function review(args: readonly string[], options?: Options) {
  const child = start(args, options);
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  await once(child, "close");
  return { code: child.exitCode, ...output };
}

const key = (name: string, settings = "", label = "ci") =>
  `resource "electronhub_proxy_key" "${label}" {\n  name = "${name}"\n  allocated_amount = 10\n  ${settings}\n}\n`;

/** Makes tfplan, and returns its JSON. */
async function planned(hcl: string): Promise<string> {
  workspace.configure(hcl);
  await workspace.init();
  await workspace.plan("-out=tfplan");
  return shown();
}
const shown = async () => (await workspace.expectSuccess("show", "-json", "tfplan")).stdout;

test("from standard input, from a file, and the saved plan itself: the same review, and exit code 2", async () => {
  const json = await planned(key("ci"));
  writeFileSync(workspace.path("plan.json"), json);
  const piped = await review([], { input: json });
  expect({ ...piped, stdout: "" }).toEqual({ code: 2, stderr: "", stdout: "" });
  expect(piped.stdout).toContain("electronhub_proxy_key.ci");
  expect(piped.stdout).toContain("1 created");
  for (const args of [["-"], ["plan.json"], ["tfplan"]]) {
    const { code, stdout, stderr } = await review(args, { input: json });
    expect({ args, code, stderr }).toEqual({ args, code: 2, stderr: "" });
    expect(stdout).toContain("electronhub_proxy_key.ci");
  }
});

test("nothing changes: exit code 0, and silence where that is asked for", async () => {
  workspace.configure(key("ci"));
  await workspace.init();
  await workspace.apply();
  await workspace.plan("-out=tfplan");
  const told = await review(["tfplan"]);
  expect(told).toMatchObject({ code: 0, stderr: "" });
  expect(told.stdout).not.toBe("");
  const files = ["--output", "markdown=comment.md", "--output", "json=review.json"];
  const quiet = await review(["tfplan", "--quiet-if-unchanged", ...files]);
  expect(quiet).toEqual({
    code: 0,
    stdout: "",
    stderr: "Written: comment.md (markdown)\nWritten: review.json (json)\n",
  });
  expect(readFileSync(workspace.path("comment.md"), "utf8")).toBe("");
  expect(JSON.parse(readFileSync(workspace.path("review.json"), "utf8"))).toBeInstanceOf(Object);
});

test("rules of the command line and of a policy file: exit code 3, and 1 where the rules are not understood", async () => {
  await planned(key("ci"));
  const failed = await review(["tfplan", "--fail-on", "destroy", "--fail-on", "unrestricted,spend>9"]);
  expect(failed).toMatchObject({ code: 3, stderr: "" });
  expect(failed.stdout).toContain("unrestricted");
  expect(failed.stdout).toContain("spend");
  expect(await review(["tfplan", "--fail-on", "destroy,spend>10"])).toMatchObject({ code: 2 });
  writeFileSync(workspace.path("policy.yaml"), "version: 1\nfail_on:\n  - never-expires\n");
  expect(await review(["tfplan", "--policy", "policy.yaml"])).toMatchObject({ code: 3, stderr: "" });
  writeFileSync(workspace.path("policy.yaml"), "version: 1\nfail_on:\n  - never-expire\n");
  const typo = await review(["tfplan", "--policy", "policy.yaml"]);
  expect(typo).toMatchObject({ code: 1, stdout: "" });
  expect(typo.stderr).toMatch(/^electronhub: policy\.yaml:3:\d+: .*never-expires/);
  const unknown = await review(["tfplan", "--fail-on", "wide"]);
  expect(unknown).toMatchObject({ code: 1, stdout: "" });
  expect(unknown.stderr).toMatch(/^electronhub: .*wider/);
  expect(await review(["tfplan", "--policy", "missing.yaml"])).toEqual({
    code: 1,
    stdout: "",
    stderr: "electronhub: the policy missing.yaml cannot be read: there is no such file\n",
  });
});

test("two plans at once, one of them of another directory", async () => {
  await planned(key("first"));
  const other = join(elsewhere, "other");
  cpSync(workspace.directory, other, { recursive: true, verbatimSymlinks: true });
  workspace.configure(key("second", "", "second"));
  await workspace.plan("-out=tfplan");
  const { code, stdout, stderr } = await review(["tfplan", join(other, "tfplan")]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
  for (const told of ["electronhub_proxy_key.second", "electronhub_proxy_key.ci", "tfplan", join(other, "tfplan")]) {
    expect(stdout).toContain(told);
  }
  expect(await review(["tfplan", "./tfplan"])).toEqual({
    code: 1,
    stdout: "",
    stderr: "electronhub: ./tfplan is named twice\n",
  });
});

test("a saved plan far from its directory cannot be read, and it is said what to do; as JSON it can", async () => {
  const json = await planned(key("ci"));
  cpSync(workspace.path("tfplan"), join(elsewhere, "tfplan"));
  const { code, stdout, stderr } = await review(["tfplan"], { cwd: elsewhere });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(`electronhub: tfplan: ${terraformBinary} show -json failed in ${elsewhere}: Error: `);
  expect(stderr).toContain(`run ${terraformBinary} init in the directory in which the plan was made`);
  expect(stderr).toContain(`or give the output of ${terraformBinary} show -json instead`);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  writeFileSync(join(elsewhere, "plan.json"), json);
  expect(await review(["plan.json"], { cwd: elsewhere })).toMatchObject({ code: 2, stderr: "" });
  // A plan that lies elsewhere, for a configuration that is here; and one that is here, seen from elsewhere.
  expect(await review([join(elsewhere, "tfplan")])).toMatchObject({ code: 2, stderr: "" });
  expect(await review([workspace.path("tfplan")], { cwd: elsewhere })).toMatchObject({ code: 2, stderr: "" });
});

test("a plan that HCP Terraform keeps is asked for there", async () => {
  workspace.configure("");
  const bookmark = { remote_plan_format: 1, run_id: "run-1", hostname: "app.terraform.io" };
  writeFileSync(workspace.path("tfplan"), JSON.stringify(bookmark));
  const { code, stderr } = await review(["tfplan"]);
  expect(code).toBe(1);
  // What terraform says without a cloud block differs; some versions crash.
  expect(
    stderr.startsWith(`electronhub: tfplan: ${terraformBinary} show -json failed in ${workspace.directory}: `),
  ).toBe(true);
  const advice = "HCP Terraform keeps this plan: run this command in the directory in which it was made";
  expect(stderr.endsWith(`. ${advice}\n`)).toBe(true);
});

test("which program reads a saved plan: the option, TERRAFORM_BINARY_NAME, terraform, tofu", async () => {
  await planned(key("ci"));
  const bin = join(elsewhere, "bin");
  mkdirSync(bin);
  const real = execFileSync("sh", ["-c", `command -v ${terraformBinary}`], { encoding: "utf8" }).trim();
  symlinkSync(real, join(bin, "tofu"));
  symlinkSync(real, join(elsewhere, "mine"));
  // The provider is a script that looks for node.
  const env = { PATH: [bin, dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter), TERRAFORM_BINARY_NAME: "" };
  const onlyTofu = env.PATH.split(delimiter).every((directory) => !existsSync(join(directory, "terraform")));
  if (!onlyTofu) env.PATH = linkedPath(bin);
  expect(await review(["tfplan"], { env })).toMatchObject({ code: 2, stderr: "" });
  rmSync(join(bin, "tofu"));
  expect(await review(["tfplan"], { env })).toEqual({
    code: 1,
    stdout: "",
    stderr:
      "electronhub: tfplan is a saved plan, and terraform and tofu to read it are not there; name the program with --terraform, or give the output of terraform show -json\n",
  });
  const mine = join(elsewhere, "mine");
  expect(await review(["tfplan", "--terraform", mine], { env })).toMatchObject({ code: 2 });
  expect(await review(["tfplan"], { env: { ...env, TERRAFORM_BINARY_NAME: mine } })).toMatchObject({ code: 2 });
  const away = { env: { ...env, TERRAFORM_BINARY_NAME: "away" } };
  const { code, stderr } = await review(["tfplan"], away);
  expect(code).toBe(1);
  expect(stderr).toContain("tfplan is a saved plan, and away to read it is not there");
  expect(await review(["tfplan", "--terraform", mine], away)).toMatchObject({ code: 2 });
});

/** A PATH on which there is node, and nothing else but what is in the directory. */
function linkedPath(bin: string): string {
  symlinkSync(process.execPath, join(bin, "node"));
  for (const name of ["env", "sh"]) symlinkSync(`/usr/bin/${name}`, join(bin, name));
  return bin;
}

describe("stacks of a CDKTF project", () => {
  function synth(): string {
    const outdir = workspace.path("cdktf.out");
    const app = new App({ outdir });
    for (const name of ["team-keys", "other"]) {
      const stack = new TerraformStack(app, name);
      // Else cdktf keeps the state in the directory in which the tests run.
      new LocalBackend(stack, { path: "terraform.tfstate" });
      new ElectronhubProvider(stack, "electronhub");
      new ProxyKey(stack, "ci key", { name: `of ${name}`, allocatedAmount: 10 });
    }
    app.synth();
    return outdir;
  }

  /** As cdktf-cli runs it, in the directory of a stack. */
  function terraform(outdir: string, stack: string, ...args: readonly string[]): Promise<string> {
    const env = {
      ELECTRONHUB_API_KEY: emulator.apiKey,
      ELECTRONHUB_BASE_URL: emulator.baseUrl,
      TF_CLI_CONFIG_FILE: workspace.path("cli.tfrc"),
    };
    return run(terraformBinary, args, { cwd: join(outdir, "stacks", stack), env });
  }

  /** As `cdktf diff` does it. */
  async function plan(outdir: string, stack: string): Promise<void> {
    await terraform(outdir, stack, "init", "-input=false");
    await terraform(outdir, stack, "plan", "-input=false", "-out", "plan");
  }

  test("all of them, with the constructs; one without a plan is named, and what writes it", async () => {
    const outdir = synth();
    await plan(outdir, "team-keys");
    const partial = await review(["--cdktf", "--output", "json=review.json"]);
    expect(partial).toMatchObject({ code: 1, stderr: "Written: review.json (json)\n" });
    expect(partial.stdout.replace(/\s+/g, " ")).toContain(
      "The stack other has no plan cdktf.out/stacks/other/plan: run cdktf diff other first, which writes it.",
    );
    expect(partial.stdout).toContain("team-keys/ci key");
    await plan(outdir, "other");
    // From another directory, and after JSON of the plans.
    const whole = await review(["--cdktf", outdir], { cwd: elsewhere });
    expect(whole).toMatchObject({ code: 2, stderr: "" });
    expect(whole.stdout).toContain("other/ci key");
    expect(whole.stdout).toContain("team-keys/ci key");
    for (const stack of ["team-keys", "other"]) {
      const json = await terraform(outdir, stack, "show", "-json", "plan");
      writeFileSync(join(outdir, "stacks", stack, "plan.json"), json);
    }
    expect(await review(["--cdktf", "--plan-name", "plan.json"])).toMatchObject({ code: 2, stdout: whole.stdout });
  });

  test("a plan that cannot be read leaves the others", async () => {
    const outdir = synth();
    await plan(outdir, "team-keys");
    writeFileSync(join(outdir, "stacks/other/plan"), "PK\u0003\u0004 cut off");
    const { code, stdout } = await review(["--cdktf"]);
    expect(code).toBe(1);
    expect(stdout).toContain("team-keys/ci key");
    expect(stdout.replace(/\s+/g, " ")).toContain("The plan of the stack other cannot be read:");
  });
});

test("the log of the plan: the warnings that a saved plan does not hold", async () => {
  workspace.configure(key("ci", `ip_whitelist = ["10.0.0.0/8"]`));
  await workspace.init();
  await workspace.apply();
  workspace.configure(key("ci"));
  const log = await workspace.expectSuccess("plan", "-json", "-input=false", "-out=tfplan");
  writeFileSync(workspace.path("plan.log"), log.stdout);
  const { code, stdout, stderr } = await review(["tfplan", "--log", "plan.log", "--format", "json"]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
  expect(stdout).toContain('"log"');
  expect(await review(["tfplan", "--log", "plan.log", "--log", "plan.log"])).toMatchObject({
    code: 1,
    stderr: "electronhub: --log is given 2 times for 1 plan; give it once for each plan, in the same order\n",
  });
  expect(await review(["tfplan", "--log", "missing"])).toMatchObject({
    code: 1,
    stderr: "electronhub: the log missing cannot be read: there is no such file\n",
  });
});

test("files and lines, of a module too; and of a configuration that lies elsewhere", async () => {
  mkdirSync(workspace.path("team"));
  const required = `terraform {\n  required_providers {\n    electronhub = {\n      source = "electronhub/electronhub"\n    }\n  }\n}\n`;
  writeFileSync(workspace.path("team/main.tf"), `${required}\n${key("of the team")}`);
  const json = await planned(
    `/* ${key("no")} */\nmodule "team" {\n  source   = "./team"\n  for_each = toset(["a"])\n}\n${key("ci")}`,
  );
  const line =
    readFileSync(workspace.path("main.tf"), "utf8").split("\n").lastIndexOf('resource "electronhub_proxy_key" "ci" {') +
    1;
  const inHere = await review(["tfplan", "--format", "json"]);
  expect(inHere.code).toBe(2);
  const compact = (text: string) => text.replace(/\s/g, "");
  for (const source of [`"file":"main.tf","line":${line}`, `"file":"team/main.tf","line":9`]) {
    expect(compact(inHere.stdout)).toContain(source);
  }
  const args = ["-", "--format", "json", "--config", workspace.directory];
  expect(compact((await review(args, { cwd: elsewhere, input: json })).stdout)).toContain(`"file":"team/main.tf"`);
  expect(compact((await review(["-", "--format", "json"], { cwd: elsewhere, input: json })).stdout)).not.toContain(
    "main.tf",
  );
});

test("every format into a file at once; the plan stays, and so does an older review where one cannot be written", async () => {
  await planned(key("ci"));
  const before = readFileSync(workspace.path("tfplan"));
  const formats = ["text", "markdown", "json", "html", "sarif", "junit"];
  const outputs = formats.flatMap((format) => ["--output", `${format}=review.${format}`]);
  // SARIF and JUnit tell what is against a rule.
  expect(await review(["tfplan", "--fail-on", "unrestricted", ...outputs])).toMatchObject({
    code: 3,
    stderr: formats.map((format) => `Written: review.${format} (${format})\n`).join(""),
  });
  for (const format of formats) {
    expect(readFileSync(workspace.path(`review.${format}`), "utf8")).toContain("electronhub_proxy_key.ci");
  }
  const older = readFileSync(workspace.path("review.html"));
  expect(await review(["tfplan", "--output", "html=review.html", "--output", "json=tfplan"])).toEqual({
    code: 1,
    stdout: "",
    stderr: "electronhub: --output tfplan would overwrite tfplan, which is read; name another file\n",
  });
  expect(await review(["tfplan", "--output", "json=missing/review.json"])).toMatchObject({
    code: 1,
    stdout: "",
    stderr: `electronhub: --output missing/review.json: there is no directory ${workspace.path("missing")}; make it first\n`,
  });
  const full = await review(["tfplan", "--output", "html=review.html", "--output", "json=/dev/full"]);
  expect(full).toMatchObject({ code: 1, stderr: "electronhub: /dev/full cannot be written: the disk is full\n" });
  expect(full.stdout).toContain("electronhub_proxy_key.ci");
  expect(readFileSync(workspace.path("tfplan")).equals(before)).toBe(true);
  expect(readFileSync(workspace.path("review.html")).equals(older)).toBe(true);
  expect(readdirSync(workspace.directory).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("nobody reads on, a full disk behind standard output, and colours", async () => {
  const json = await planned(key("ci"));
  writeFileSync(workspace.path("plan.json"), json);
  const shell = (script: string) =>
    execFileSync("bash", ["-c", script], { cwd: workspace.directory, encoding: "utf8", stdio: "pipe" });
  const command = `"${process.execPath}" "${ELECTRONHUB}" review plan.json --format html`;
  expect(shell(`${command} 2>&1 | head -c 9; echo " \${PIPESTATUS[0]}"`)).toBe("<!doctype 2\n");
  expect(shell(`${command} 2>&1 >/dev/full; echo $?`)).toBe(
    "electronhub: standard output cannot be written: the disk is full\n1\n",
  );
  const escape = "\u001b[";
  expect((await review(["plan.json"])).stdout).not.toContain(escape);
  expect((await review(["plan.json"], { env: { FORCE_COLOR: "1" } })).stdout).toContain(escape);
  expect((await review(["plan.json", "--no-color"], { env: { FORCE_COLOR: "1" } })).stdout).not.toContain(escape);
});

test("Ctrl-C while terraform show waits for a provider: both end, exit code 130, and no file is left", async () => {
  await planned(key("ci"));
  const provider = join(elsewhere, "terraform-provider-electronhub");
  writeFileSync(provider, `#!/bin/sh\necho $$ > "${elsewhere}/pid"\nexec sleep 300\n`);
  chmodSync(provider, 0o755);
  const overrides = `provider_installation {\n  dev_overrides {\n    "electronhub/electronhub" = "${elsewhere}"\n  }\n  direct {}\n}\n`;
  writeFileSync(join(elsewhere, "cli.tfrc"), overrides);
  const env = { TF_CLI_CONFIG_FILE: join(elsewhere, "cli.tfrc") };
  const child = start(["tfplan", "--output", "html=review.html"], { env });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const pidFile = join(elsewhere, "pid");
  while (!existsSync(pidFile) || readFileSync(pidFile, "utf8") === "")
    await new Promise((next) => setTimeout(next, 20));
  const pid = Number(readFileSync(pidFile, "utf8"));
  child.kill("SIGINT");
  expect(await once(child, "close")).toEqual([130, null]);
  expect(stderr).toBe("electronhub: interrupted while a saved plan was read\n");
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  expect(existsSync(workspace.path("review.html"))).toBe(false);
});

test("Ctrl-C while nobody writes into a named pipe: it ends at once", async () => {
  const pipe = join(elsewhere, "pipe");
  execFileSync("mkfifo", [pipe]);
  const child = start([pipe]);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  // Opens when somebody reads it.
  const writer = await open(pipe, "w");
  child.kill("SIGINT");
  const ended: unknown = await once(child, "close");
  await writer.close();
  // A read that has begun can only be ended with the process.
  expect([
    [null, "SIGINT"],
    [130, null],
  ]).toContainEqual(ended);
  expect(stderr).toBe(`electronhub: interrupted while ${pipe} was read\n`);
});

test("process substitution", async () => {
  await planned(key("ci"));
  const script = `"${process.execPath}" "${ELECTRONHUB}" review <(${terraformBinary} show -json tfplan); echo $?`;
  const env = { ...process.env, TF_CLI_CONFIG_FILE: workspace.path("cli.tfrc") };
  const stdout = execFileSync("bash", ["-c", script], { cwd: workspace.directory, encoding: "utf8", env });
  expect(stdout).toContain("electronhub_proxy_key.ci");
  expect(stdout).toMatch(/\n2\n$/);
});

test.each([
  [["missing"], "", "missing cannot be read: there is no such file"],
  [["."], "", ". cannot be read: it is a directory"],
  [[], "", "standard input is empty."],
  [[], "{", "standard input is cut off"],
  [[], "PK\u0003\u0004", "standard input is a saved plan; name its file instead"],
  [["-", "-"], "", "standard input (-) is named twice"],
  [["--cdktf"], "", "cdktf.out/manifest.json is not there or is not JSON: run cdktf diff first"],
  [["--cdktf", "out", "plan"], "", "--cdktf takes the plans of all stacks; leave out the plan, or --cdktf"],
  [["--plan-name", "x"], "", "--plan-name goes with --cdktf"],
  [["--format", "html", "--format", "json"], "", "which format goes to which file is not clear"],
])("review %j with %j on standard input is refused in a sentence", async (args, input, words) => {
  const { code, stdout, stderr } = await review(args, { cwd: elsewhere, input });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr.startsWith(`electronhub: ${words}`) ? words : stderr).toBe(words);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});
