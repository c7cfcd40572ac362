// `electronhub keys disable-all`, `prune` and `purge` as processes: exit codes, one line for an error, and Ctrl-C.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Emulator, startEmulator } from "../../src/emulator";
import { environmentOf } from "../support/account";
import { TerraformWorkspace } from "../support/terraform";

jest.setTimeout(60_000);

const ELECTRONHUB = resolve(__dirname, "../../dist/electronhub");
let emulator: Emulator;
let directory: string;
/** An answer is being delayed; then `answer` lets it go. */
let delayed: Promise<void>;
let answer: () => void;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-housekeeping-"));
  const released = new Promise<void>((resolve) => (answer = resolve));
  let begin: () => void;
  delayed = new Promise((resolve) => (begin = resolve));
  const wait = () => {
    begin();
    return released;
  };
  emulator = await startEmulator({ requestsPerMinute: 10_000, wait });
  for (const name of ["a", "b", "c"]) {
    emulator.store.create(emulator.apiKey, { name, expires_at: -1, allocated_ammount: 1 });
  }
});
afterEach(async () => {
  rmSync(directory, { recursive: true, force: true });
  await emulator.stop();
});

interface Run {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param onText - called with all that it has said so far on standard error */
function keys(args: readonly string[], onText: (stderr: string) => void = () => undefined) {
  const child = spawn(process.execPath, [ELECTRONHUB, "keys", ...args], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      HOME: join(directory, "home"),
      ...environmentOf(emulator),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => onText((stderr += text)));
  const ended = new Promise<Run>((done) =>
    child.once("close", (code, signal) => done({ code, signal, stdout, stderr })),
  );
  return { child, ended };
}

const names = () => emulator.store.keysOf(emulator.apiKey).map(({ name }) => name);
const backups = () => readdirSync(directory).filter((name) => /^electronhub-keys-\d{8}T\d{6}Z\.json$/.test(name));

test("nobody to ask: a dry run, which succeeds", async () => {
  const { code, stdout, stderr } = await keys(["purge"]).ended;
  expect([code, stderr, backups(), names()]).toEqual([0, "", [], ["a", "b", "c"]]);
  expect(stdout).toContain("To remove them: --yes --count 3");
});

test("the wrong count: one line, and nothing changed", async () => {
  const { code, stderr } = await keys(["disable-all", "--yes", "--count", "2"]).ended;
  expect([code, stderr, backups()]).toEqual([
    1,
    "electronhub: nothing was changed: it would switch off 3 proxy keys, and --count says 2\n",
    [],
  ]);
});

test("the right count: all off, then all removed, with a backup in the current directory", async () => {
  const { code, stdout } = await keys(["disable-all", "--yes", "--count", "3"]).ended;
  expect([code, stdout.trim().split("\n").at(-1)]).toEqual([0, "3 proxy keys switched off."]);
  expect(emulator.store.keysOf(emulator.apiKey).some(({ is_active }) => is_active)).toBe(false);
  expect(backups()).toHaveLength(1);
  expect((await keys(["purge", "--yes", "--count", "3", "--backup", "mine.json"]).ended).code).toBe(0);
  expect([names(), readdirSync(directory).includes("mine.json")]).toEqual([[], true]);
});

test("a backup, applied by terraform, makes keys of the same settings", async () => {
  const settings = () =>
    emulator.store
      .keysOf(emulator.apiKey)
      .map(({ key: _key, created_at: _createdAt, ...others }) => others)
      .sort((one, other) => one.name.localeCompare(other.name));
  const [first] = emulator.store.keysOf(emulator.apiKey);
  if (!first) throw new Error("there is no key");
  const name = "${path.module}";
  emulator.store.change(first.key, { name, model_whitelist: ["gpt-4o"], expires_at: 4_000_000_000, is_active: false });
  const before = settings();
  const workspace = TerraformWorkspace.create(environmentOf(emulator));
  try {
    const backup = workspace.path("backup.json");
    expect((await keys(["purge", "--yes", "--count", "3", "--backup", backup]).ended).code).toBe(0);
    const page = readFileSync(resolve(__dirname, "../../docs/housekeeping.md"), "utf8");
    const [, hcl = ""] = /```hcl\n(resource "electronhub_proxy_key" "restored" \{\n.*?\n\})\n```/s.exec(page) ?? [];
    workspace.configure(hcl);
    await workspace.init();
    await workspace.apply();
    expect(settings()).toEqual(before);
  } finally {
    workspace.dispose();
  }
});

test("Ctrl-C: the request under way is finished, nothing follows, and both are told", async () => {
  emulator.inject({ kind: "delay", milliseconds: 1, endpoint: "POST /auth/proxy/remove", skip: 1 });
  const running = keys(["purge", "--yes", "--count", "3"], (stderr) => {
    if (stderr.includes("Stopping after the request under way")) answer();
  });
  await delayed;
  running.child.kill("SIGINT");
  const { code, signal, stdout, stderr } = await running.ended;
  expect([code, signal, names()]).toEqual([130, null, ["c"]]);
  expect(stdout).toMatch(/\n2 of 3 proxy keys removed\. Not removed:\n- "c" \([0-9a-f]{32}\): not tried\n$/);
  expect(stderr).toMatch(
    /\nelectronhub: interrupted: 1 of 3 proxy keys not removed; run the command again to go on with them\n$/,
  );
});

test("a refused API key: what was refused, and what to do", async () => {
  emulator.inject({ kind: "respond", status: 401, body: { error: { message: "Invalid API key" } }, endpoint: "*" });
  expect(await keys(["prune", "--expired"]).ended).toMatchObject({
    code: 1,
    stdout: "",
    stderr:
      "electronhub: GET /auth/proxy: Invalid API key\nSet ELECTRONHUB_API_KEY to an API key of the account (ek-...) that is still valid. A JWT or a proxy key cannot manage keys.\n",
  });
});
