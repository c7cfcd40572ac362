// `electronhub keys ...` at a real terminal, which script(1) gives it: what was typed before the question is not an answer, and
// tables fit. And how every error begins.
import { type ChildProcessWithoutNullStreams, execFile, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Emulator, startEmulator } from "../../src/emulator";
import { environmentOf } from "../support/account";

jest.setTimeout(60_000);

const ELECTRONHUB = resolve(__dirname, "../../dist/electronhub");
let emulator: Emulator;
let directory: string;
let running: ChildProcessWithoutNullStreams | undefined;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-terminal-"));
  emulator = await startEmulator({ requestsPerMinute: 10_000 });
  for (const name of ["a", "b", "c"]) {
    emulator.store.create(emulator.apiKey, { name, expires_at: -1, allocated_ammount: 1 });
  }
});
afterEach(async () => {
  running?.kill("SIGKILL");
  rmSync(directory, { recursive: true, force: true });
  await emulator.stop();
});

const environment = () => ({
  PATH: process.env.PATH,
  HOME: directory,
  ...environmentOf(emulator),
});

/** In a terminal of `columns`. `before` is done there first. */
function terminal(command: string, { columns = 80, before = ":" } = {}) {
  const script = `stty cols ${columns}; ${before}; exec '${process.execPath}' '${ELECTRONHUB}' ${command}`;
  const child = spawn("script", ["-qec", script, "/dev/null"], { cwd: directory, env: environment() });
  running = child;
  let said = "";
  let look = () => {};
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    look();
  });
  const says = (text: string) =>
    new Promise<void>((found) => {
      look = () => said.includes(text) && found();
      look();
    });
  const ended = new Promise<{ code: number | null; said: string }>((done) =>
    child.once("close", (code) => done({ code, said })),
  );
  return { type: (text: string) => child.stdin.write(text), says, ended };
}

const names = () => emulator.store.keysOf(emulator.apiKey).map(({ name }) => name);

test.each(["3\r", "3\r3\r", "3"])("%j, typed before the question, is not an answer to it", async (typed) => {
  const { type, says, ended } = terminal("keys purge", { before: "echo ready; sleep 0.5" });
  await says("ready");
  type(typed);
  await says("Type 3 to remove 3 proxy keys: ");
  type("\r");
  const { code, said } = await ended;
  expect([code, names()]).toEqual([1, ["a", "b", "c"]]);
  expect(said).toContain("electronhub: nothing was changed: 3 was not typed");
});

test("what is typed after the question is the answer", async () => {
  const { type, says, ended } = terminal("keys purge");
  await says("Type 3 to remove 3 proxy keys: ");
  type("3\r");
  expect([(await ended).code, names()]).toEqual([0, []]);
});

test("Ctrl-C at the question changes nothing", async () => {
  const { type, says, ended } = terminal("keys purge");
  await says("Type 3 to remove 3 proxy keys: ");
  type("\u0003");
  expect([(await ended).code, names()]).toEqual([130, ["a", "b", "c"]]);
});

test("a table is as wide as the terminal; whole with --wide", async () => {
  const narrow = await terminal("keys list", { columns: 70 }).ended;
  const lines = narrow.said.trimEnd().split("\r\n");
  expect(lines.slice(0, 4).every((line) => line.length <= 70)).toBe(true);
  expect(lines.at(-1)).toBe("Left out, to fit the terminal: USED, CREATED. With --wide all is shown.");
  const wide = await terminal("keys list --wide", { columns: 70 }).ended;
  expect(wide.said).toMatch(/USED {2}ALLOCATED {2}EXPIRES {2}ENABLED {2}CREATED/);
});

test.each([
  [["keys", "list", "--nonsense"], "electronhub: unknown option '--nonsense'"],
  [["keys", "lits"], "electronhub: unknown command 'lits'"],
  [["keys", "list", "--idle", "90"], "electronhub: option '--idle <duration>' argument '90' is invalid."],
  [["keys", "list", "--base-url", ""], "electronhub: option '--base-url <url>' argument '' is invalid."],
  [["keys", "list", "--base-url", "http://127.0.0.1:1/v1"], "electronhub: GET /auth/proxy: connect ECONNREFUSED"],
  [["emulate", "--port", "x"], "electronhub: option '--port <number>' argument 'x' is invalid."],
  [["review", "--format", "x"], "electronhub: option '--format <name>' argument 'x' is invalid."],
])("%j: an error begins as all do", (args, sentence) => {
  const { stderr, status } = spawnSync(process.execPath, [ELECTRONHUB, ...args], {
    cwd: directory,
    env: environment(),
    encoding: "utf8",
  });
  expect([stderr.startsWith(sentence), status]).toEqual([true, 1]);
});

test("--base-url outdoes the environment, and its trouble is explained in the words of the command line", async () => {
  const run = (...args: string[]) =>
    new Promise<string>((done) => {
      const env = { ...environment(), ELECTRONHUB_BASE_URL: "http://127.0.0.1:1/v1" };
      execFile(process.execPath, [ELECTRONHUB, "keys", "list", ...args], { env }, (_error, stdout, stderr) =>
        done(stdout + stderr),
      );
    });
  expect(await run("--base-url", emulator.baseUrl)).toContain("ENABLED");
  expect(await run("--base-url", emulator.baseUrl.replace("/v1", ""))).toContain(
    "Check --base-url or ELECTRONHUB_BASE_URL: it ends with /v1",
  );
});
