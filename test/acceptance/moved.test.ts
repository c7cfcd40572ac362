// `moved` from restapi_object in the real terraform: what people come from who managed keys through the bare API.
import { buildSync } from "esbuild";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator } from "../../src/emulator";
import { keyId } from "../../src/api/key-id";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

jest.setTimeout(120_000);

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => {
  ({ emulator, workspace } = account);
  plantRestProvider();
});

function plantRestProvider(): void {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  const hosts = ["registry.terraform.io", "registry.opentofu.org"];
  const folders = hosts.map((host) =>
    workspace.path("terraform.d/plugins", host, "mastercard/restapi/2.0.1", platform),
  );
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true });
    const outfile = join(folder, "terraform-provider-restapi_v2.0.1");
    buildSync({
      entryPoints: [join(__dirname, "fixtures/rest-provider.ts")],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20.18",
      banner: { js: "#!/usr/bin/env node" },
    });
    chmodSync(outfile, 0o755);
  }
}

const SENT = { name: "ci", expires_at: -1, allocated_ammount: 10, limit_type: "weekly" } as const;

/** A state as Mastercard/restapi leaves it. */
function writeState(key: object & { key: string }): void {
  const attributes = {
    id: key.key,
    path: "/auth/proxy/create",
    data: JSON.stringify(SENT),
    api_data: { key: key.key, name: "ci", expires_at: "-1" },
    api_response: JSON.stringify(key),
  };
  const state = {
    version: 4,
    terraform_version: "1.8.0",
    serial: 1,
    lineage: "11111111-1111-1111-1111-111111111111",
    outputs: {},
    resources: [
      {
        mode: "managed",
        type: "restapi_object",
        name: "ci",
        provider: 'provider["registry.terraform.io/mastercard/restapi"]',
        instances: [{ schema_version: 0, attributes }],
      },
    ],
  };
  writeFileSync(workspace.path("terraform.tfstate"), JSON.stringify(state));
}

const PROVIDERS = `
terraform {
  required_providers {
    electronhub = { source = "electronhub/electronhub" }
    restapi     = { source = "registry.terraform.io/mastercard/restapi" }
  }
}
`;

const MOVED = `
moved {
  from = restapi_object.ci
  to   = electronhub_proxy_key.ci
}
`;

const declared = (settings: string) => `${PROVIDERS}${MOVED}
resource "electronhub_proxy_key" "ci" {
  name             = "ci"
  allocated_amount = 10
  limit_type       = "weekly"
  ${settings}
}
`;

test("a key that was an object of the bare API: nothing changes, and no secret is left", async () => {
  const key = emulator.store.create(emulator.apiKey, SENT);
  writeState(key);
  workspace.configure(declared("store_key = false"));
  await workspace.init();
  const plan = await workspace.plan();
  expect(plan.text).toContain("# restapi_object.ci has moved to electronhub_proxy_key.ci");
  expect(plan.text).toContain("Plan: 0 to add, 0 to change, 0 to destroy.");
  const applied = await workspace.apply();
  expect(workspace.state("electronhub_proxy_key.ci")).toMatchObject({
    id: keyId(key.key),
    name: "ci",
    limit_type: "weekly",
    key: null,
  });
  expect(await workspace.planIsEmpty()).toBe(true);
  const state = readFileSync(workspace.path("terraform.tfstate"), "utf8");
  expect(plan.text + applied.text + state).not.toContain("ek-proxy-");
  expect(Object.keys(emulator.requests())).toEqual(["GET /auth/proxy"]);
});

test("where the configuration keeps the value, the plan shows that alone, without a call", async () => {
  writeState(emulator.store.create(emulator.apiKey, SENT));
  workspace.configure(declared(""));
  await workspace.init();
  const plan = await workspace.plan();
  expect(plan.text).toContain("Plan: 0 to add, 1 to change, 0 to destroy.");
  expect(plan.text).toContain('~ operations = [ ~ "#0 import" -> "#1 no call", ]');
  expect(plan.text).not.toContain("ek-proxy-");
  await workspace.apply();
  expect(await workspace.planIsEmpty()).toBe(true);
  expect(Object.keys(emulator.requests())).toEqual(["GET /auth/proxy"]);
});

test("from anything else: an error says what can be moved and what to do", async () => {
  writeState({ key: "no-key-of-ours" });
  workspace.configure(declared(""));
  await workspace.init();
  const { text } = await workspace.expectFailure("plan", "-input=false", "-no-color");
  expect(text).toContain("The state of the restapi_object holds no proxy key");
  expect(text).toContain("Import the key instead");
});
