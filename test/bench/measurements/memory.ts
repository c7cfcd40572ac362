// The most memory that the runtimes take as such, when they do nothing but tell it.
import { run } from "../../support/command";
import { bareMemory } from "../figures";
import { peakMbIn } from "../processes";
import { type Bench, type Measurement } from "./measurement";

const TELL = 'process.stdout.write(require("node:fs").readFileSync("/proc/self/status", "utf8"))';

export function memory({ directory, bun, node20 }: Bench): Measurement {
  const peak = async (runtime: string) => peakMbIn(await run(runtime, ["-e", TELL], { cwd: directory }));
  return {
    round: async (samples) => {
      samples.add(bareMemory("executable"), await peak(bun));
      samples.add(bareMemory("script"), await peak(node20));
    },
    close: async () => undefined,
  };
}
