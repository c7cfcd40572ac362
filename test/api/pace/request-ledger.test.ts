// The budget in a file: shared by processes, and never in the way.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { type Clock, systemClock } from "../../../src/api";
import { type Ledger, openLedger } from "../../../src/api/pace";
import { type Budget } from "../../../src/api/pace/budget";
import { FakeClock } from "../../support/fake-clock";

const API_KEY = "ek-hush-hush";
let home: string;

beforeEach(() => (home = mkdtempSync(join(tmpdir(), "ledger-test-"))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const directory = () => join(home, "state", "electronhub");
const file = () => join(directory(), readdirSync(directory()).find((name) => name.endsWith(".json")) ?? "");

const CLOCK: Clock = { ...systemClock, now: () => 1_000 };

function open(
  env: NodeJS.ProcessEnv = { XDG_STATE_HOME: join(home, "state") },
  apiKey = API_KEY,
  lockWaitMs?: number,
  clock = CLOCK,
) {
  const lines: string[] = [];
  const note = (message: string, fields?: object) => lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const log = { trace: note, debug: note, info: note, warn: note, error: note, enabled: () => true };
  const options = { baseUrl: "https://example.com", apiKey, env, clock, log, lockWaitMs };
  return { ledger: openLedger(options), lines };
}

const setLimit = (ledger: Ledger, limit: number) =>
  ledger.change((budget) => ({ budget: { ...budget, limit }, result: undefined }));
const limitIn = (ledger: Ledger) => ledger.change((budget: Budget) => ({ budget, result: budget.limit }));

test("what one process writes another reads, by XDG_STATE_HOME or HOME", async () => {
  await setLimit(open().ledger, 7);
  expect(await limitIn(open().ledger)).toBe(7);
  await setLimit(open({ HOME: home }).ledger, 8);
  expect(existsSync(join(home, ".local/state/electronhub"))).toBe(true);
  expect(await limitIn(open({ HOME: home }).ledger)).toBe(8);
});

test("another account has another budget", async () => {
  await setLimit(open().ledger, 7);
  expect(await limitIn(open(undefined, "ek-other").ledger)).toBeUndefined();
});

test("file and directory are private, and hold no secret", async () => {
  await setLimit(open().ledger, 7);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(directory()).mode & 0o777).toBe(0o700);
  expect(readdirSync(directory()).join() + readFileSync(file(), "utf8")).not.toContain("hush");
});

test("changes of many at once are all kept", async () => {
  const ledgers = [open().ledger, open().ledger, open().ledger];
  const add = (ledger: Ledger) =>
    ledger.change((budget) => ({ budget: { ...budget, limit: (budget.limit ?? 0) + 1 }, result: undefined }));
  await Promise.all(ledgers.flatMap((ledger) => Array.from({ length: 10 }, () => add(ledger))));
  expect(await limitIn(open().ledger)).toBe(30);
});

test("changes that come while the file is busy are stored together, in their order, before any of them is told so", async () => {
  const { ledger } = open();
  await setLimit(ledger, 1);
  const release = await lock(file(), { realpath: false });
  const add = (digit: number) =>
    ledger.change((budget) => {
      const limit = (budget.limit ?? 0) * 10 + digit;
      return { budget: { ...budget, limit }, result: limit };
    });
  const stored = () => (JSON.parse(readFileSync(file(), "utf8")) as Budget).limit;
  const changes = [2, 3, 4].map(async (digit) => [await add(digit), stored()]);
  await release();
  expect(await Promise.all(changes)).toEqual([
    [12, 1234],
    [123, 1234],
    [1234, 1234],
  ]);
});

test("a change that fails among others is not made, and they are", async () => {
  const { ledger } = open();
  const failed = ledger.change(() => {
    throw new Error("a bug");
  });
  const [before, , after] = await Promise.allSettled([setLimit(ledger, 7), failed, limitIn(ledger)]);
  await expect(failed).rejects.toThrow("a bug");
  expect([before.status, after]).toEqual(["fulfilled", { status: "fulfilled", value: 7 }]);
  expect(await limitIn(open().ledger)).toBe(7);
});

test.each<[string, string]>([
  ["not JSON", "{"],
  ["of another kind", '{"version":9}'],
  ["empty", ""],
])("a file that is %s counts as nothing, is told of, and is replaced", async (_, content) => {
  await setLimit(open().ledger, 7);
  writeFileSync(file(), content);
  const { ledger, lines } = open();
  expect(await limitIn(ledger)).toBeUndefined();
  expect(lines.join()).toContain("it is damaged");
  await setLimit(ledger, 9);
  expect(await limitIn(open().ledger)).toBe(9);
});

test("a hostile lock-out is bounded to ten minutes", async () => {
  await setLimit(open().ledger, 7);
  writeFileSync(file(), JSON.stringify({ spent: [], lockedUntil: 1e15 }));
  const lockedUntil = await open().ledger.change((budget) => ({ budget, result: budget.lockedUntil }));
  expect(lockedUntil).toBe(1_000 + 600_000);
});

test("a link in the file's place is refused, and its target left alone", async () => {
  await setLimit(open().ledger, 7);
  const [victim, link] = [join(home, "victim"), file()];
  writeFileSync(victim, '{"spent":[],"limit":1}');
  rmSync(link);
  symlinkSync(victim, link);
  const { ledger, lines } = open();
  expect(await limitIn(ledger)).toBeUndefined();
  expect(lines.join()).toContain("is not a file");
  expect(readFileSync(victim, "utf8")).toBe('{"spent":[],"limit":1}');
});

test("a link in the directory's place is refused", async () => {
  mkdirSync(join(home, "elsewhere"));
  mkdirSync(join(home, "state"));
  symlinkSync(join(home, "elsewhere"), directory());
  const { ledger } = open();
  await setLimit(ledger, 7);
  expect(await limitIn(ledger)).toBe(7);
  expect(readdirSync(join(home, "elsewhere"))).toEqual([]);
});

test.each<[string, () => NodeJS.ProcessEnv]>([
  ["a directory that cannot be made", () => ({ XDG_STATE_HOME: join(home, "file", "state") })],
  ["a relative one, which the rules do not allow", () => ({ XDG_STATE_HOME: "state", HOME: join(home, "file") })],
])("%s: work goes on without sharing, and says so at debug level", async (_, env) => {
  writeFileSync(join(home, "file"), "");
  const { ledger, lines } = open(env());
  await setLimit(ledger, 7);
  expect(await limitIn(ledger)).toBe(7);
  expect(lines.join()).toMatch(/The (shared )?request budget (is not shared|cannot be used)/);
});

test("a full or read-only disk loses nothing that this process knows", async () => {
  const { ledger } = open();
  await setLimit(ledger, 7);
  // As root nothing is read-only, so a directory stands where the file is moved to.
  const path = file();
  rmSync(path);
  mkdirSync(path);
  chmodSync(path, 0o700);
  await setLimit(ledger, 9);
  expect(await limitIn(ledger)).toBe(9);
});

/** Runs `work` while the directory may be read but not written, as one that another user or a read-only mount holds. */
async function whileReadOnly(path: string, work: () => Promise<void>): Promise<void> {
  const { geteuid, seteuid } = process;
  chmodSync(home, 0o755);
  chmodSync(join(home, "state"), 0o755);
  chmodSync(path, 0o555);
  // To root nothing is read-only.
  const isRoot = geteuid?.() === 0;
  if (isRoot) seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (isRoot) seteuid?.(0);
    chmodSync(path, 0o700);
  }
}

