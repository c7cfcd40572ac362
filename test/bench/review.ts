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
  readonly change: { readonly before: unknown; readonly after: unknown };
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
    ...Array.from({ length: keys }, (_, n) =>
      placed(drawn[n % drawn.length]?.resource_changes[0], `electronhub_proxy_key.k[${n}]`, n),
    ),
    ...Array.from({ length: others }, (_, n) => placed(other, `terraform_data.step[${n}]`, n)),
  ];
  // Terraform tells each of them three times.
  const values = (of: "before" | "after") =>
    changes.map(({ change, ...rest }) => ({ ...rest, schema_version: 0, values: change[of], sensitive_values: {} }));
  return JSON.stringify({
    ...first,
    planned_values: { root_module: { resources: values("after") } },
    resource_changes: changes,
    prior_state: { format_version: "1.0", values: { root_module: { resources: values("before") } } },
  });
}

function placed(resource: Resource | undefined, address: string, index: number) {
  if (resource === undefined) throw new Error("the gallery has no such resource");
  return { ...resource, address, index };
}

interface Measured {
  readonly milliseconds: number;
  /** Milliseconds of processor time: what else the machine does matters less. */
  readonly busy: number;
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
  const [kilobytes = 0, microseconds = 0] = readFileSync(peak, "utf8").split(" ").map(Number);
  return { milliseconds, busy: microseconds / 1000, megabytes: kilobytes / 1024 };
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
        const best = Math.min(...runs.map(({ milliseconds }) => milliseconds)).toFixed(0);
        const busy = Math.min(...runs.map((run) => run.busy)).toFixed(0);
        const most = Math.max(...runs.map(({ megabytes }) => megabytes)).toFixed(0);
        console.log(`  ${format}: ${best} ms, ${busy} ms of a processor (best of ${RUNS}); ${most} MB at most`);
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
