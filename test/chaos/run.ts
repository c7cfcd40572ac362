// The long run: thousands of sequences in process, then a hundred with the real terraform. Prints the figures that
// docs/reliability.md keeps; exits with 1 and the smallest failing sequence where a promise is broken.
// Run by `npm run chaos [-- SEQUENCES [TERRAFORM_SEQUENCES [SEED]]]`.
import * as fc from "fast-check";
import { type Limits } from "./commands";
import { InProcess, TIMEOUT_MS as VIRTUAL_TIMEOUT_MS } from "./in-process";
import { type Figures, NO_FIGURES } from "./invariants";
import { RealTerraform, TIMEOUT_MS as REAL_TIMEOUT_MS } from "./real-terraform";
import { converges } from "./sequence";
import { type System } from "./system";

async function run(
  title: string,
  open: () => Promise<System>,
  limits: Limits,
  { length, sequences, seed }: { length: number; sequences: number; seed: number },
): Promise<boolean> {
  const totals: Figures = { ...NO_FIGURES };
  const add = (figures: Figures) => {
    for (const name of namesOf(totals)) totals[name] += figures[name];
  };
  const started = Date.now();
  const property = converges(open, limits, length, add);
  const details = await fc.check(property, { numRuns: sequences, seed, endOnFailure: false });
  console.log(`\n${title}: ${details.numRuns} sequences, seed ${seed}, ${Math.round((Date.now() - started) / 1000)} s`);
  for (const name of namesOf(totals)) console.log(`  ${name}: ${totals[name]}`);
  if (!details.failed) return true;
  console.log(fc.defaultReportMessage(details));
  console.log(details.errorInstance);
  return false;
}

const namesOf = (figures: Figures) => Object.keys(figures) as (keyof Figures)[];

async function main(): Promise<number> {
  const [sequences = 5_000, withTerraform = 100, seed = Date.now() % 1_000_000_000] = process.argv.slice(2).map(Number);
  const virtual: Limits = { timeoutMs: VIRTUAL_TIMEOUT_MS, lockOuts: true, interruptions: ["stop", "kill"] };
  const real: Limits = {
    timeoutMs: REAL_TIMEOUT_MS,
    lockOuts: false,
    interruptions: ["stop", "kill", "kill terraform"],
  };
  const kept = [
    await run("In process", () => InProcess.create(), virtual, { length: 12, sequences, seed }),
    await run("With terraform", () => RealTerraform.create(), real, { length: 6, sequences: withTerraform, seed }),
  ];
  return kept.every(Boolean) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
