// Warnings are given where a plan is made for its user, and not once more at apply.
import { Decimal } from "../../src/terraform/cty";
import { Run } from "../../src/provider/run";
import { Scene, declare, textsOf } from "../support/scene";

describe("which plan it is", () => {
  test.each<[string, (run: Run) => boolean, boolean]>([
    ["of an object that this run has refreshed", (run) => (run.refreshes(), run.plansAgain(true)), false],
    ["of an object that it has not refreshed", (run) => run.plansAgain(true), true],
    ["of a new object, at the beginning", (run) => run.plansAgain(false), false],
    ["of a new object, after a refresh", (run) => (run.refreshes(), run.plansAgain(false)), false],
    ["of a new object, after an apply", (run) => (run.applies(), run.plansAgain(false)), true],
    ["of a new object, after one that was not refreshed", (run) => (run.plansAgain(true), run.plansAgain(false)), true],
  ])("%s", (_, ask, isAgain) => {
    expect(ask(new Run())).toBe(isAgain);
  });
});

test("100 keys that are raised by a credit: warnings in the plan, with one summary, and none in the apply", async () => {
  const scene = await Scene.open({ requestsPerMinute: 1000 });
  const declared = (credits: number) =>
    Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [
        `k${n}`,
        declare({ name: `k${n}`, allocated_amount: Decimal.fromNumber(credits) }),
      ]),
    );
  await scene.apply(declared(1));
  const plan = await scene.plan(declared(2));
  expect(plan.messages).toHaveLength(100);
  expect(new Set(plan.messages.map(({ summary }) => summary))).toEqual(
    new Set(["Proxy keys will be allowed more than before"]),
  );
  expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
  await scene.close();
});
