// `electronhub ledger` as processes, beside other commands that use the same ledger: what it shows, what it forgets, and that it
// sends nothing to the API.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator";
import { environmentOf } from "../support/account";
import { SECOND } from "../support/emulator";
import { type RedisServer, describeWithRedis, startRedis } from "../support/redis-server";

jest.setTimeout(60_000);

const ELECTRONHUB = resolve(__dirname, "../../dist/electronhub");
let emulator: Emulator;
let directory: string;
/** Where the ledger is kept instead of a file. */
let server: RedisServer | undefined;
const children = new Set<ChildProcess>();

beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "electronhub-ledger-"))));
afterEach(async () => {
  children.forEach((child) => child.kill("SIGKILL"));
  await emulator.stop();
  rmSync(directory, { recursive: true, force: true });
});

const begin = async (options: EmulatorOptions) => (emulator = await startEmulator(options));

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [ELECTRONHUB, ...args], {
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      ...environmentOf(emulator),
      ...(server && { ELECTRONHUB_LEDGER: server.url }),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<Run>((done) => child.once("close", (code) => done({ code, stdout, stderr })));
  return { child, ended };
}

const run = (args: readonly string[], env?: Record<string, string>) => start(args, env).ended;

async function shown(): Promise<Record<string, unknown>> {
  const { stdout, stderr } = await run(["ledger", "show", "--json"]);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** The first that `fits`; fails by the test's time-out where none comes. */
async function shownOnce(fits: (status: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
  for (;;) {
    const status = await shown();
    if (fits(status)) return status;
  }
}

const state = () => join(directory, ".local/state/electronhub");
const calls = () => Object.values(emulator.requests()).reduce((sum, count) => sum + count, 0);

/** What is said of where the ledger is, and all that are kept there. */
const place = () => (server ? `Redis at 127.0.0.1:${server.port}` : join(state(), "budget-"));
const ledgers = async (): Promise<readonly string[]> => {
  if (!server) return existsSync(state()) ? readdirSync(state()) : [];
  const keys = await server.ask("KEYS", "*");
  return Array.isArray(keys) ? keys.map(String) : [];
};

/** Whatever keeps the ledger. */
function anywhere(): void {
  test("no request so far: whose it is, where it will be, and 0", async () => {
    await begin({ requestsPerMinute: 5 });
    const { code, stdout, stderr } = await run(["ledger", "show"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      /^Account {2}http:\S+\/v1, ledger [0-9a-f]{32}\nKept in {2}(.+), from the first request on;/,
    );
    expect(stdout).toContain(place());
    expect(await shown()).toMatchObject({ state: "new", left: null, waiting: null });
    expect((await run(["ledger", "clear", "--yes"])).stdout).toContain("There is nothing to clear.");
    expect([calls(), existsSync(state()), await ledgers()]).toEqual([0, false, []]);
  });

  test("what is left of the limit, and 2 for a script once that is nothing", async () => {
    await begin({ requestsPerMinute: 2 });
    await run(["keys", "list"]);
    expect(await shown()).toMatchObject({ state: "shared", requests_per_minute: 2, left: 1, last_minute: 1 });
    expect((await run(["ledger", "show", "--detailed-exitcode"])).code).toBe(0);
    await run(["keys", "list"]);
    const { code, stdout } = await run(["ledger", "show", "--detailed-exitcode"]);
    expect([code, stdout]).toEqual([2, expect.stringContaining("\nLeft         0 of 2 requests a minute\n")]);
    expect((await run(["ledger", "show"])).code).toBe(0);
    expect(calls()).toBe(2);
  });

  test("who waits, and since when; nobody any more once they have died", async () => {
    await begin({ requestsPerMinute: 1 });
    await run(["keys", "list"]);
    const from = Math.floor(Date.now() / 1000) * 1000;
    const waiters = [start(["keys", "list"]), start(["keys", "list"])];
    const { waiting } = await shownOnce((status) => (status.waiting as { processes: number }).processes === 2);
    expect(waiting).toMatchObject({ processes: 2, requests: 2 });
    expect(Date.parse((waiting as { since: string }).since)).toBeGreaterThanOrEqual(from);
    const { stdout } = await run(["ledger", "show"]);
    expect(stdout).toMatch(/^Waiting +2 processes for 2 requests, the first since 20\S+Z, for \d+ s$/m);
    for (const { child } of waiters) child.kill("SIGKILL");
    await shownOnce((status) => (status.waiting as { processes: number }).processes === 0);
    expect(calls()).toBe(1);
  });

  test("how many requests are under way", async () => {
    let answer = (): void => undefined;
    const released = new Promise<void>((release) => (answer = release));
    await begin({ requestsPerMinute: 5, wait: () => released });
    emulator.inject({ endpoint: "GET /auth/proxy", kind: "delay", when: "before", milliseconds: 1, times: 1 });
    const list = start(["keys", "list"]);
    expect(await shownOnce((status) => status.state === "shared")).toMatchObject({ under_way: 1, last_minute: 1 });
    answer();
    await list.ended;
    expect(await shown()).toMatchObject({ under_way: 0, last_minute: 1 });
  });

  test("until when the account is locked out; cleared, that is forgotten, and another account's is not", async () => {
    await begin({ requestsPerMinute: 5 });
    const other = { ELECTRONHUB_API_KEY: SECOND.apiKey };
    await run(["keys", "list"], other);
    const list = start(["keys", "list"]);
    emulator.inject({ endpoint: "GET /auth/proxy", kind: "lock-out", times: 1 });
    await shownOnce(({ locked_out_until }) => typeof locked_out_until === "string");
    list.child.kill("SIGKILL");
    const { stdout } = await run(["ledger", "show"]);
    expect(stdout).toMatch(/^Locked out +until 20\S+Z, for 1[78]\d s$/m);

    const dry = await run(["ledger", "clear"]);
    expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining("nothing was changed. To clear it: --yes")]);
    expect((await run(["ledger", "clear", "--yes", "--dry-run"])).stdout).toContain("Dry run: nothing was changed.");
    expect((await shown()).state).toBe("shared");
    const cleared = await run(["ledger", "clear", "--yes"]);
    expect([cleared.code, cleared.stderr]).toEqual([0, ""]);
    expect(cleared.stdout).toMatch(/locks the account out[^]*\nCleared: .+\n$/);
    expect(cleared.stdout).toMatch(/Processes that wait: \d+; requests under way: \d+\. [^]*end them first\.\nCleared/);
    expect(cleared.stdout).toContain(place());
    expect((await shown()).state).toBe("new");
    expect(await ledgers()).toHaveLength(1);
  });
}

describe("in a file", () => {
  anywhere();

  test("a file that is damaged is told, with 1, and can be cleared; one that is no file is left", async () => {
    await begin({ requestsPerMinute: 5 });
    await run(["keys", "list"]);
    const [name = ""] = readdirSync(state());
    writeFileSync(join(state(), name), "{");
    const { code, stdout } = await run(["ledger", "show"]);
    expect([code, stdout]).toEqual([1, expect.stringContaining("which cannot be used: it is damaged")]);
    expect((await run(["ledger", "clear", "--yes"])).code).toBe(0);
    mkdirSync(join(state(), name));
    const { code: failed, stderr } = await run(["ledger", "clear", "--yes"]);
    expect([failed, stderr]).toEqual([
      1,
      expect.stringMatching(/^electronhub: \S+ was not cleared: \S+ is not a file\n$/),
    ]);
    expect(readdirSync(state())).toEqual([name]);
  });

  test("it asks at a terminal, and takes nothing but the word", async () => {
    await begin({ requestsPerMinute: 5 });
    await run(["keys", "list"]);
    const [name = ""] = readdirSync(state());
    const before = readFileSync(join(state(), name), "utf8");
    const typed = async (word: string) => {
      const child = spawn("script", ["-qec", `'${process.execPath}' '${ELECTRONHUB}' ledger clear`, "/dev/null"], {
        env: { PATH: process.env.PATH, HOME: directory, ...environmentOf(emulator) },
      });
      children.add(child);
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        const isAsked = said.includes("Type clear");
        said += text;
        if (!isAsked && said.includes("Type clear")) child.stdin.write(`${word}\r`);
      });
      const code = await new Promise<number | null>((done) => child.once("close", done));
      return { code, said };
    };
    expect(await typed("y")).toEqual({
      code: 1,
      said: expect.stringContaining("nothing was changed: clear was not typed") as string,
    });
    expect(readFileSync(join(state(), name), "utf8")).toBe(before);
    expect((await typed("clear")).code).toBe(0);
    expect(readdirSync(state())).toEqual([]);
  });
});

