// The CDKTF example of every object, through the real terraform.
import { App, LocalBackend } from "cdktf";
import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { Actions, Objects } from "../../examples/projects/cdktf-typescript/objects";
import { type Emulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

jest.setTimeout(120_000);

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => void ({ emulator, workspace } = account));

/** The path of the JSON that one stack of the example comes to. */
function synthesised(stack: typeof Objects | typeof Actions): string {
  const app = new App({ outdir: workspace.path("cdktf.out") });
  // Else cdktf keeps the state in the directory in which the tests run.
  new LocalBackend(new stack(app, "stack"), { path: "terraform.tfstate" });
  app.synth();
  return workspace.path("cdktf.out/stacks/stack/cdk.tf.json");
}

test("what this terraform knows: applied, used, planned empty, destroyed", async () => {
  copyFileSync(synthesised(Objects), workspace.path("cdk.tf.json"));
  rmSync(workspace.path("cdktf.out"), { recursive: true });
  await workspace.init();
  const applied = await workspace.apply();
  const keys = emulator.store.keysOf(emulator.apiKey);
  expect(keys.map(({ name }) => name).sort()).toEqual(["service", "web"]);
  const service = keys.find(({ name }) => name === "service");
  expect(readFileSync(workspace.path("delivered"), "utf8")).toBe(service?.key);
  expect(applied.text).toContain("id = <sensitive>");
  expect(applied.text).toMatch(/works = true/);
  expect((await workspace.plan()).text).toContain("No changes.");
  await workspace.destroy();
  // What deletion_policy = "expire" leaves works on for a day.
  expect(emulator.store.keysOf(emulator.apiKey).map(({ name }) => name)).toEqual(["web"]);
});

test("what newer ones know besides is written as they read it", () => {
  const written: unknown = JSON.parse(readFileSync(synthesised(Actions), "utf8"));
  expect(written).toMatchObject({
    action: {
      electronhub_proxy_key_disable: { off: { config: { id: "${electronhub_proxy_key.intern.id}" } } },
      electronhub_proxy_key_enable: { on: { config: { id: "${electronhub_proxy_key.intern.id}" } } },
      electronhub_proxy_keys_delete_all: { stop: { config: { confirm_count: 1 } } },
    },
  });
});
