// Ephemeral resources in the real terraform (1.10 and later): the documentation's examples, and secrets that are nowhere.
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Emulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

jest.setTimeout(120_000);

const EXAMPLES = join(resolve(__dirname, "../.."), "examples/registry/ephemeral-resources");

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => void ({ emulator, workspace } = account));

/** The value of a key; the provider's own code, which may be among what is written, has the prefix alone. */
const KEY = /ek-proxy-[0-9a-f]/;

const example = (type: string) => readFileSync(join(EXAMPLES, type, "ephemeral-resource.tf"), "utf8");
const remote = () => emulator.store.keysOf(emulator.apiKey);

/** A script beside the configuration. */
function script(name: string, body: string): void {
  writeFileSync(workspace.path(name), `#!/bin/sh\n${body}\n`);
  chmodSync(workspace.path(name), 0o755);
}

/** Everything that terraform has written into its directory, besides the provider. */
function written(directory = workspace.directory): string {
  return readdirSync(directory)
    .filter((name) => ![".terraform", "terraform.d"].includes(name))
    .map((name) => join(directory, name))
    .map((path) => (statSync(path).isDirectory() ? written(path) : readFileSync(path, "latin1")))
    .join("\n");
}

test("a key for one run: opened in plan and apply, used, and gone", async () => {
  script("smoke-test.sh", 'printf %s "$ELECTRONHUB_KEY" > seen; exit "${FAIL:-0}"');
  workspace.configure(example("electronhub_proxy_key"));
  await workspace.init();
  const plan = await workspace.plan();
  expect(plan.text).toContain("Opening complete");
  expect(remote()).toEqual([]);
  const applied = await workspace.apply();
  const seen = readFileSync(workspace.path("seen"), "utf8");
  expect(seen).toMatch(/^ek-proxy-/);
  expect(remote()).toEqual([]);
  // Once for the plan, and twice for the apply, which plans first.
  expect(emulator.requests()).toMatchObject({ "POST /auth/proxy/create": 3, "POST /auth/proxy/remove": 3 });
  rmSync(workspace.path("seen"));
  expect(plan.text + applied.text + written()).not.toMatch(KEY);
});

test("a run that fails closes its key as well", async () => {
  script("smoke-test.sh", "exit 1");
  workspace.configure(example("electronhub_proxy_key"));
  await workspace.init();
  await workspace.expectFailure("apply", "-auto-approve", "-input=false", "-no-color");
  expect(remote()).toEqual([]);
});

test("the value of a managed key reaches a secret store, and no state", async () => {
  script("deliver-secret.sh", 'printf %s "$SECRET" > delivered');
  workspace.configure(example("electronhub_proxy_key_value"));
  await workspace.init();
  const applied = await workspace.apply();
  const [service] = remote();
  expect(readFileSync(workspace.path("delivered"), "utf8")).toBe(service?.key);
  rmSync(workspace.path("delivered"));
  expect(await workspace.planIsEmpty()).toBe(true);
  expect(applied.text + written()).not.toMatch(KEY);
  expect(existsSync(workspace.path("delivered"))).toBe(false);
});
