// When the API, the network or the user gets in the way: nothing is lost, and the next plan shows what is left.
import { type Emulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(120_000);

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => void ({ emulator, workspace } = account));

const key = (name: string, settings = "") =>
  `resource "electronhub_proxy_key" "${name}" {\n  name = "${name}"\n  allocated_amount = 10\n  ${settings}\n}\n`;
const remote = () => emulator.store.keysOf(emulator.apiKey);

async function applied(hcl: string): Promise<void> {
  workspace.configure(hcl);
  await workspace.init();
  await workspace.apply();
}

const failingApply = () => workspace.expectFailure("apply", "-input=false", "-no-color", "-auto-approve");

test("a refresh of any number of keys is one call", async () => {
  await applied(["a", "b", "c", "d", "e"].map((name) => key(name)).join(""));
  emulator.resetRequests();
  expect(await workspace.planIsEmpty()).toBe(true);
  expect(emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
});

test.each([
  ["a server error", { kind: "respond", status: 500, body: { error: { message: "boom" } } }],
  ["a refusal", { kind: "respond", status: 403, body: { error: { message: "not yours" } } }],
  ["a web page", { kind: "html" }],
  ["half an answer", { kind: "truncate" }],
  ["a closed connection", { kind: "reset" }],
  ["a malformed list", { kind: "respond", status: 200, body: { keys: [] } }],
] as const)("%s on refresh is an error that leaves the state alone", async (_, fault) => {
  await applied(`provider "electronhub" {\n  max_retries = 0\n}\n${key("a")}`);
  emulator.inject({ endpoint: "GET /auth/proxy", times: 99, ...fault });
  const result = await workspace.expectFailure("plan", "-input=false", "-no-color");
  expect(result.text).toContain('Error: Cannot read proxy key "a"');
  emulator.clearFaults();
  expect(await workspace.planIsEmpty()).toBe(true);
});

test("an edge proxy's 404 is not proof that a key is gone", async () => {
  await applied(`provider "electronhub" {\n  max_retries = 0\n}\n${key("a")}`);
  emulator.inject({ endpoint: "GET /auth/proxy", kind: "respond", status: 200, body: [], times: 99 });
  emulator.inject({
    endpoint: "POST /auth/proxy/lookup",
    kind: "respond",
    status: 404,
    body: "no such page",
    times: 99,
  });
  await workspace.expectFailure("plan", "-input=false", "-no-color");
  emulator.clearFaults();
  expect(await workspace.planIsEmpty()).toBe(true);
});

test("a change that fails half-way keeps what was done; the next plan shows what is left", async () => {
  await applied(key("a"));
  workspace.configure(key("a", 'enabled = false\n  limit_type = "weekly"'));
  emulator.inject({ endpoint: "POST /auth/proxy/update", kind: "respond", status: 400, body: { detail: "no" } });
  const result = await failingApply();
  expect(result.text).toContain("Done: toggle off. Not done: update limit_type.");
  expect(workspace.state("electronhub_proxy_key.a")).toMatchObject({
    enabled: false,
    limit_type: "daily",
    operations: ["#2 toggle off"],
  });
  expect((await workspace.plan()).text).toContain('"#2 toggle off" -> "#3 update limit_type"');
  await workspace.apply();
  expect(await workspace.planIsEmpty()).toBe(true);
});

test("a key that could not be switched off after its creation is removed again", async () => {
  workspace.configure(key("a", "enabled = false"));
  await workspace.init();
  emulator.inject({ endpoint: "POST /auth/proxy/toggle", kind: "respond", status: 400 });
  const result = await failingApply();
  expect(result.text).toContain("Done: create. Not done: toggle off.");
  expect(result.text).toContain("It was removed again, so that no key is live that should not be.");
  expect(workspace.state("electronhub_proxy_key.a")).toBeUndefined();
  expect(remote()).toEqual([]);
});

test("one that cannot be removed either is in the state, and is replaced", async () => {
  workspace.configure(key("a", "enabled = false"));
  await workspace.init();
  emulator.inject({ endpoint: "POST /auth/proxy/toggle", kind: "respond", status: 400 });
  emulator.inject({ endpoint: "POST /auth/proxy/remove", kind: "respond", status: 400 });
  const result = await failingApply();
  expect(result.text).toContain("It is live, and it could not be removed either.");
  expect(workspace.state("electronhub_proxy_key.a")).toMatchObject({ enabled: true, operations: ["#1 create"] });
  expect((await workspace.plan()).text).toContain("is tainted, so must be replaced");
  await workspace.apply();
  expect(remote()).toMatchObject([{ name: "a", is_active: false }]);
  expect(await workspace.planIsEmpty()).toBe(true);
});

test("a refused create leaves no state and says why", async () => {
  workspace.configure(key("a").replace("= 10", "= 9999"));
  await workspace.init();
  emulator.inject({
    endpoint: "POST /auth/proxy/create",
    kind: "respond",
    status: 402,
    body: { error: { message: "Insufficient balance" } },
  });
  const result = await failingApply();
  expect(result.text).toContain('Error: Cannot create proxy key "a"');
  expect(result.text).toContain("POST /auth/proxy/create: Insufficient balance");
  expect(workspace.state("electronhub_proxy_key.a")).toBeUndefined();
});

test("keys whose create's answer is lost are found again: none is lost, none is made twice", async () => {
  workspace.configure(
    `resource "electronhub_proxy_key" "same" {\n  count = 4\n  name = "same"\n  allocated_amount = 1\n}\n`,
  );
  await workspace.init();
  emulator.inject({ endpoint: "POST /auth/proxy/create", kind: "reset", when: "after", times: 4 });
  await workspace.apply();
  expect(remote()).toHaveLength(4);
  expect(await workspace.planIsEmpty()).toBe(true);
});

test("Ctrl-C lets the request in flight finish and keeps what it reached", async () => {
  workspace.configure(key("a") + key("b", "depends_on = [electronhub_proxy_key.a]"));
  await workspace.init();
  emulator.inject({ endpoint: "POST /auth/proxy/create", kind: "delay", milliseconds: 1_000, when: "after" });
  const child = workspace.start({}, "apply", "-input=false", "-no-color", "-auto-approve");
  const closed = new Promise((resolve) => child.once("close", resolve));
  while (remote().length === 0) await new Promise((resolve) => setImmediate(resolve));
  child.kill("SIGINT");
  child.stdout.resume();
  child.stderr.resume();
  await closed;
  expect(remote().map(({ name }) => name)).toEqual(["a"]);
  expect(workspace.state("electronhub_proxy_key.a")).toMatchObject({ name: "a", operations: ["#1 create"] });
  expect((await workspace.plan()).text).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
});

describe("a provider configuration that is known only at apply", () => {
  const provider = `
resource "terraform_data" "secret" { input = "${"ek-emulator-first"}" }
provider "electronhub" { api_key = terraform_data.secret.output }
`;

  test("is not an error: new keys are planned and then applied", async () => {
    await applied(provider + key("a"));
    expect(remote()).toHaveLength(1);
    expect(await workspace.planIsEmpty()).toBe(true);
  });

  test("leaves existing keys unrefreshed with one warning, and says why data sources cannot be read", async () => {
    await applied(key("a") + key("b"));
    workspace.configure(provider + key("a") + key("b"));
    emulator.resetRequests();
    const result = await workspace.plan();
    expect(result.text.match(/Warning: Proxy keys are not refreshed/g)).toHaveLength(1);
    expect(result.text).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
    expect(emulator.requests()).toEqual({});

    workspace.configure(`${provider}data "electronhub_proxy_key" "x" { name = "a" }`);
    const refused = await workspace.expectFailure("plan", "-input=false", "-no-color");
    expect(refused.text).toContain("Cannot read a proxy key while the provider's configuration is unknown");
  });
});
