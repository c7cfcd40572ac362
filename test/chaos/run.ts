// The long run: thousands of sequences in process, a thousand on two machines, a hundred with the real terraform, and thousands of
// plans. Prints the figures that docs/reliability.md keeps; exits with 1 and the smallest failing sequence where a promise is broken.
// Run by `npm run chaos [-- --sequences N --machines N --terraform N --plans N --seed N]`; 0 leaves a part out.
import { parseArgs } from "node:util";
import * as fc from "fast-check";
import { type Limits } from "./commands";
import { InProcess, TIMEOUT_MS as VIRTUAL_TIMEOUT_MS } from "./in-process";
import { type Figures, NO_FIGURES } from "./invariants";
import { plansCanBeApplied } from "./plans/property";
import { RealTerraform, TIMEOUT_MS as REAL_TIMEOUT_MS } from "./real-terraform";
import { converges } from "./sequence";
import { hasRedis, startRedis } from "../support/redis-server";
import { type System } from "./system";
import { TwoMachines } from "./two-machines";

async function run(
  title: string,
  open: () => Promise<System>,
  limits: Limits,
  { length, sequences, seed }: { length: number; sequences: number; seed: number },
): Promise<boolean> {
  if (sequences === 0) return true;
  const totals: Figures = { ...NO_FIGURES };
  const add = (figures: Figures) => {
    for (const name of namesOf(totals)) totals[name] += figures[name];
  };
  const started = Date.now();
  const property = converges(open, limits, length, add);
  const details = await fc.check(property, { numRuns: sequences, seed, endOnFailure: false });
  tell(title, details.numRuns, seed, started);
  for (const name of namesOf(totals)) console.log(`  ${name}: ${totals[name]}`);
  if (!details.failed) return true;
  console.log(fc.defaultReportMessage(details));
  console.log(details.errorInstance);
  return false;
}

async function runTwoMachines(sequences: number, seed: number): Promise<boolean> {
  if (sequences === 0) return true;
  if (!hasRedis) {
    console.log("\nNOT TESTED: two machines, because redis-server is not on the PATH.");
    return true;
  }
  const server = await startRedis();
  const limits: Limits = { timeoutMs: VIRTUAL_TIMEOUT_MS, lockOuts: false, interruptions: ["stop", "kill"] };
  try {
    return await run("Two machines", () => TwoMachines.create(server), limits, { length: 12, sequences, seed });
  } finally {
    await server.stop();
  }
}

/** `path` and `replay` as a failure has printed them: that one alone. */
async function runPlans(numRuns: number, seed: number, path?: string, replay?: string): Promise<boolean> {
  if (numRuns === 0) return true;
  const started = Date.now();
  const details = await fc.check(plansCanBeApplied(replay), { numRuns, seed, path, endOnFailure: path !== undefined });
  tell("Plans", details.numRuns, seed, started);
  if (!details.failed) return true;
  const report = fc.defaultReportMessage(details) ?? "";
  console.log(report);
  console.log(details.errorInstance);
  const replayPath = /replayPath="([^"]*)"/.exec(report)?.[1] ?? "";
  const again = `--seed ${seed} --path "${details.counterexamplePath ?? ""}" --replay "${replayPath}"`;
  console.log(`Again: npm run chaos -- --sequences 0 --machines 0 --terraform 0 ${again}`);
  return false;
}

const tell = (title: string, sequences: number, seed: number, started: number) =>
  console.log(`\n${title}: ${sequences} sequences, seed ${seed}, ${Math.round((Date.now() - started) / 1000)} s`);

const namesOf = (figures: Figures) => Object.keys(figures) as (keyof Figures)[];

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      sequences: { type: "string", default: "5000" },
      machines: { type: "string", default: "1000" },
      terraform: { type: "string", default: "100" },
      plans: { type: "string", default: "20000" },
      seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
      path: { type: "string" },
      replay: { type: "string" },
    },
  });
  const { sequences, machines, terraform, plans, seed } = {
    sequences: Number(values.sequences),
    machines: Number(values.machines),
    terraform: Number(values.terraform),
    plans: Number(values.plans),
    seed: Number(values.seed),
  };
  const virtual: Limits = { timeoutMs: VIRTUAL_TIMEOUT_MS, lockOuts: true, interruptions: ["stop", "kill"] };
  const real: Limits = {
    timeoutMs: REAL_TIMEOUT_MS,
    lockOuts: false,
    interruptions: ["stop", "kill", "kill terraform"],
  };
  const kept = [
    await runPlans(plans, seed, values.path, values.replay),
    await run("In process", () => InProcess.create(), virtual, {
      length: 12,
      sequences,
      seed,
    }),
    await runTwoMachines(machines, seed),
    await run("With terraform", () => RealTerraform.create(), real, {
      length: 6,
      sequences: terraform,
      seed,
    }),
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
