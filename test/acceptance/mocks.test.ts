// A module under `terraform test` with a plain mock_provider: Terraform fills in random words for what the provider computes,
// and checks the configurations that they end up in.
import { mkdirSync, writeFileSync } from "node:fs";
import { TerraformWorkspace } from "../support/terraform";

jest.setTimeout(120_000);

let workspace: TerraformWorkspace;
beforeEach(() => {
  workspace = TerraformWorkspace.create({});
  mkdirSync(workspace.path("tests"));
});
afterEach(() => workspace.dispose());

const MODULE = `
resource "electronhub_proxy_key" "a" {
  name             = "a"
  allocated_amount = 1
}
resource "electronhub_proxy_key" "b" {
  name             = "b"
  allocated_amount = 1
  valid_for        = "720h"
}
resource "electronhub_proxy_keys_exclusive" "all" {
  key_ids = [electronhub_proxy_key.a.id, electronhub_proxy_key.b.id]
}
data "electronhub_proxy_key" "by_id" { id = electronhub_proxy_key.a.id }
data "electronhub_proxy_key" "by_key" { key = electronhub_proxy_key.a.key }
data "electronhub_proxy_key_access" "by_id" { id = electronhub_proxy_key.a.id }
data "electronhub_proxy_key_access" "by_key" { key = electronhub_proxy_key.a.key }
data "electronhub_proxy_keys" "all" {}
data "electronhub_models" "all" {}
data "electronhub_account" "this" {}
`;

const TESTS = `
mock_provider "electronhub" {}
run "apply" { command = apply }
run "plan" { command = plan }
`;

test("random words for ids and values pass, in plan and apply", async () => {
  workspace.configure(MODULE);
  writeFileSync(workspace.path("tests/mocked.tftest.hcl"), TESTS);
  await workspace.init();
  expect((await workspace.run("test", "-no-color")).text).toContain("Success! 2 passed, 0 failed.");
});

test("the value of a key for an id is refused all the same, and not repeated", async () => {
  workspace.configure('resource "electronhub_proxy_keys_exclusive" "all" {\n  key_ids = ["ek-proxy-abc"]\n}\n');
  writeFileSync(workspace.path("tests/mocked.tftest.hcl"), TESTS);
  await workspace.init();
  const { text } = await workspace.expectFailure("test", "-no-color");
  expect(text).toContain("The value of a key is not an id of a proxy key");
});

test("without mocks a word that is not an id is refused in the plan, before any call", async () => {
  workspace.configure(
    'provider "electronhub" {\n  api_key = "ek-x"\n  base_url = "http://127.0.0.1:9/v1"\n}\nresource "electronhub_proxy_keys_exclusive" "all" {\n  key_ids = ["abc"]\n}\n',
  );
  await workspace.init();
  const { text } = await workspace.expectFailure("plan", "-input=false", "-no-color");
  expect(text).toContain('"abc" is not an id of a proxy key; it must have 32 hexadecimal digits');
});
