// How long `electronhub review` takes for a large plan, and how much memory: the whole command, from its start to its end.
// One of 1,000 keys and 10,000 other resources is to be reviewed in a second and 150 MB.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");
const PLANS = join(ROOT, "test/review/gallery/plans");
const FORMATS = ["text", "markdown", "json", "html", "sarif", "junit"];
const RUNS = 5;

interface Resource {
  readonly address: string;
}

type Plan = Readonly<Record<"resource_changes", readonly Resource[]>> & Readonly<Record<string, unknown>>;

const planOf = (name: string): Plan => JSON.parse(readFileSync(join(PLANS, `${name}.json`), "utf8")) as Plan;

/** A tenth each of what a plan may do with a key, under other addresses; and resources of another provider. */
function large(keys: number, others: number): string {
  const cases = ["create", "models-added", "settings-and-off", "replace-expire", "destroy", "models-dropped"];
  const drawn = [...cases, "unknown-whitelists-at-update", "addresses-exchanged", "state-only", "unchanged"].map(
    planOf,
  );
  const first = planOf("other-resources");
  const [other] = first.resource_changes.filter(({ address }) => address.startsWith("terraform_data"));
  const changes = [
    ...Array.from({ length: keys }, (_, n) => ({
      ...drawn[n % drawn.length]?.resource_changes[0],
      address: `module.team["t${n % 37}"].electronhub_proxy_key.k[${n}]`,
      index: n,
    })),
    ...Array.from({ length: others }, (_, n) => ({ ...other, address: `terraform_data.step[${n}]`, index: n })),
  ];
  return JSON.stringify({ ...first, resource_changes: changes });
}

interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
}

async function measured(directory: string, args: readonly string[]): Promise<Measured> {
  const peak = join(directory, "peak");
  const began = process.hrtime.bigint();
  const child = spawn(
    process.execPath,
    ["--require", join(__dirname, "peak.cjs"), join(ROOT, "dist/electronhub"), "review", ...args],
    { cwd: directory, env: { ...process.env, PEAK_FILE: peak }, stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise((ended) => child.once("close", ended));
  const milliseconds = Number(process.hrtime.bigint() - began) / 1e6;
  // 2: there are changes.
  if (code !== 2) throw new Error(`review ended with ${String(code)}:\n${said}`);
  return { milliseconds, megabytes: Number(readFileSync(peak, "utf8")) / 1024 };
}

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "electronhub-bench-"));
  try {
    for (const [keys, others] of [
      [1, 0],
      [1_000, 0],
      [1_000, 10_000],
    ] as const) {
      const file = join(directory, "plan.json");
      writeFileSync(file, large(keys, others));
      console.log(`${keys} keys, ${others} other resources: ${(statSync(file).size / 1e6).toFixed(1)} MB of JSON`);
      for (const format of FORMATS) {
        const runs: Measured[] = [];
        for (let run = 0; run < RUNS; run++) runs.push(await measured(directory, ["--format", format, file]));
        const best = Math.min(...runs.map(({ milliseconds }) => milliseconds));
        const most = Math.max(...runs.map(({ megabytes }) => megabytes));
        console.log(
          `  ${format.padEnd(9)} ${best.toFixed(0).padStart(6)} ms (best of ${RUNS}) ${most.toFixed(0).padStart(5)} MB at most`,
        );
      }
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
