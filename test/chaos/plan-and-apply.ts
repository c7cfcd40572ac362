// Plan and apply as terraform has them, in two provider processes; the second one may be stopped, or die.
import { type Emulator } from "../../src/emulator";
import { type ObjectValue } from "../../src/terraform/cty";
import { type Core, type Run } from "../support/core";
import { type ProviderProcess, type ProviderProcesses } from "../support/provider-process";
import { type Interruption, calledSoOften } from "./system";

export interface Machine {
  readonly core: Core;
  readonly processes: ProviderProcesses;
}

export interface Interrupted {
  readonly run: Run;
  readonly interrupted: Interruption["kind"] | undefined;
}

/** @param configs - by address */
export async function planAndApply(
  { core, processes }: Machine,
  configs: ReadonlyMap<string, ObjectValue>,
  emulator: Emulator,
  interruption: Interruption | undefined,
): Promise<Interrupted> {
  const plan = await core.plan(await processes.start(), configs);
  if (plan.failed) return { run: plan, interrupted: undefined };
  const process = await processes.start();
  let over = false;
  const applying = core.apply(process, plan).finally(() => (over = true));
  const interrupted = interruption && (await interrupt(process, interruption, emulator, () => over));
  return { run: await applying, interrupted };
}

async function interrupt(
  process: ProviderProcess,
  { kind, afterCalls }: Interruption,
  emulator: Emulator,
  isOver: () => boolean,
): Promise<Interruption["kind"] | undefined> {
  if (!(await calledSoOften(emulator, afterCalls, isOver))) return undefined;
  if (kind === "stop") await process.stop();
  else process.kill();
  return kind;
}
