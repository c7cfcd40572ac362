// Exclusive ownership of the account's keys in the real terraform.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { keyId } from "../../src/api/key-id";
import { type Emulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

jest.setTimeout(120_000);

const EXAMPLE = join(
  resolve(__dirname, "../.."),
  "examples/registry/resources/electronhub_proxy_keys_exclusive/resource.tf",
);

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => void ({ emulator, workspace } = account));

const names = () => emulator.store.keysOf(emulator.apiKey).map(({ name }) => name);
const somebodyCreates = (name: string) =>
  emulator.store.create(emulator.apiKey, { name, expires_at: -1, allocated_ammount: 1 });

test("the example: a key that somebody made is shown in the plan, and goes with the apply", async () => {
  const byHand = somebodyCreates("by hand");
  workspace.configure(readFileSync(EXAMPLE, "utf8"));
  await workspace.init();
  expect((await workspace.plan()).text).toContain("+ remove = {}");
  await workspace.apply();
  expect(new Set(names())).toEqual(new Set(["by hand", "search", "support"]));

  const id = keyId(byHand.key);
  expect((await workspace.plan()).text).toContain(`~ remove = { + "${id}" = "by hand" }`);
  emulator.resetRequests();
  await workspace.apply();
  expect(emulator.requests()).toEqual({ "GET /auth/proxy": 2, "POST /auth/proxy/remove": 1 });
  expect(new Set(names())).toEqual(new Set(["search", "support"]));
  expect((await workspace.plan("-refresh=false")).text).toContain("No changes.");
  expect(await workspace.planIsEmpty()).toBe(true);

  somebodyCreates("again");
  await workspace.destroy();
  expect(names()).toEqual(["again"]);
});

test("a key that is only being created is not taken for a stranger", async () => {
  workspace.configure(readFileSync(EXAMPLE, "utf8"));
  await workspace.init();
  await workspace.apply();
  somebodyCreates("by hand");
  const more = readFileSync(EXAMPLE, "utf8").replace('"support"]', '"support", "sales"]');
  workspace.configure(more);
  expect((await workspace.plan()).text).not.toContain('"by hand"');
  await workspace.apply();
  expect(names()).toContain("by hand");
  await workspace.apply();
  expect(new Set(names())).toEqual(new Set(["search", "support", "sales"]));
  expect(await workspace.planIsEmpty()).toBe(true);
});

const team = (names: readonly string[], grace: string, cbd: boolean) => `
resource "electronhub_proxy_key" "team" {
  for_each              = toset(${JSON.stringify(names)})
  name                  = each.key
  allocated_amount      = 1
  deletion_policy       = "expire"
  deletion_grace_period = "${grace}"
  lifecycle {
    create_before_destroy = ${cbd}
  }
}

resource "electronhub_proxy_keys_exclusive" "this" {
  key_ids = [for key in electronhub_proxy_key.team : key.id]
}
`;
const expiryOf = (name: string) =>
  emulator.store.keysOf(emulator.apiKey).find((key) => key.name === name)?.expires_at ?? NaN;
const removals = () => emulator.requests()["POST /auth/proxy/remove"] ?? 0;

test.each([
  ["create_before_destroy", true, "1h", 3_600],
  ["create_before_destroy", true, "48h", 48 * 3_600],
  ["destroy first", false, "24h", 24 * 3_600],
])("%s: a key that leaves expires in its own time, and strangers go", async (_, cbd, grace, seconds) => {
  workspace.configure(team(["a", "b"], grace, cbd));
  await workspace.init();
  await workspace.apply();
  somebodyCreates("by hand");
  workspace.configure(team(["a"], grace, cbd));
  const { text } = await workspace.plan();
  expect(text).toContain("Warning: Proxy keys that key_ids does not name will be removed");
  expect(text).toMatch(/removes 1 proxy key .*- "by hand" \([0-9a-f]{32}\)/);
  const before = Math.floor(Date.now() / 1000);
  await workspace.apply();
  expect(expiryOf("b") - before).toBeGreaterThanOrEqual(seconds);
  expect(names().sort()).toEqual(["a", "b"]);
  expect(await workspace.planIsEmpty()).toBe(true);
  expect(removals()).toBe(1);
});

test.each([
  ["that leaves", ["a"], [], ["a", "b"]],
  ["that is replaced", ["a", "b"], ['-replace=electronhub_proxy_key.team["b"]'], ["a", "b", "b"]],
])("a key %s, whose destroy fails, gets its grace period with the next apply", async (_, wanted, options, there) => {
  workspace.configure(team(["a", "b"], "48h", true));
  await workspace.init();
  await workspace.apply();
  workspace.configure(team(wanted, "48h", true));
  emulator.inject({ endpoint: "POST /auth/proxy/update", kind: "respond", status: 403, body: {} });
  await workspace.expectFailure("apply", "-input=false", "-no-color", "-auto-approve", ...options);
  expect(expiryOf("b")).toBe(-1);
  expect((await workspace.plan()).text).not.toContain("key_ids does not name");
  await workspace.apply();
  expect(expiryOf("b")).toBeGreaterThan(0);
  expect(names().sort()).toEqual(there);
  expect(await workspace.planIsEmpty()).toBe(true);
  expect(removals()).toBe(0);
});

test("the emergency stop warns in the plan, and takes one call", async () => {
  somebodyCreates("a");
  somebodyCreates("b");
  const stop = (extra: string) =>
    `resource "electronhub_proxy_keys_exclusive" "stop" {\n  key_ids = []\n  use_delete_all = true\n${extra}}\n`;
  workspace.configure(stop('  name_prefix = "ci-"\n'));
  await workspace.init();
  const refused = await workspace.expectFailure("plan", "-input=false", "-no-color");
  expect(refused.text).toContain("Error: use_delete_all spares no key");

  workspace.configure(stop(""));
  await workspace.apply();
  expect(names()).toEqual(["a", "b"]);
  expect((await workspace.plan()).text).toContain(
    "Warning: Every proxy key of the account will be removed in one call",
  );
  emulator.resetRequests();
  await workspace.apply();
  expect(names()).toEqual([]);
  expect(emulator.requests()["DELETE /auth/proxy"]).toBe(1);
  expect(await workspace.planIsEmpty()).toBe(true);
});
