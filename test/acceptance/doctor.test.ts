// `electronhub doctor` as a process, with the real terraform: exit codes, what goes where, and Ctrl-C.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Emulator, startEmulator } from "../../src/emulator";
import { environmentOf } from "../support/account";

jest.setTimeout(60_000);

const ELECTRONHUB = resolve(__dirname, "../../dist/electronhub");
let emulator: Emulator;
let directory: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-doctor-"));
  emulator = await startEmulator();
});
afterEach(async () => {
  await emulator.stop();
  rmSync(directory, { recursive: true, force: true });
});

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function doctor(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [ELECTRONHUB, "doctor", ...args], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      ...environmentOf(emulator),
      ...env,
    },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<Run>((done) => child.once("close", (code) => done({ code, stdout, stderr })));
  return { child, ended };
}

test("nothing to mend: 0, with the real terraform, and two calls", async () => {
  const { code, stdout, stderr } = await doctor([]).ended;
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^ok +terraform +(terraform|tofu) \d/m);
  expect(stdout).toContain("Nothing to mend. Calls made to the API: 2 (at most 2).");
  expect(emulator.requests()).toEqual({ "GET /user/me": 1, "GET /auth/proxy": 1 });
});

test("something to mend: 2, as text and as JSON", async () => {
  const text = await doctor(["--base-url", "http://127.0.0.1:1/v1"]).ended;
  expect([text.code, text.stdout]).toEqual([2, expect.stringContaining("MEND  connection")]);
  const json = await doctor(["--json"], { ELECTRONHUB_API_KEY: "" }).ended;
  expect([json.code, json.stderr, JSON.parse(json.stdout)]).toMatchObject([2, "", { to_mend: 1, calls: 0 }]);
});

test("a wrong option: 1", async () => {
  const { code, stderr } = await doctor(["--nonsense"]).ended;
  expect([code, stderr]).toEqual([1, "electronhub: unknown option '--nonsense'\n"]);
});

test("Ctrl-C ends it while nobody answers", async () => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  try {
    const { child, ended } = doctor([], { ELECTRONHUB_BASE_URL: `http://127.0.0.1:${port}/v1` });
    await once(server, "request");
    child.kill("SIGINT");
    expect(await ended).toEqual({ code: 130, stdout: "", stderr: "electronhub: interrupted\n" });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