describeWithRedis("on a Redis server", () => {
  beforeEach(async () => (server = await startRedis()));
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  anywhere();

  test("what is no ledger there is told, with 1, and can be cleared; so is a server that is gone, without its password", async () => {
    await begin({ requestsPerMinute: 5 });
    await run(["keys", "list"]);
    const [key = ""] = await ledgers();
    await server?.ask("SET", key, "{");
    const { code, stdout } = await run(["ledger", "show"]);
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining("which cannot be used: what is there is not a ledger of ours"),
    ]);
    expect((await run(["ledger", "clear", "--yes"])).code).toBe(0);
    expect(await ledgers()).toEqual([]);
    await server?.kill();
    const url = server?.url.replace("://", "://:hunter2@") ?? "";
    for (const command of [["show"], ["show", "--json"]]) {
      const gone = await run(["ledger", ...command], { ELECTRONHUB_LEDGER: url });
      expect([gone.code, gone.stdout]).toEqual([1, expect.stringContaining("ECONNREFUSED")]);
      if (!command.includes("--json"))
        expect(gone.stdout).toContain("\nMeanwhile  each machine keeps a ledger of its own");
      expect(gone.stdout + gone.stderr).not.toContain("hunter2");
    }
    const failed = await run(["ledger", "clear", "--yes"], { ELECTRONHUB_LEDGER: url });
    expect([failed.code, failed.stderr]).toEqual([
      1,
      `electronhub: the ledger at 127.0.0.1:${server?.port} was not cleared: ECONNREFUSED\n`,
    ]);
  });

  test("an address that is none is an error, which does not show it", async () => {
    await begin({});
    const { code, stdout, stderr } = await run(["ledger", "show"], { ELECTRONHUB_LEDGER: "http://:hunter2@127.0.0.1" });
    expect([code, stdout, stderr]).toEqual([1, "", expect.stringContaining("Invalid ELECTRONHUB_LEDGER")]);
    expect(stderr).not.toContain("hunter2");
  });
});

test("without an account it says what to set", async () => {
  await begin({});
  for (const command of ["show", "clear"]) {
    const { code, stdout, stderr } = await run(["ledger", command], { ELECTRONHUB_API_KEY: "" });
    expect([code, stdout, stderr]).toEqual([1, "", expect.stringContaining("set ELECTRONHUB_API_KEY")]);
  }
});
