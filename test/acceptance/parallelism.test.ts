// Many keys under way at the same time: no warning of Node's, which takes many who listen to one signal for a leak.
import { readFileSync } from "node:fs";
import { type Emulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

jest.setTimeout(120_000);

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => void ({ emulator, workspace } = account), {
  requestsPerMinute: 100_000,
  environment: { TF_LOG_PROVIDER: "TRACE", TF_LOG_PATH: "terraform.log" },
});

const keys = (settings: string) => `resource "electronhub_proxy_key" "k" {
  count = 60
  name  = "k\${count.index}"
  ${settings}
}`;

test("60 at a time, created, switched off, refreshed and destroyed: nothing leaks, by Node's own measure", async () => {
  workspace.configure(keys("allocated_amount = 1"));
  await workspace.init();
  await workspace.apply("-parallelism=60");
  // Lost answers are looked after, and failed reads tried again.
  emulator.inject({ endpoint: "POST /auth/proxy/update", kind: "reset", when: "after", times: 40 });
  emulator.inject({ endpoint: "GET /auth/proxy", kind: "respond", status: 503, times: 2 });
  workspace.configure(keys("allocated_amount = 2\n  enabled = false"));
  await workspace.apply("-parallelism=60");
  await workspace.expectSuccess("destroy", "-auto-approve", "-parallelism=60");
  const log = readFileSync(workspace.path("terraform.log"), "utf8");
  expect(log.split("\n").filter((line) => line.includes("Warning:"))).toEqual([]);
  expect(log).toContain("POST");
});
