// `electronhub` as a process of its own, bundled as for release.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { property } from "../support/emulator";

let directory: string;
let executable: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-cli-"));
  executable = join(directory, "electronhub");
  await build({
    entryPoints: [join(__dirname, "../../src/cli/main.ts")],
    outfile: executable,
    bundle: true,
    platform: "node",
    format: "cjs",
    define: { "process.env.PACKAGE_VERSION": '"1.2.3"' },
    logLevel: "silent",
  });
});
afterAll(() => rmSync(directory, { recursive: true }));

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
});

const start = (...words: string[]) => {
  const child = spawn(process.execPath, [executable, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  return child;
};

async function run(...words: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const child = start(...words);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, stdout, stderr };
}

/** Starts the emulator and reads what it prints, up to its last line. */
async function emulate(...words: string[]) {
  const child = start("emulate", "--port", "0", ...words);
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line === "Ctrl-C ends it.") break;
  }
  return { child, lines, baseUrl: lines[0]?.replace("The Electron Hub emulator listens at ", "") ?? "" };
}

test("emulate prints where it listens, the API key, and the lines for a shell", async () => {
  const { lines, baseUrl } = await emulate();
  expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*\/v1$/);
  expect(lines).toEqual([
    `The Electron Hub emulator listens at ${baseUrl}`,
    "API key: ek-emulator-first",
    "",
    "To use it from a shell:",
    `  export ELECTRONHUB_BASE_URL=${baseUrl}`,
    "  export ELECTRONHUB_API_KEY=ek-emulator-first",
    "",
    "Ctrl-C ends it.",
  ]);
  const response = await fetch(`${baseUrl}/auth/proxy`, { headers: { authorization: "Bearer ek-emulator-first" } });
  expect([response.status, await response.json()]).toEqual([200, []]);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends it cleanly, open connections or not", async (signal) => {
  const { child, baseUrl } = await emulate();
  await fetch(`${baseUrl}/models`);
  child.kill(signal);
  expect(await once(child, "close")).toEqual([0, null]);
});

test("tier and rate reach the emulator, the rate before the tier's", async () => {
  const free = await emulate("--tier", "free");
  const limited = await emulate("--tier", "free", "--rpm", "42");
  const limit = async (baseUrl: string) => (await fetch(`${baseUrl}/models`)).headers.get("x-ratelimit-limit");
  expect(await limit(free.baseUrl)).toBe("5");
  expect(await limit(limited.baseUrl)).toBe("42");
});

/** Collects what the process writes on standard error. */
function errorsOf({ stderr }: Awaited<ReturnType<typeof emulate>>["child"]): () => string {
  let text = "";
  stderr.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return () => text;
}

test("each request is a line on standard error, with the budget left and no key", async () => {
  const { child, baseUrl } = await emulate("--tier", "Starter");
  const errors = errorsOf(child);
  const headers = { authorization: "Bearer ek-emulator-first" };
  await fetch(`${baseUrl}/auth/proxy`, { headers });
  await fetch(`${baseUrl}/auth/proxy/toggle/ek-proxy-1?key=ek-proxy-1`, { method: "POST", headers });
  await fetch(new URL("/emulator/counts", baseUrl));
  child.kill("SIGTERM");
  await once(child, "close");
  expect(errors().split("\n")).toEqual([
    "GET /v1/auth/proxy 200, 9 of 10 left",
    "POST /v1/auth/proxy/toggle/*** 404, 8 of 10 left",
    "GET /emulator/counts 200",
    "",
  ]);
});

test("--quiet writes no line per request", async () => {
  const { child, baseUrl } = await emulate("--quiet");
  const errors = errorsOf(child);
  await fetch(`${baseUrl}/models`);
  child.kill("SIGTERM");
  await once(child, "close");
  expect(errors()).toBe("");
});

test("--events remembers that many changes", async () => {
  const { baseUrl } = await emulate("--events", "2");
  const headers = { authorization: "Bearer ek-emulator-first" };
  const body = JSON.stringify({ name: "ci", expires_at: -1, allocated_ammount: 1 });
  for (let made = 0; made < 3; made += 1)
    await fetch(`${baseUrl}/auth/proxy/create`, { method: "POST", headers, body });
  const events = await (await fetch(new URL("/emulator/events", baseUrl))).json();
  expect(events).toMatchObject([{ sequence: 2 }, { sequence: 3 }]);
});

test("--state: a second emulator is refused, until the first one has ended", async () => {
  const file = join(directory, "shared.json");
  const first = await emulate("--state", file);
  expect(await run("emulate", "--port", "0", "--state", file)).toEqual({
    code: 1,
    stdout: "",
    stderr:
      `electronhub: The state file ${file} is in use by another emulator: end that one, or choose another file. ` +
      "If it was killed, its lock ends after 5 seconds.\n",
  });
  first.child.kill("SIGINT");
  expect(await once(first.child, "close")).toEqual([0, null]);
  expect(readdirSync(directory).filter((name) => name.startsWith("shared"))).toEqual(["shared.json"]);
  expect((await emulate("--state", file)).lines).toHaveLength(8);
});

