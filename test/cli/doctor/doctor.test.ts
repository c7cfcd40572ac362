// What the doctor finds, against the emulator, real servers and real files: each check says its own, and none hides another.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createHash } from "node:crypto";
import { diagnose } from "../../../src/cli/doctor/doctor";
import { type Finding, type Patient } from "../../../src/cli/doctor/finding";
import { jsonOf, textOf } from "../../../src/cli/doctor/presentation";
import { type Emulator } from "../../../src/emulator";
import { startProxy } from "../../api/connect-proxy";
import { closeAll, startServer } from "../../api/recording-server";
import { numberedKeys, startTestEmulator } from "../../support/emulator";

let emulator: Emulator;
let directory: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-doctor-"));
  emulator = await startTestEmulator({ random: numberedKeys() });
  program("terraform", "Terraform v1.11.4");
});
afterEach(async () => {
  await closeAll();
  await emulator.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** A program on the PATH that says this. */
function program(name: string, says: string, work = ""): void {
  file(`bin/${name}`, `#!/bin/sh\n${work}\necho '${says}'\n`);
  chmodSync(join(directory, "bin", name), 0o700);
}

function file(path: string, text: string): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
}

async function examine(env: NodeJS.ProcessEnv = {}, patient: Partial<Patient> = {}) {
  const report = await diagnose({
    env: {
      PATH: `${join(directory, "bin")}:/bin:/usr/bin`,
      HOME: join(directory, "home"),
      ELECTRONHUB_API_KEY: emulator.apiKey,
      ELECTRONHUB_BASE_URL: emulator.baseUrl,
      ...env,
    },
    directory,
    platform: "linux",
    nodeVersion: "v20.19.0",
    version: "0.1.0",
    now: Date.now,
    stop: new AbortController().signal,
    ...patient,
  });
  const find = (check: string): Finding => {
    const found = report.findings.filter((finding) => finding.check === check);
    expect(found).toHaveLength(1);
    return found[0] ?? { check, status: "unchecked", summary: "" };
  };
  const mending = report.findings.filter(({ status }) => status === "mend").map(({ check }) => check);
  return { report, find, mending };
}

const saying = (text: string): unknown => expect.stringContaining(text);
const like = (pattern: RegExp): unknown => expect.stringMatching(pattern);

const NAMES = [
  "node",
  "terraform",
  "cdktf",
  "cli_configuration",
  "lock_file",
  "api_key",
  "address",
  "certificates",
  "proxy",
  "dns",
  "connection",
  "ledger_server",
  "request_budget",
  "account",
  "proxy_keys",
  "clock",
  "rate_limit_headers",
];

test("a machine on which all is well: two calls, and nothing to mend", async () => {
  const { report, mending, find } = await examine();
  expect([mending, report.findings.map(({ check }) => check)]).toEqual([[], NAMES]);
  expect(report.findings.filter(({ status }) => status !== "ok")).toEqual([]);
  expect([report.calls, emulator.requests()]).toEqual([2, { "GET /user/me": 1, "GET /auth/proxy": 1 }]);
  expect(emulator.events().filter(({ by }) => by === "client")).toEqual([]);
  expect(find("rate_limit_headers").summary).toMatch(/^x-ratelimit-limit: 1000000, x-ratelimit-remaining: \d+/);
  expect(find("account").summary).toMatch(/^the key is accepted; plan \w+, \d+ credits left, \d+ proxy keys allowed$/);
});

test("it shares the request budget, and makes no call where that is used up", async () => {
  await emulator.stop();
  emulator = await startTestEmulator({ requestsPerMinute: 3 });
  expect((await examine()).report.calls).toBe(2);
  const { report, find } = await examine();
  expect([report.calls, emulator.requests(), emulator.refused()]).toEqual([
    0,
    { "GET /user/me": 1, "GET /auth/proxy": 1 },
    0,
  ]);
  expect(find("request_budget")).toMatchObject({ status: "ok", summary: "1 of 3 requests a minute are free" });
  expect(find("account")).toMatchObject({ status: "unchecked" });
});

test("without a key, terraform and network every check says its own", async () => {
  const env = { ELECTRONHUB_API_KEY: "", ELECTRONHUB_BASE_URL: "https://api.electronhub.invalid/v1", PATH: "/nowhere" };
  const { report, mending, find } = await examine(env);
  expect(report.findings.map(({ check }) => check)).toEqual(NAMES);
  expect([mending, report.calls]).toEqual([["terraform", "api_key", "dns", "connection"], 0]);
  expect(find("terraform")).toEqual({
    check: "terraform",
    status: "mend",
    summary: "there is no terraform and no tofu",
    next: "Install Terraform or OpenTofu, and put it on the PATH.",
  });
  expect(find("dns").summary).toContain("no address was found for api.electronhub.invalid");
});

test.each([
  ["ek-proxy-hush-hush-hush", "ELECTRONHUB_API_KEY is a proxy key"],
  ["eyJhdXNo.eyJodXNo.aHVzaA", "ELECTRONHUB_API_KEY is a JWT"],
  ["hush-hush-hush", "ELECTRONHUB_API_KEY is not an Electron Hub API key"],
])("the kind of the key %s is told, the key is not, and no call is made", async (key, summary) => {
  const { report, find } = await examine({ ELECTRONHUB_API_KEY: key });
  expect([find("api_key").summary, report.calls]).toEqual([summary, 0]);
  expect(textOf(report) + jsonOf(report, "0.1.0")).not.toContain(key);
  expect(find("dns").status).toBe("ok");
});

test("a key that the API refuses costs one call", async () => {
  const { report, find } = await examine({ ELECTRONHUB_API_KEY: "ek-nobody-at-all" });
  expect([report.calls, emulator.requests()]).toEqual([1, { "GET /user/me": 1 }]);
  expect(find("account")).toMatchObject({
    status: "mend",
    summary: "GET /user/me: Invalid API key",
    next: saying("Set ELECTRONHUB_API_KEY to an API key"),
  });
  expect(textOf(report)).not.toContain("ek-nobody-at-all");
});

test("an address without /v1", async () => {
  const { mending, find } = await examine({ ELECTRONHUB_BASE_URL: emulator.baseUrl.replace("/v1", "") });
  expect(mending).toEqual(expect.arrayContaining(["address", "account"]));
  expect(find("address").summary).toMatch(/ does not end with \/v1$/);
  expect(find("account").next).toContain("it ends with /v1");
});

test("a proxy is named without its password; what it refuses is said", async () => {
  const proxy = await startProxy({ status: 403 });
  const env = {
    ELECTRONHUB_BASE_URL: "https://api.electronhub.test/v1",
    HTTPS_PROXY: proxy.url.replace("http://", "http://user:hush-hush@"),
  };
  const { report, find } = await examine(env);
  expect(find("proxy").summary).toBe(`through ${proxy.host}, which HTTPS_PROXY names`);
  expect(find("dns").summary).toBe("127.0.0.1 is an address: there is no name to resolve");
  expect(find("connection")).toMatchObject({ status: "mend", next: saying("NO_PROXY") });
  expect(textOf(report)).not.toContain("hush-hush");
  expect((await examine({ ...env, HTTPS_PROXY: "socks5://p:1" })).mending).toContain("proxy");
});

test("HTTPS to a port of plain HTTP", async () => {
  const { find } = await examine({ ELECTRONHUB_BASE_URL: emulator.baseUrl.replace("http:", "https:") });
  expect(find("connection")).toMatchObject({
    status: "mend",
    next: saying("HTTPS was spoken to a port that does not speak TLS."),
  });
});

test("certificates: a file that cannot be used, and checks that are switched off", async () => {
  expect((await examine({ SSL_CERT_FILE: join(directory, "missing.pem") })).find("certificates")).toMatchObject({
    status: "mend",
    summary: saying("missing.pem cannot be read (ENOENT)"),
  });
  expect((await examine({ NODE_TLS_REJECT_UNAUTHORIZED: "0" })).mending).toEqual(["certificates"]);
});

test("keys that have expired hold slots, and a full account", async () => {
  const expiry = Math.floor(Date.now() / 1000) - 60;
  // Made when it was not over yet.
  let behindMs = 120_000;
  await emulator.stop();
  const clock = { now: () => Date.now() - behindMs };
  emulator = await startTestEmulator({ random: numberedKeys(), clock });
  emulator.store.create(emulator.apiKey, { name: "old", expires_at: expiry, allocated_ammount: 1 });
  emulator.store.create(emulator.apiKey, { name: "new", expires_at: -1, allocated_ammount: 1 });
  behindMs = 0;
  const { find } = await examine();
  expect(find("proxy_keys")).toMatchObject({
    status: "mend",
    summary: like(/^2 of \d+ slots are held, 1 of them by keys that have expired$/),
    next: "To free them: electronhub keys prune --expired",
  });
});

test("clocks that differ, in both directions", async () => {
  const ahead = await examine({}, { now: () => Date.now() + 90_000 });
  expect(ahead.find("clock")).toMatchObject({
    status: "mend",
    summary: like(/is (89|90|91) s ahead of/),
  });
  const behind = await examine({}, { now: () => Date.now() - 90_000 });
  expect(behind.find("clock").summary).toMatch(/is (89|90) s behind the API's$/);
});

test("no rate-limit header comes", async () => {
  const server = await startServer({ body: { subscription: "pro", credits: 1 } }, { body: [] });
  const { mending, find } = await examine({ ELECTRONHUB_BASE_URL: server.baseUrl });
  expect(mending).toEqual(["rate_limit_headers"]);
  expect(find("rate_limit_headers").next).toContain("requests_per_minute");
  expect(server.requests).toHaveLength(2);
});

test("a lock-out that an earlier command met is told, and no call is made", async () => {
  const env = { HOME: join(directory, "home") };
  const name = createHash("sha256").update(`${emulator.baseUrl}\n${emulator.apiKey}`).digest("hex").slice(0, 32);
  const lockedUntil = Date.now() + 100_000;
  file(
    `home/.local/state/electronhub/budget-${name}.json`,
    JSON.stringify({ spent: [], line: [], lockedUntil, lockedAt: Date.now(), foreign: { count: 0, until: 0 } }),
  );
  const { report, find } = await examine(env);
  expect(find("request_budget").summary).toMatch(/^the account is locked out for (99|100) s$/);
  expect([report.calls, emulator.requests()]).toEqual([0, {}]);
  file(`home/.local/state/electronhub/budget-${name}.json`, "{");
  expect((await examine(env)).find("request_budget").summary).toContain("cannot be used: it is damaged");
});

test("what it looks at it leaves alone: nothing is written but the request budget", async () => {
  await examine();
  expect(readdirSync(directory).sort()).toEqual(["bin", "home"]);
  expect(readdirSync(join(directory, "home/.local/state/electronhub"))).toEqual([
    expect.stringMatching(/^budget-\w{32}\.json$/),
  ]);
});

describe("programs", () => {
  test("Node.js", async () => {
    expect((await examine({}, { nodeVersion: "v20.18.0" })).find("node").status).toBe("mend");
    expect((await examine({}, { nodeVersion: "v20.18.1" })).find("node").status).toBe("ok");
  });

  test("one that is too old, one that fails, tofu beside it, and another by its name", async () => {
    program("terraform", "Terraform v1.5.7");
    expect((await examine()).find("terraform").summary).toBe("terraform 1.5.7 is too old");
    program("tofu", "OpenTofu v1.11.0");
    program("terraform", "no idea");
    expect((await examine()).find("terraform").summary).toBe("tofu 1.11.0");
    rmSync(join(directory, "bin/tofu"));
    expect((await examine()).find("terraform").summary).toBe("terraform does not tell its version");
    program("other", "OpenTofu v1.9.1");
    expect((await examine({ TERRAFORM_BINARY_NAME: "other" })).find("terraform").summary).toBe("other 1.9.1");
  });

  test("it is told not to ask on the network for a newer one", async () => {
    program("terraform", "Terraform v1.11.4", 'test "$CHECKPOINT_DISABLE" = 1 || exit 3');
    expect((await examine()).find("terraform").status).toBe("ok");
  });

  test("the command line of CDKTF, of the project before the one on the PATH", async () => {
    file("lib/node_modules/cdktf-cli/package.json", JSON.stringify({ name: "cdktf-cli", version: "0.20.0" }));
    file("lib/node_modules/cdktf-cli/bin/cdktf", "");
    const PATH = `${join(directory, "lib/node_modules/cdktf-cli/bin")}:${join(directory, "bin")}:/bin:/usr/bin`;
    expect((await examine({ PATH })).find("cdktf").summary).toBe("cdktf-cli 0.20.0");
    file("node_modules/cdktf-cli/package.json", JSON.stringify({ name: "cdktf-cli", version: "0.21.0" }));
    expect((await examine({ PATH })).find("cdktf").summary).toBe("cdktf-cli 0.21.0");
    const { find } = await examine({ PATH }, { nodeVersion: "v24.1.0" });
    expect(find("cdktf").summary).toBe("cdktf-cli 0.21.0 does not work with Node.js 24");
  });

  test("a CDKTF project without its command line", async () => {
    file("cdktf.json", "{}");
    expect((await examine()).mending).toEqual(["cdktf"]);
  });
});

test("a CLI configuration that hides the provider", async () => {
  file("cli.tfrc", "provider_installation {\n  direct {}\n}\n");
  const { find } = await examine({ TF_CLI_CONFIG_FILE: join(directory, "cli.tfrc") });
  expect(find("cli_configuration")).toMatchObject({ status: "mend", summary: saying("cli.tfrc") });
});

test("lock files: of another version, damaged, and of this version", async () => {
  const entry = (version: string) =>
    `provider "registry.terraform.io/electronhub/electronhub" {\n  version = "${version}"\n}\n`;
  file(".terraform.lock.hcl", entry("0.1.0"));
  file("cdktf.out/stacks/team/.terraform.lock.hcl", entry("0.0.9"));
  expect((await examine()).find("lock_file").summary).toBe(
    "cdktf.out/stacks/team/.terraform.lock.hcl locks 0.0.9, and this is 0.1.0",
  );
  file("cdktf.out/stacks/team/.terraform.lock.hcl", "provider {");
  expect((await examine()).find("lock_file").summary).toContain("a brace is never closed");
  rmSync(join(directory, "cdktf.out"), { recursive: true });
  expect((await examine()).find("lock_file").summary).toBe("the provider is locked at 0.1.0 in .terraform.lock.hcl");
});

test("asked to stop, it ends at once although nobody answers", async () => {
  const stop = new AbortController();
  const server = await startServer(() => stop.abort());
  const running = examine({ ELECTRONHUB_BASE_URL: server.baseUrl }, { stop: stop.signal });
  await expect(running).rejects.toThrow("aborted");
});

test("the JSON form", async () => {
  const { report } = await examine({ ELECTRONHUB_API_KEY: "" });
  const json: unknown = JSON.parse(jsonOf(report, "0.1.0"));
  expect(json).toMatchObject({ format_version: "1.0", version: "0.1.0", to_mend: 1, calls: 0 });
  expect(json).toHaveProperty("checks.0", { check: "node", status: "ok", summary: "Node.js 20.19.0", next: null });
});
