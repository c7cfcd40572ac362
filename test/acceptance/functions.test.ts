// Provider functions in the real terraform (1.8 and later): offline, with no account configured.
import { TerraformWorkspace } from "../support/terraform";

jest.setTimeout(120_000);

test("key_id and unix_time answer in the plan, and say what is wrong with an argument", async () => {
  const workspace = TerraformWorkspace.create({});
  try {
    workspace.configure(`
output "id" { value = provider::electronhub::key_id("ek-proxy-abc") }
output "time" { value = provider::electronhub::unix_time("2027-01-31T00:00:00Z") }
`);
    await workspace.init();
    const plan = await workspace.plan();
    expect(plan.text).toContain('+ id = "2fc0653e55994aa771dea4fa86201565" + time = 1801353600');

    workspace.configure('output "time" { value = provider::electronhub::unix_time("tomorrow") }');
    const refused = await workspace.expectFailure("plan", "-input=false", "-no-color");
    expect(refused.text).toContain("Error: Invalid function argument");
    expect(refused.text).toContain('instant is "tomorrow"; it must be an RFC 3339 instant');
    expect(refused.text).not.toMatch(/\.\.(\s|$)/);
  } finally {
    workspace.dispose();
  }
});
