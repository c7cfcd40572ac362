// The apply of 100 creates, ten at a time, against an API that takes 50 ms for each answer; and the plan of the same.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { startEmulatorProcess } from "../emulator-process";
import { CREATES, CREATES_PLAN } from "../figures";
import { Stack, keys } from "../stack";
import { type Bench, type Measurement } from "./measurement";
import { type Mirrors } from "./plans";

const ANSWER_MS = 50;

export async function creates({ directory, node20 }: Bench, mirrors: Mirrors): Promise<Measurement> {
  const emulator = await startEmulatorProcess(node20);
  await emulator.answerAfter(ANSWER_MS);
  const stack = await Stack.open(keys(100), mirrors.executable.installing, node20, emulator);
  // What was spent in the rounds before is forgotten: one apply in a minute is what is measured.
  const state = join(directory, "creates-state");
  const env = { XDG_STATE_HOME: state };
  return {
    round: async (samples) => {
      samples.add(CREATES_PLAN, await stack.plan(env));
      samples.add(CREATES, await stack.apply(env));
      stack.forgetState();
      await emulator.empty();
      rmSync(state, { recursive: true, force: true });
    },
    close: async () => {
      stack.close();
      await emulator.stop();
    },
  };
}
