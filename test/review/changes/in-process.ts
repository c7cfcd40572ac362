// Carries a change out with Core in Terraform's part and the provider in this process, over real HTTP.
import { proxyKeySchema } from "../../../src/provider/proxy-key/schema";
import { type Declared, plannedConfig, resolvedConfig } from "../../chaos/plans/declared";
import { type Instance } from "../../support/core";
import { planJson } from "../../support/plan-json";
import { Scene } from "../../support/scene";
import { type CarriedOut, act, requestsOf } from "./carried-out";
import { type Change } from "./change";

const TYPE = "electronhub_proxy_key";
const HOUR_MS = 3_600_000;

/** Undefined where the plan is refused. */
export async function inProcess({ keys, hours }: Change): Promise<CarriedOut | undefined> {
  const scene = await Scene.open();
  try {
    const { core, clock, emulator } = scene;
    const first = entriesOf(keys, ({ before }) => before && resolvedConfig(before));
    const made = await scene.apply(Object.fromEntries(first));
    if (made.failed) throw new Error(`the first apply failed: ${JSON.stringify(made.messages)}`);
    const stored = new Map(core.state);
    for (const [address, { outside }] of Object.entries(keys)) {
      for (const what of outside) act(emulator, idsIn(core.state).get(address), what);
    }
    await clock.advance(hours * HOUR_MS);

    const declared = entriesOf(keys, ({ after }) => after);
    const configs = new Map(declared.map(([address, after]) => [address, plannedConfig(after)]));
    const lifecycles = new Map(declared.map(([address, after]) => [address, lifecycleOf(after)]));
    const at = clock.now();
    const plan = await clock.run(scene.processes.start().then((process) => core.plan(process, configs, lifecycles)));
    if (plan.failed) return undefined;
    const refreshed = new Map(core.state);
    const json = planJson({ typeName: TYPE, schema: proxyKeySchema, plan, stored, refreshed, at });

    const from = emulator.events().length;
    emulator.resetRequests();
    const run = await scene.applyPlan(plan);
    if (run.failed) throw new Error(`the apply failed: ${JSON.stringify(run.messages)}`);
    return {
      json,
      events: emulator.events().slice(from),
      requests: requestsOf(emulator),
      before: idsIn(refreshed),
      after: idsIn(core.state),
    };
  } finally {
    await scene.close();
  }
}

const lifecycleOf = ({ attributes, createBeforeDestroy, replace }: Declared) => ({
  resolved: resolvedConfig(attributes),
  createBeforeDestroy,
  replace,
});

const entriesOf = <T>(
  keys: Change["keys"],
  of: (one: Change["keys"][string]) => T | null,
): readonly (readonly [address: string, value: T])[] =>
  Object.entries(keys).flatMap(([address, one]) => {
    const value = of(one);
    return value === null ? [] : [[address, value] as const];
  });

const idsIn = (state: ReadonlyMap<string, Instance>): ReadonlyMap<string, string> =>
  new Map([...state].flatMap(([address, { value }]) => (typeof value.id === "string" ? [[address, value.id]] : [])));
