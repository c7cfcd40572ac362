// validate_credentials with the real terraform: a wrong API key shows in the plan, not in the middle of the apply.
import { type Emulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(120_000);

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => void ({ emulator, workspace } = account), { environment: { ELECTRONHUB_API_KEY: "ek-revoked" } });

const KEYS = `resource "electronhub_proxy_key" "k" {
  count            = 3
  name             = "k\${count.index}"
  allocated_amount = 1
}
`;
const CHECKED = 'provider "electronhub" {\n  validate_credentials = true\n}\n';
const plan = ["plan", "-input=false", "-no-color"];

test("a wrong key passes the plan of new keys, unless it is to be checked: then it is one error", async () => {
  workspace.configure(KEYS);
  await workspace.init();
  await workspace.plan();
  expect(emulator.requests()).toEqual({});

  workspace.configure(CHECKED + KEYS);
  const { text } = await workspace.expectFailure(...plan);
  expect(text.match(/Error: /g)).toHaveLength(1);
  expect(text).toContain("Error: The API refuses the API key");
  expect(text).toContain("Set api_key, or ELECTRONHUB_API_KEY, to an API key (ek-...)");
  expect(text).not.toContain("ek-revoked");
  expect(emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
});

test("a key that is right costs one call in the plan and one in the apply; none while it is unknown", async () => {
  const unknown = `resource "terraform_data" "key" {
  input = "${emulator.apiKey}"
}
provider "electronhub" {
  api_key              = terraform_data.key.output
  validate_credentials = true
}
`;
  workspace.configure(unknown + KEYS);
  await workspace.init();
  await workspace.plan();
  expect(emulator.requests()).toEqual({});

  await workspace.apply();
  // The apply alone knows the key.
  expect(emulator.requests()).toEqual({ "GET /auth/proxy": 1, "POST /auth/proxy/create": 3 });
  emulator.resetRequests();
  expect(await workspace.planIsEmpty()).toBe(true);
  expect(emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
});
