// What the doctor finds of the server that keeps the request ledger, on real servers: whether it can be used, and whether it will keep
// what it is given. It changes nothing there, and no call to the API is made for it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Finding } from "../../../src/cli/doctor/finding";
import { checkLedgerServer } from "../../../src/cli/doctor/ledger";
import { diagnose } from "../../../src/cli/doctor/doctor";
import { type Emulator } from "../../../src/emulator";
import { startTestEmulator } from "../../support/emulator";
import { type RedisServer, describeWithRedis, startRedis } from "../../support/redis-server";

/** As docs/requests.md names them. */
const RIGHTS = ["~electronhub:*", "+eval", "+evalsha", "+time", "+strlen", "+get", "+set", "+del"];

let emulator: Emulator;
let server: RedisServer;
let directory: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-doctor-"));
  emulator = await startTestEmulator();
});
afterEach(async () => {
  await emulator.stop();
  rmSync(directory, { recursive: true, force: true });
});

const patientWith = (ledger: string) => ({
  env: {
    PATH: "",
    HOME: directory,
    ELECTRONHUB_API_KEY: emulator.apiKey,
    ELECTRONHUB_BASE_URL: emulator.baseUrl,
    ELECTRONHUB_LEDGER: ledger,
  },
  directory,
  platform: "linux" as const,
  nodeVersion: "v20.19.0",
  version: "0.1.0",
  now: Date.now,
  stop: new AbortController().signal,
});
const check = (ledger: string): Promise<Finding> => checkLedgerServer(patientWith(ledger));
const as = (user: string): string => server.url.replace("://", `://${user}@`);
const saying = (text: string | RegExp): unknown => expect.stringMatching(text);

describeWithRedis("the doctor and the ledger's server", () => {
  beforeEach(async () => (server = await startRedis()));
  afterEach(() => server.stop());

  test("one that is well: how fast it answers, and its version; nothing is written there", async () => {
    expect(await check(server.url)).toEqual({
      check: "ledger_server",
      status: "ok",
      summary: saying(/^Redis at 127\.0\.0\.1:\d+ answers in \d+ ms; (Redis|Valkey) \d+\.\d+\.\d+$/),
    });
    expect([await server.ask("DBSIZE"), emulator.requests()]).toEqual([0, {}]);
  });

  test("one that is gone, or stands still: what to do, and that the file counts until then", async () => {
    server.pause();
    expect(await check(server.url)).toMatchObject({ status: "mend", summary: saying("no answer within 2 s") });
    server.resume();
    await server.kill();
    expect(await check(as(":hunter2"))).toEqual({
      check: "ledger_server",
      status: "mend",
      summary: `Redis at 127.0.0.1:${server.port} cannot be used: ECONNREFUSED`,
      next: saying("^Start it, or let this machine reach it. Until then each machine keeps to its own file"),
    });
  });

  test("a wrong password, and a user who lacks a right: which one; without INFO only the version is not told", async () => {
    await server.ask("ACL", "SETUSER", "runner", "on", ">hunter2", ...RIGHTS);
    expect(await check(as("runner:wrong"))).toMatchObject({
      status: "mend",
      summary: saying("refuses: WRONGPASS"),
      next: saying("docs/requests.md"),
    });
    expect(await check(as("runner:hunter2"))).toMatchObject({
      status: "ok",
      summary: saying("its user may not ask for the version"),
    });
    for (const right of ["eval", "time", "strlen", "get", "set", "del"]) {
      await server.ask("ACL", "SETUSER", "runner", `-${right}`);
      expect([right, await check(as("runner:hunter2"))]).toMatchObject([
        right,
        { status: "mend", summary: saying(`refuses: NOPERM.* '${right}' command`) },
      ]);
      await server.ask("ACL", "SETUSER", "runner", `+${right}`);
    }
    await server.ask("ACL", "SETUSER", "runner", "resetkeys", "~other:*");
    expect(await check(as("runner:hunter2"))).toMatchObject({ status: "mend", summary: saying("refuses: NOPERM") });
  });

  test("one that throws keys away when its memory is full, and one that is full", async () => {
    await server.ask("CONFIG", "SET", "maxmemory", "64mb", "maxmemory-policy", "allkeys-lru");
    expect(await check(server.url)).toMatchObject({
      status: "mend",
      summary: saying(/when its 64\.00M are full, it throws keys away \(allkeys-lru\)$/),
      next: saying("^Set maxmemory-policy to noeviction"),
    });
    await server.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
    expect(await check(server.url)).toMatchObject({ status: "ok" });
    await server.ask("CONFIG", "SET", "maxmemory", "1");
    expect(await check(server.url)).toMatchObject({ status: "mend", summary: saying("OOM") });
  });

  test("an address that is none: without its password, and no call is made", async () => {
    const report = await diagnose(patientWith("http://:hunter2@127.0.0.1"));
    expect(report.findings.find(({ check }) => check === "ledger_server")).toMatchObject({ status: "mend" });
    expect([report.calls, emulator.requests(), JSON.stringify(report)]).toEqual([
      0,
      {},
      expect.not.stringContaining("hunter2"),
    ]);
  });

  test("the budget in it is told, and shared; two calls, and no file", async () => {
    for (const free of [
      "^no request so far; shared in Redis at 127",
      "^999998 of 1000000 requests a minute are free$",
    ]) {
      const report = await diagnose(patientWith(server.url));
      expect(report.findings.find(({ check }) => check === "request_budget")).toMatchObject({
        status: "ok",
        summary: saying(free),
      });
      expect(report.calls).toBe(2);
    }
    expect(await server.ask("DBSIZE")).toBe(1);
  });

  test("where it is gone, the budget has no line of its own to mend", async () => {
    const said = jest.spyOn(console, "error").mockImplementation();
    await server.kill();
    const { findings } = await diagnose(patientWith(server.url));
    expect(findings.find(({ check }) => check === "request_budget")).toMatchObject({ status: "unchecked" });
    expect(findings.find(({ check }) => check === "account")).toMatchObject({ status: "ok" });
    expect(said.mock.calls).toEqual([[saying("^warning: the Redis server at .* cannot be used: ECONNREFUSED; until")]]);
  });
});