test("--state keeps keys from one run to the next; --refuse-past-expiry refuses a past one at update", async () => {
  const file = join(directory, "state.json");
  const headers = { authorization: "Bearer ek-emulator-first" };
  const settings = { name: "ci", expires_at: -1, allocated_ammount: 1 };
  const first = await emulate("--state", file);
  const created = await fetch(`${first.baseUrl}/auth/proxy/create`, {
    method: "POST",
    headers,
    body: JSON.stringify(settings),
  });
  const key = String(property(await created.json(), "key"));
  expect(key).toMatch(/^ek-proxy-/);
  first.child.kill("SIGTERM");
  await once(first.child, "close");
  expect(readFileSync(file, "utf8")).toContain(key);

  const second = await emulate("--state", file, "--refuse-past-expiry");
  const updated = await fetch(`${second.baseUrl}/auth/proxy/update`, {
    method: "POST",
    headers,
    body: JSON.stringify({ ...settings, proxy_key: key, expires_at: 1 }),
  });
  expect([updated.status, await updated.json()]).toMatchObject([400, { error: { code: "invalid_expires_at" } }]);
});

test("a port in use is one sentence and exit code 1", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const port = String(property(server.address(), "port"));
    expect(await run("emulate", "--port", port)).toEqual({
      code: 1,
      stdout: "",
      stderr: `electronhub: port ${port} is in use; choose another with --port\n`,
    });
  } finally {
    server.close();
  }
});

test("a state file that cannot be used is one sentence and exit code 1", async () => {
  const file = join(directory, "missing", "state.json");
  const { code, stdout, stderr } = await run("emulate", "--port", "0", "--state", file);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^electronhub: The state file \S+ cannot be written: ENOENT.*\n$/);
});

test.each([
  [
    ["--tier", "gold"],
    "electronhub: option '--tier <name>' argument 'gold' is invalid. It must be one of free, basic, starter, plus, standard, core, pro, business, enterprise.\n",
  ],
  [
    ["--events", "many"],
    "electronhub: option '--events <number>' argument 'many' is invalid. It must be a whole number from 0 to 1000000.\n",
  ],
  [
    ["--port", "70000"],
    "electronhub: option '--port <number>' argument '70000' is invalid. It must be a whole number from 0 to 65535.\n",
  ],
  [
    ["--port", "http"],
    "electronhub: option '--port <number>' argument 'http' is invalid. It must be a whole number from 0 to 65535.\n",
  ],
  [
    ["--rpm", "0"],
    "electronhub: option '--rpm <number>' argument '0' is invalid. It must be a whole number from 1 to 1000000.\n",
  ],
])("emulate %j is refused, with what is allowed", async (words, stderr) => {
  expect(await run("emulate", ...words)).toEqual({ code: 1, stdout: "", stderr });
});

test("--version and --help", async () => {
  expect(await run("--version")).toEqual({ code: 0, stdout: "1.2.3\n", stderr: "" });
  const help = await run("--help");
  expect(help.code).toBe(0);
  expect(help.stdout).toContain("emulate [options]");
});

test("--help loads nothing of the commands' work but the emulator's tiers and the rules, which options are checked by", async () => {
  const entry = join(__dirname, "../../src/cli/main.ts");
  const { metafile } = await build({
    ...{ entryPoints: [entry], bundle: true, platform: "node", format: "esm", splitting: true, write: false },
    ...{ outdir: directory, metafile: true, logLevel: "silent" },
  });
  const atStart = new Set<string>();
  const visit = (name: string): void => {
    const output = metafile.outputs[name];
    if (output === undefined) return;
    for (const input of Object.keys(output.inputs)) atStart.add(input);
    for (const { path, kind } of output.imports) if (kind === "import-statement") visit(path);
  };
  visit(Object.keys(metafile.outputs).find((name) => name.endsWith("main.js")) ?? "");
  const own = [...atStart].filter((input) => /(^|\/)src\//.test(input)).map((input) => input.replace(/^.*?src\//, ""));
  const rules = own.filter((name) => name.startsWith("rules/"));
  expect(rules.length).toBeGreaterThan(0);
  expect(own.filter((name) => !rules.includes(name)).sort()).toEqual([
    "cli/account-options.ts",
    "cli/doctor/command.ts",
    "cli/emulate.ts",
    "cli/install/command.ts",
    "cli/interruptible.ts",
    "cli/keys/bulk/bulk-command.ts",
    "cli/keys/command.ts",
    "cli/keys/disable-all.ts",
    "cli/keys/disable.ts",
    "cli/keys/enable.ts",
    "cli/keys/export.ts",
    "cli/keys/list.ts",
    "cli/keys/prune.ts",
    "cli/keys/purge.ts",
    "cli/keys/remove.ts",
    "cli/ledger/command.ts",
    "cli/main.ts",
    "cli/review/command.ts",
    "cli/review/formats.ts",
    "cli/whole-number.ts",
    "emulator/tiers.ts",
  ]);
});
