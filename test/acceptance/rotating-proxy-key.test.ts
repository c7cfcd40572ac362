// RotatingProxyKey through one rotation with the real terraform: the old key works on, the new one takes over.
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { copyFileSync, rmSync } from "node:fs";
import { ElectronhubProvider, RotatingProxyKey } from "../../src";
import { type Emulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

// A terraform command takes a second or two, and the test makes several.
jest.setTimeout(120_000);

const HOUR_S = 3_600;

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => void ({ emulator, workspace } = account));

function synthesise(): void {
  const app = new App({ outdir: workspace.path("cdktf.out") });
  const stack = new TerraformStack(app, "stack");
  new LocalBackend(stack, { path: "terraform.tfstate" });
  new ElectronhubProvider(stack, "electronhub");
  const rotating = new RotatingProxyKey(stack, "web", {
    name: "web",
    allocatedAmount: 50,
    validFor: "720h",
    rotateBefore: "168h",
    gracePeriod: "24h",
  });
  new TerraformOutput(stack, "key", { value: rotating.key, sensitive: true });
  app.synth();
  copyFileSync(workspace.path("cdktf.out/stacks/stack/cdk.tf.json"), workspace.path("cdk.tf.json"));
  rmSync(workspace.path("cdktf.out"), { recursive: true });
}

const keys = () => emulator.store.keysOf(emulator.apiKey);
const output = async () => (await workspace.expectSuccess("output", "-raw", "key")).stdout;

test("nothing happens before it is time; then a new key is made, and the old one works on for the grace period", async () => {
  synthesise();
  await workspace.init();
  await workspace.apply();
  const [first] = keys();
  expect(await output()).toBe(first?.key);
  expect(await workspace.planIsEmpty()).toBe(true);

  const soon = Math.floor(Date.now() / 1000) + 167 * HOUR_S;
  emulator.store.change(first?.key ?? "", { expires_at: soon });
  await workspace.apply();

  const [old, fresh] = keys();
  expect(keys()).toHaveLength(2);
  expect(old?.key).toBe(first?.key);
  expect(await output()).toBe(fresh?.key);
  expect([old?.is_active, fresh?.is_active]).toEqual([true, true]);
  const left = ({ expires_at }: { expires_at: number }) => expires_at - (soon - 167 * HOUR_S);
  // Both are counted from the apply, which takes some seconds.
  expect(Math.floor(left(old ?? { expires_at: 0 }) / HOUR_S)).toBe(24);
  expect(Math.floor(left(fresh ?? { expires_at: 0 }) / HOUR_S)).toBe(720);
  expect(await workspace.planIsEmpty()).toBe(true);

  await workspace.destroy();
  expect(keys().map(({ is_active }) => is_active)).toEqual([true, true]);
});