(process.platform === "win32" ? test.skip : test).each<[string, boolean]>([
  ["with a file that another process left", true],
  ["that is empty", false],
])("a directory that may not be written, %s: no wait, no second try, and one line that says why", async (_, isUsed) => {
  await setLimit(open().ledger, 7);
  if (!isUsed) rmSync(file());
  const clock = new FakeClock();
  await whileReadOnly(directory(), async () => {
    const { ledger, lines } = open(undefined, API_KEY, undefined, clock);
    for (const limit of [8, 9, 10]) await setLimit(ledger, limit);
    expect(await limitIn(ledger)).toBe(10);
    // The clock stands: nothing has waited.
    expect(clock.sleeping).toEqual([]);
    expect(lines).toEqual([
      expect.stringMatching(/^The request budget is not shared from now on .*EACCES: permission denied, mkdir /),
    ]);
  });
  expect(await limitIn(open().ledger)).toBe(isUsed ? 7 : undefined);
});

test("once the disk is full, the process keeps to itself, and says so once", async () => {
  const { ledger, lines } = open();
  await setLimit(ledger, 7);
  const path = file();
  rmSync(path);
  // As if no file could be written any more: a directory stands where the file is moved to.
  mkdirSync(path);
  await setLimit(ledger, 9);
  rmSync(path, { recursive: true });
  await setLimit(ledger, 10);
  expect(await limitIn(ledger)).toBe(10);
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(directory())).toEqual([]);
  expect(lines.filter((line) => line.startsWith("The request budget is not shared from now on"))).toHaveLength(1);
});

test("a lock that others hold is waited for by the clock, two seconds at most", async () => {
  await setLimit(open().ledger, 7);
  const release = await lock(file(), { realpath: false });
  const clock = new FakeClock();
  const started = clock.now();
  const { ledger, lines } = open(undefined, API_KEY, undefined, clock);
  const read = limitIn(ledger);
  let ended = false;
  void read.then(() => (ended = true));
  while (!ended) {
    await clock.advance(50);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await read).toBe(7);
  expect(clock.now() - started).toBeGreaterThanOrEqual(2_000);
  expect(lines.join()).toContain("others hold its lock");
  await release();
});

test("a lock of a dead process, from before the clock was set back, is broken", async () => {
  await setLimit(open().ledger, 7);
  const left = `${file()}.lock`;
  mkdirSync(left);
  const inAnHour = Date.now() / 1000 + 3_600;
  utimesSync(left, inAnHour, inAnHour);
  await setLimit(open().ledger, 8);
  expect(await limitIn(open().ledger)).toBe(8);
  expect(existsSync(left)).toBe(false);
});

test("what could not be stored, because others held the lock, is stored later", async () => {
  const { ledger } = open(undefined, API_KEY, 40);
  await setLimit(ledger, 7);
  const release = await lock(file(), { realpath: false });
  const spent = { id: "one", at: 1_000, openUntil: 2_000, until: 62_000 };
  // It goes on without the lock, knowing what the file says.
  const result = await ledger.change((budget) => ({
    budget: { ...budget, spent: [spent] },
    result: budget.limit,
  }));
  expect(result).toBe(7);
  await release();
  await ledger.change((budget) => ({ budget, result: undefined }));
  expect(await open().ledger.change((budget) => ({ budget, result: budget.spent }))).toEqual([spent]);
});
