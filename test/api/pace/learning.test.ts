// What an answer teaches is stored behind the answer's back: in the real ledger file, in its order, before an orderly end.
// Others hold the file's lock where a change is to be caught on its way.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { type Clock, systemClock } from "../../../src/api";
import { type Ledger, Pacer, memoryLedger, openLedger } from "../../../src/api/pace";
import { type Budget } from "../../../src/api/pace/budget";
import { type ApiResponse } from "../../../src/api/send";

const NOW = 1_000_000;
const TIMEOUT_MS = 30_000;
const WINDOW_MS = 60_000;
const CLOCK: Clock = { ...systemClock, now: () => NOW };
let home: string;

beforeEach(() => (home = mkdtempSync(join(tmpdir(), "learning-test-"))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const file = () => {
  const directory = join(home, "electronhub");
  return join(directory, readdirSync(directory).find((name) => name.endsWith(".json")) ?? "");
};
const stored = () => JSON.parse(readFileSync(file(), "utf8")) as Budget;

/** A process; `answer` is made while its request is under way. */
function start(answer: () => ApiResponse | Promise<ApiResponse>, ledger?: Ledger) {
  const lines: string[] = [];
  const note = (message: string) => lines.push(message);
  const log = { trace: note, debug: note, info: note, warn: note, error: note, enabled: () => true };
  const key = { baseUrl: "https://example.com", apiKey: "ek-hush", env: { XDG_STATE_HOME: home } };
  const pacer = new Pacer({
    ledger: ledger ?? openLedger({ ...key, clock: CLOCK, log, lockWaitMs: 10_000 }),
    settings: { margin: 0 },
    maxWaitMs: 0,
    requestTimeoutMs: TIMEOUT_MS,
    clock: CLOCK,
    log,
  });
  const send = pacer.layer(async () => answer());
  const call = () => send({ method: "GET", path: "/x", kind: "read", signal: new AbortController().signal });
  return { pacer, call, lines };
}

const told = (limit: number, remaining = limit): ApiResponse => ({
  status: 200,
  headers: new Map([
    ["x-ratelimit-limit", String(limit)],
    ["x-ratelimit-remaining", String(remaining)],
  ]),
  body: "{}",
});

/** A process whose request was answered, and what that taught has not come to the file yet. */
async function answered() {
  let release: () => Promise<void> = () => Promise.resolve();
  const process = start(async () => {
    release = await lock(file(), { realpath: false });
    return told(60, 59);
  });
  expect(await process.call()).toMatchObject({ status: 200 });
  return { ...process, release };
}

/** Whether it has come by the time that everything else had its turn. */
async function hasCome(work: Promise<unknown>): Promise<boolean> {
  let came = false;
  void work.then(() => (came = true));
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  return came;
}

test("an answer does not wait for the file, and an orderly end does", async () => {
  const { pacer, release } = await answered();
  expect(stored().limit).toBeUndefined();
  const end = pacer.settled();
  expect(await hasCome(end)).toBe(false);
  await release();
  await end;
  expect(stored()).toMatchObject({ limit: 60, spent: [{ openUntil: NOW, until: NOW + WINDOW_MS }] });
});

test("until it is stored, and where the process dies before, others see the request as one under way", async () => {
  const { release } = await answered();
  expect(stored().spent).toMatchObject([{ openUntil: NOW + TIMEOUT_MS, until: NOW + TIMEOUT_MS + WINDOW_MS }]);
  await release();
});

test("each later change of this process sees what was learnt before it", async () => {
  const { pacer, release } = await answered();
  const outlook = pacer.outlook();
  await release();
  expect(await outlook).toMatchObject({ isAssumed: false, perMinute: 60, free: 59 });
});

test("what is learnt of several answers comes to the file in their order", async () => {
  const limits = [7, 8, 9];
  const { pacer, call } = start(() => told(limits.shift() ?? 0));
  for (let calls = 0; calls < 3; calls++) await call();
  await pacer.settled();
  expect(stored().limit).toBe(9);
});

test("where the ledger fails, the answer counts all the same, the place stays taken, and a log line says so", async () => {
  const ledger = memoryLedger(CLOCK);
  let changes = 0;
  const failing: Ledger = {
    claims: ledger.claims,
    open: () => ledger.open(),
    close: () => ledger.close(),
    change: (step) => (++changes === 2 ? Promise.reject(new Error("out of reach")) : ledger.change(step)),
  };
  const { pacer, call, lines } = start(() => told(60), failing);
  expect(await call()).toMatchObject({ status: 200 });
  await pacer.settled();
  expect(lines).toContain("What an answer told of the request budget was not kept");
  const { spent } = await ledger.change((budget) => ({ budget, result: budget }));
  expect(spent).toMatchObject([{ openUntil: NOW + TIMEOUT_MS }]);
});
