// Signals that reach terraform and the provider at the same time, as a supervisor or a closed terminal sends them.
import { type Emulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

jest.setTimeout(120_000);

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => void ({ emulator, workspace } = account));

test("SIGTERM to the whole group during a create that takes its time: the key is in the state", async () => {
  workspace.configure('resource "electronhub_proxy_key" "a" {\n  name = "a"\n  allocated_amount = 10\n}\n');
  await workspace.init();
  emulator.inject({ endpoint: "POST /auth/proxy/create", kind: "delay", milliseconds: 11_000, when: "after" });
  const child = workspace.startGroup("apply", "-input=false", "-no-color", "-auto-approve");
  const closed = new Promise((resolve) => child.once("close", resolve));
  child.stdout.resume();
  child.stderr.resume();
  while (emulator.store.keys().length === 0) await new Promise((resolve) => setImmediate(resolve));
  process.kill(-(child.pid ?? NaN), "SIGTERM");
  await closed;
  expect(emulator.store.keys()).toHaveLength(1);
  expect(workspace.state("electronhub_proxy_key.a")).toMatchObject({ name: "a", operations: ["#1 create"] });
  expect(await workspace.planIsEmpty()).toBe(true);
});
