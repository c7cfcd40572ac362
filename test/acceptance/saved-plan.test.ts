// A plan that is saved, reviewed and applied later: what changed meanwhile, what is known only then, and what is said when.
import { type Emulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(120_000);

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => void ({ emulator, workspace } = account));

const key = (settings = "", name = "ci") =>
  `resource "electronhub_proxy_key" "k" {\n  name = "${name}"\n  allocated_amount = 10\n  ${settings}\n}\n`;
const remote = () => emulator.store.keysOf(emulator.apiKey)[0];

async function applied(hcl: string): Promise<void> {
  workspace.configure(hcl);
  await workspace.init();
  await workspace.apply();
}

const saved = (...args: string[]) => workspace.plan("-out=saved.tfplan", ...args);
const SAVED = ["apply", "-input=false", "-no-color", "saved.tfplan"];

test("a destroy that expires leaves what an operator has narrowed meanwhile as it is", async () => {
  await applied(key(`deletion_policy = "expire"\n  deletion_grace_period = "24h"`));
  const plan = await saved("-destroy");
  expect(plan.text).toContain("Warning: Proxy keys are destroyed without being removed");
  const soon = Math.floor(Date.now() / 1000) + 60;
  emulator.store.change(remote()?.key ?? "", { expires_at: soon, ip_whitelist: ["10.0.0.1"] });
  const done = await workspace.expectSuccess(...SAVED);
  expect(done.text).not.toContain("Warning");
  expect(remote()).toMatchObject({ expires_at: soon, ip_whitelist: ["10.0.0.1"], is_active: true });
  expect(emulator.requests()["POST /auth/proxy/update"]).toBeUndefined();
});

test("an update that would open what somebody has closed meanwhile stops, and a new plan shows it", async () => {
  await applied(key(`ip_whitelist = ["10.0.0.0/8"]`));
  workspace.configure(key(`ip_whitelist = ["10.0.0.0/8"]`, "renamed"));
  await saved();
  emulator.store.change(remote()?.key ?? "", { ip_whitelist: ["10.0.0.1"] });
  const stopped = await workspace.expectFailure(...SAVED);
  expect(stopped.text).toContain('Error: Cannot update proxy key "renamed": it was changed since the plan');
  expect(stopped.text).toContain("- ip_whitelist: allows 10.0.0.0/8 in addition");
  expect(remote()).toMatchObject({ name: "ci", ip_whitelist: ["10.0.0.1"] });
  const again = await saved();
  expect(again.text).toContain("- ip_whitelist: allows 10.0.0.0/8 in addition");
  await workspace.expectSuccess(...SAVED);
  expect(remote()).toMatchObject({ name: "renamed", ip_whitelist: ["10.0.0.0/8"] });
});

test("100 keys that are raised by a credit: one warning in the plan, and none in the apply", async () => {
  const keys = (credits: number) =>
    `resource "electronhub_proxy_key" "k" {\n  count = 100\n  name = "k\${count.index}"\n  allocated_amount = ${credits}\n}\n`;
  await applied(keys(1));
  workspace.configure(keys(2));
  const plan = await saved();
  expect(plan.text.match(/Warning:/g)).toHaveLength(1);
  expect(plan.text).toContain("(and 99 more similar warnings elsewhere)");
  const done = await workspace.expectSuccess(...SAVED);
  expect(done.text).not.toContain("Warning");
  expect(done.text).toContain("100 changed");
});

/** An output that is not known while its resource is to be replaced, and then is what it was. */
const later = (value: string, generation: number) =>
  `resource "terraform_data" "later" {\n  input = ${value}\n  triggers_replace = ${generation}\n}\n`;

describe("what is not known in the plan, and turns out to be what it was", () => {
  test.each([
    ["deletion_policy", `"abandon"`],
    ["store_key", "false"],
    ["allocated_amount", "10"],
    ["valid_for", `"24h"`],
    ["ip_whitelist", `["10.0.0.1"]`],
  ])("%s", async (attribute, value) => {
    const declared = (generation: number) => {
      const line = `${attribute} = terraform_data.later.output`;
      return (
        later(value, generation) +
        (attribute === "allocated_amount" ? key().replace(/allocated_amount = 10/, line) : key(line))
      );
    };
    await applied(declared(1));
    workspace.configure(declared(2));
    expect((await saved()).text).toContain("(known after apply)");
    await workspace.expectSuccess(...SAVED);
    expect(await workspace.planIsEmpty()).toBe(true);
  });
});

test("a rotation that is due, while valid_for is not known: planned, and applied as planned", async () => {
  const declared = (generation: number) =>
    later(`"1h"`, generation) +
    key(`valid_for = terraform_data.later.output\n  rotate_before = "59m"\n  deletion_policy = "disable"`);
  await applied(declared(1));
  const first = remote();
  const soon = Math.floor(Date.now() / 1000) + 60;
  emulator.store.change(first?.key ?? "", { expires_at: soon });
  workspace.configure(declared(2));
  const plan = await saved();
  expect(plan.text).toContain("must be replaced");
  expect(plan.text).toContain("Warning: Proxy keys are replaced, and the old ones are kept");
  expect(plan.text).toContain("It is switched off and kept");
  const done = await workspace.expectSuccess(...SAVED);
  expect(done.text).not.toContain("Warning");
  expect(emulator.store.keysOf(emulator.apiKey).map(({ is_active }) => is_active)).toEqual([false, true]);
  expect(await workspace.planIsEmpty()).toBe(true);
});

test("a key that could not be switched off after its creation is removed when it is replaced", async () => {
  const refused = { kind: "respond", status: 400, times: 1 } as const;
  workspace.configure(key(`enabled = false\n  deletion_policy = "abandon"`));
  await workspace.init();
  emulator.inject({ endpoint: "POST /auth/proxy/toggle", ...refused });
  emulator.inject({ endpoint: "POST /auth/proxy/remove", ...refused });
  const failed = await workspace.expectFailure("apply", "-input=false", "-no-color", "-auto-approve");
  expect(failed.text).toContain("It is live, and it could not be removed either");
  await workspace.apply();
  expect(emulator.store.keysOf(emulator.apiKey).map(({ is_active }) => is_active)).toEqual([false]);
});

test("an apply that changes nothing writes no new state", async () => {
  await applied(key(`valid_for = "24h"\n  renew_before = "1h"`));
  await workspace.apply();
  const serial = async () =>
    (JSON.parse((await workspace.expectSuccess("state", "pull")).stdout) as { serial: number }).serial;
  const before = await serial();
  await workspace.apply();
  expect(await serial()).toBe(before);
});
