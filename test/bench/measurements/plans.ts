// Plans with nothing to change, of keys and of as many resources that terraform has itself. The provider is installed by `init`, from a
// filesystem mirror: terraform hashes its package at each command.
import { join } from "node:path";
import { mkdirSync } from "node:fs";
import { startEmulatorProcess } from "../emulator-process";
import { PLAN_UNHASHED, memoryOf, planOf, planOfData } from "../figures";
import { type ProviderMirror, providerMirror } from "../provider-mirror";
import { Stack, data, keys } from "../stack";
import { type Bench, type Measurement } from "./measurement";

export interface Mirrors {
  readonly executable: ProviderMirror;
  readonly script: ProviderMirror;
}

export function mirrorsOf({ directory, version, executable, script }: Bench): Mirrors {
  const mirror = (kind: string, file: string) => {
    mkdirSync(join(directory, kind));
    return providerMirror(join(directory, kind), version, file);
  };
  return { executable: mirror("executable", executable), script: mirror("script", script) };
}

export async function plans({ node20 }: Bench, mirrors: Mirrors, count: number): Promise<Measurement> {
  const emulator = await startEmulatorProcess(node20);
  const own = await Stack.open(keys(count), mirrors.executable.installing, node20, emulator);
  await own.apply();
  const withScript = await Stack.open(keys(count), mirrors.script.installing, node20, emulator);
  withScript.takeState(own);
  const others = await Stack.open(data(count), mirrors.executable.installing, node20);
  await others.apply();
  return {
    round: async (samples) => {
      samples.add(planOfData(count), await others.emptyPlan());
      samples.add(planOf(count, "executable"), await own.emptyPlan());
      const { ms, peakMb } = await withScript.watchedPlan();
      samples.add(planOf(count, "script"), ms);
      if (count === 100) samples.add(memoryOf("script"), peakMb);
      if (count !== 1) return;
      samples.add(PLAN_UNHASHED, await own.emptyPlan({ TF_CLI_CONFIG_FILE: mirrors.executable.overriding }));
    },
    close: async () => {
      for (const stack of [own, withScript, others]) stack.close();
      await emulator.stop();
    },
  };
}
