// Warnings are given where a plan is made for its user, and not once more at apply.
import { Decimal, encode } from "../../src/terraform/cty";
import { objectTypeOf } from "../../src/terraform/framework";
import { proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { Run } from "../../src/provider/run";
import { Scene, declare, textsOf } from "../support/scene";

describe("which plan it is", () => {
  test.each<[string, (run: Run) => boolean, boolean]>([
    ["of an object that this run has refreshed", (run) => (run.refreshes(), run.plansAgain(true)), false],
    ["of an object that it has not refreshed", (run) => run.plansAgain(true), true],
    [
      "of an object that is refreshed after it looked so",
      (run) => (run.plansAgain(true), run.refreshes(), run.plansAgain(true)),
      false,
    ],
    [
      "of an object, after an apply in the same run",
      (run) => (run.refreshes(), run.applies(), run.plansAgain(true)),
      true,
    ],
    ["of a new object, at the beginning", (run) => run.plansAgain(false), false],
    ["of a new object, after a refresh", (run) => (run.refreshes(), run.plansAgain(false)), false],
    ["of a new object, after an apply", (run) => (run.applies(), run.plansAgain(false)), true],
    ["of a new object, after one that was not refreshed", (run) => (run.plansAgain(true), run.plansAgain(false)), true],
  ])("%s", (_, ask, isAgain) => {
    expect(ask(new Run())).toBe(isAgain);
  });
});

test("a destroy that is planned before anything is refreshed does not silence the plan", async () => {
  const scene = await Scene.open();
  const disabled = declare({ name: "b", deletion_policy: "disable" });
  await scene.apply({ a: declare(), b: disabled });
  const { rpc } = await scene.processes.start();
  const instance = (address: string) => {
    const found = scene.core.state.get(address);
    if (!found) throw new Error(`${address} is not in state`);
    return { msgpack: encode(objectTypeOf(proxyKeySchema), found.value) };
  };
  const typeName = "electronhub_proxy_key";
  const config = {
    msgpack: encode(objectTypeOf(proxyKeySchema), declare({ allocated_amount: Decimal.fromNumber(20) })),
  };
  const nothing = { msgpack: encode(objectTypeOf(proxyKeySchema), null) };
  const destroyed = await rpc.planResourceChange({
    typeName,
    priorState: instance("b"),
    proposedNewState: nothing,
    config: nothing,
  });
  expect(destroyed.diagnostics.map(({ summary }) => summary)).toEqual([
    "Proxy keys are destroyed without being removed",
  ]);
  await scene.clock.run(rpc.readResource({ typeName, currentState: instance("a") }));
  const raised = await rpc.planResourceChange({
    typeName,
    priorState: instance("a"),
    proposedNewState: config,
    config,
  });
  expect(raised.diagnostics.map(({ summary }) => summary)).toEqual(["Proxy keys will be allowed more than before"]);
  await scene.close();
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
