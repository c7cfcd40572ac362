// Measures the figures of docs/performance.md and holds them against their targets: each as a ratio of what was measured in the same
// run on the same machine. Exits with 1 where a target is missed, or something could not be measured. Run by `npm run bench`.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { version } from "../../package.json";
import { BUILDER, platformName } from "../../projenrc/release/platforms";
import { bunExecutable } from "../../projenrc/release/runtimes";
import { FIGURES, NOTES } from "./figures";
import { creates } from "./measurements/creates";
import { growth } from "./measurements/growth";
import { handshakes } from "./measurements/handshakes";
import { type Bench, type Measurement } from "./measurements/measurement";
import { memory } from "./measurements/memory";
import { mirrorsOf, plans } from "./measurements/plans";
import { read } from "./measurements/read";
import { synths } from "./measurements/synths";
import { nodeOf } from "./node-runtime";
import { Samples } from "./samples";
import { ENOUGH, report } from "./table";

const ROOT = resolve(__dirname, "../..");
const FILE = `terraform-provider-electronhub_v${version}`;

async function main(): Promise<number> {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error("The benchmark runs on Linux on x64 only: it looks at processes in /proc.");
  const executable = existing(join(ROOT, "dist/standalone", platformName(BUILDER), FILE), "npm run release");
  const script = existing(join(ROOT, "dist/terraform-provider-electronhub"), "npm run build");
  const started = performance.now();
  const directory = mkdtempSync(join(tmpdir(), "electronhub-bench-"));
  const measurements: Measurement[] = [];
  try {
    const bench: Bench = {
      directory,
      executable,
      script,
      version,
      node20: await nodeOf(20),
      node24: await nodeOf(24).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error)))),
      bun: await bunExecutable(BUILDER),
    };
    await prepare(bench, measurements);
    // The first round fills caches, and does not count.
    await round(measurements, new Samples());
    const samples = new Samples();
    const load = loadavg()[0] ?? 0;
    for (let count = 1; count <= ENOUGH; count++) {
      process.stderr.write(`round ${count} of ${ENOUGH}\n`);
      await round(measurements, samples);
    }
    const { text, failed } = report(FIGURES, NOTES, samples);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(text);
    console.log(
      `\n${cpus().length} processors, ${load.toFixed(1)} processes waiting for them when it began; ${ENOUGH} rounds; ${seconds} s. Medians (and quartiles).`,
    );
    if (failed > 0) console.log(`${failed} of ${FIGURES.length} figures FAILED.`);
    return failed === 0 ? 0 : 1;
  } finally {
    for (const measurement of measurements) await measurement.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What is open is in `measurements` at any time, so that it can be closed. */
async function prepare(bench: Bench, measurements: Measurement[]): Promise<void> {
  const mirrors = mirrorsOf(bench);
  measurements.push(handshakes(bench), memory(bench), synths(bench));
  for (const count of [1, 20, 100]) measurements.push(await plans(bench, mirrors, count));
  measurements.push(await creates(bench, mirrors));
  for (const count of [100, 1000]) measurements.push(await growth(bench, mirrors, count));
  measurements.push(await read(bench));
}

async function round(measurements: readonly Measurement[], samples: Samples): Promise<void> {
  for (const measurement of measurements) await measurement.round(samples);
}

function existing(file: string, command: string): string {
  if (existsSync(file)) return file;
  throw new Error(`${file} is missing: run "${command}" first.`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
