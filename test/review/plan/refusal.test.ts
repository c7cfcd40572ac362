// What is not a plan is refused, in one sentence that says what it is and what to give instead.
import { PlanError, readPlan } from "../../../src/review";
import { planOf } from "../plan-json";

const GIVE = "Give the output of: terraform show -json PLAN";

function refusalOf(text: string): string {
  try {
    readPlan(text, "tfplan");
  } catch (error) {
    if (error instanceof PlanError) return error.message;
  }
  return "it is read, or fails otherwise";
}

describe("what is not a plan's JSON", () => {
  const plan = planOf([]);

  test.each([
    ["", `tfplan is empty. ${GIVE}`],
    ["\ufeff \n", `tfplan is empty. ${GIVE}`],
    ["PK\u0003\u0004\u0000tfplan", `tfplan is a saved plan, not its JSON. ${GIVE}`],
    ['{\u0000"\u0000', `tfplan is not text in UTF-8; the > of some shells writes UTF-16. ${GIVE}`],
    [plan.slice(0, 100), `tfplan is cut off: the JSON ends too early. Write the file again. ${GIVE}`],
    [plan.slice(0, -1), `tfplan is cut off: the JSON ends too early. Write the file again. ${GIVE}`],
    [
      '{"format_version":"1.2","errored":fal',
      `tfplan is cut off: the JSON ends too early. Write the file again. ${GIVE}`,
    ],
    ["Terraform will perform the following actions:", `tfplan is not JSON. ${GIVE}`],
    ["{'a': 1}", `tfplan is not JSON. ${GIVE}`],
    ["[]", `tfplan is JSON, but not a plan's. ${GIVE}`],
    ["null", `tfplan is JSON, but not a plan's. ${GIVE}`],
    ['"1.2"', `tfplan is JSON, but not a plan's. ${GIVE}`],
    ['{"resource_changes":[]}', `tfplan is JSON, but not a plan's. ${GIVE}`],
    ['{"__proto__":{"format_version":"1.2","resource_changes":[]}}', `tfplan is JSON, but not a plan's. ${GIVE}`],
    [
      '{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}',
      `tfplan is a state's JSON, not a plan's. ${GIVE}`,
    ],
    ['{"format_version":"1.0"}', `tfplan is a state's JSON, not a plan's. ${GIVE}`],
    ['{"format_version":"1.0","provider_schemas":{}}', `tfplan is another output of terraform, not a plan. ${GIVE}`],
    ['{"format_version":"1.0","valid":true}', `tfplan is another output of terraform, not a plan. ${GIVE}`],
    [
      '{"@level":"info","type":"version"}\n{"@level":"warn"}\n',
      `tfplan is the log of terraform plan -json, not a plan. Give it with --log. ${GIVE}`,
    ],
    [
      '{"@level":"info","type":"version"}',
      `tfplan is the log of terraform plan -json, not a plan. Give it with --log. ${GIVE}`,
    ],
    [
      '{"format_version":"2.0","resource_changes":[]}',
      'tfplan has the format "2.0", and only version 1 is understood. Update electronhub.',
    ],
    [
      '{"format_version":"0.2","resource_changes":[]}',
      'tfplan has the format "0.2", of Terraform 1.0 or older, and only version 1 is understood. Plan with Terraform 1.5 or newer.',
    ],
    [
      `{"format_version":"${"9".repeat(1000)}","resource_changes":[]}`,
      'tfplan has the format "99999999999999999999", and only version 1 is understood. Update electronhub.',
    ],
  ])("%j", (text, message) => {
    expect(refusalOf(text)).toBe(message);
  });

  test("wherever it is cut off", () => {
    const cuts = Array.from({ length: plan.length - 1 }, (_, index) => plan.slice(0, index + 1));
    expect(new Set(cuts.map(refusalOf))).toEqual(
      new Set([`tfplan is cut off: the JSON ends too early. Write the file again. ${GIVE}`]),
    );
  });

  test.each(["1.0", "1.1", "1.2", "1.99", "1"])("the format %s is read", (version) => {
    expect(readPlan(planOf([], { format_version: version }), "tfplan").keys).toEqual([]);
  });

  test("what nests without end ends in a sentence, too", () => {
    const modules = `{"root_module":${'{"module_calls":{"a":{"module":'.repeat(50_000)}{}${"}}}".repeat(50_000)}}`;
    const text = planOf([]).replace('"configuration":{', `"configuration":${modules},"besides":{`);
    expect(refusalOf(text)).toMatch(/^tfplan (nests too deeply to be a plan of terraform|is not JSON)\./);
  });

  test("a byte order mark before it does not matter", () => {
    expect(readPlan(`\ufeff${plan}\n`, "tfplan").terraformVersion).toBe("1.11.4");
  });
});
