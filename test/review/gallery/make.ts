// Makes the plans of the gallery with the real terraform, and what each format shows of them: `npm run gallery`.
// With names, only those; with --golden, only what the formats show.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Case, cases } from "./cases";
import { writeGolden } from "./golden";
import { Stage } from "./stage";

const PLANS = join(__dirname, "plans");

/** Terraform waits more than it works. */
const AT_A_TIME = 2;

const GOLDEN_ONLY = "--golden";

async function main(args: readonly string[]): Promise<void> {
  const names = args.filter((arg) => arg !== GOLDEN_ONLY);
  if (!args.includes(GOLDEN_ONLY)) await plan(names);
  writeGolden();
}

async function plan(names: readonly string[]): Promise<void> {
  const wanted = names.length === 0 ? cases : cases.filter(({ name }) => names.includes(name));
  const unknown = names.filter((name) => cases.every((one) => one.name !== name));
  if (unknown.length > 0) throw new Error(`there is no case ${unknown.join(", ")}`);
  mkdirSync(PLANS, { recursive: true });
  const left = [...wanted];
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      await make(next).catch((error: unknown) => void failed.push(`${String(next?.name)}: ${String(error)}`));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  if (failed.length > 0) throw new Error(failed.join("\n"));
  if (names.length > 0) return;
  const files = new Set(cases.map(({ name }) => `${name}.json`));
  for (const file of readdirSync(PLANS)) if (!files.has(file)) rmSync(join(PLANS, file));
}

async function make({ name, account, make: planOn }: Case): Promise<void> {
  const stage = await Stage.open(account);
  try {
    writeFileSync(join(PLANS, `${name}.json`), await planOn(stage));
    process.stdout.write(`${name}\n`);
  } finally {
    await stage.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
