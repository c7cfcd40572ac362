// The programs: Node.js, terraform or tofu, and the command line of CDKTF or CDK Terrain. Found without the network.
import { execFile } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { visible } from "../../api/visible";
import { type Finding, type Patient, mend, ok } from "./finding";

/** As package.json has it. */
const LEAST_NODE = "20.18.1";
/** The oldest that the provider's functions work with. */
const LEAST_TERRAFORM = "1.8.0";
const LEAST_TOFU = "1.7.0";
const PATIENCE_MS = 10_000;

export function checkNode({ nodeVersion }: Patient): Finding {
  const version = nodeVersion.replace(/^v/, "");
  if (!isOlder(version, LEAST_NODE)) return ok("node", `Node.js ${version}`);
  return mend("node", `Node.js ${version} is too old`, `Install Node.js ${LEAST_NODE} or newer.`);
}

export async function checkTerraform(patient: Patient): Promise<Finding> {
  const named = patient.env.TERRAFORM_BINARY_NAME;
  const programs = named ? [named] : ["terraform", "tofu"];
  const answers = await Promise.all(programs.map(async (name) => ({ name, answer: await versionOf(name, patient) })));
  const found = answers.flatMap(({ name, answer }) => (answer.kind === "found" ? [{ name, ...answer }] : []));
  const [first] = found;
  if (first) {
    const what = found.map(({ name, version }) => `${visible(name)} ${version}`).join(", ");
    const least = first.isTofu ? LEAST_TOFU : LEAST_TERRAFORM;
    if (!isOlder(first.version, least)) return ok("terraform", what);
    return mend("terraform", `${what} is too old`, `Install ${least} or newer.`);
  }
  const failed = answers.find(({ answer }) => answer.kind === "failed");
  if (failed) {
    const program = visible(failed.name);
    return mend("terraform", `${program} does not tell its version`, `Run: ${program} version`);
  }
  return mend(
    "terraform",
    named ? `${visible(named)}, which TERRAFORM_BINARY_NAME names, is not there` : "there is no terraform and no tofu",
    named
      ? "Set TERRAFORM_BINARY_NAME to a program that is on the PATH."
      : "Install Terraform or OpenTofu, and put it on the PATH.",
  );
}

type Answer =
  | { readonly kind: "found"; readonly version: string; readonly isTofu: boolean }
  | { readonly kind: "absent" }
  | { readonly kind: "failed" };

/** CHECKPOINT_DISABLE: else terraform asks on the network whether there is a newer one. */
function versionOf(program: string, { env, directory, stop }: Patient): Promise<Answer> {
  const options = { cwd: directory, env: { ...env, CHECKPOINT_DISABLE: "1" }, timeout: PATIENCE_MS, signal: stop };
  return new Promise((resolve) => {
    execFile(program, ["version"], { ...options, killSignal: "SIGKILL" }, (error, stdout) => {
      if (error && "code" in error && error.code === "ENOENT") return resolve({ kind: "absent" });
      const [, product, version] = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+)/m.exec(stdout) ?? [];
      if (error || version === undefined) return resolve({ kind: "failed" });
      resolve({ kind: "found", version, isTofu: product === "OpenTofu" });
    });
  });
}

/** Of cdktf-cli up to 0.21; cdktn-cli works with newer ones. */
const MOST_NODE_FOR_CDKTF = 23;

export function checkCdktf(patient: Patient): Finding {
  const found = ["cdktf", "cdktn"].flatMap((name) => {
    const version = cliVersion(`${name}-cli`, name, patient);
    return version === undefined ? [] : [{ name: `${name}-cli`, version: visible(version) }];
  });
  const what = found.map(({ name, version }) => `${name} ${version}`).join(", ");
  const isProject = existsSync(join(patient.directory, "cdktf.json"));
  if (found.length === 0) {
    if (!isProject) return ok("cdktf", "no cdktf-cli and no cdktn-cli, which only CDKTF stacks need");
    return mend(
      "cdktf",
      "cdktf.json is here, but no cdktf-cli and no cdktn-cli",
      "Run npm install here; or: npm install --save-dev cdktf-cli",
    );
  }
  const major = Number(/\d+/.exec(patient.nodeVersion)?.[0]);
  if (found.every(({ name }) => name === "cdktf-cli") && major > MOST_NODE_FOR_CDKTF) {
    return mend("cdktf", `${what} does not work with Node.js ${major}`, "Use Node.js 20 or 22, or cdktn-cli.");
  }
  return ok("cdktf", what);
}

/** Of the project's own, else of the one on the PATH; read from its package, because starting it takes seconds. */
function cliVersion(packageName: string, program: string, { env, directory }: Patient): string | undefined {
  for (const folder of foldersAbove(directory)) {
    const version = packageVersion(join(folder, "node_modules", packageName), packageName);
    if (version !== undefined) return version;
  }
  for (const folder of (env.PATH ?? "").split(delimiter).filter((entry) => entry !== "")) {
    const file = join(folder, program);
    if (!existsSync(file)) continue;
    for (const above of foldersAbove(dirname(realpathSync(file)))) {
      const version = packageVersion(above, packageName);
      if (version !== undefined) return version;
    }
  }
  return undefined;
}

function foldersAbove(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}

function packageVersion(folder: string, name: string): string | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    if (typeof json !== "object" || json === null || !("name" in json) || json.name !== name) return undefined;
    return "version" in json && typeof json.version === "string" ? json.version : undefined;
  } catch {
    return undefined;
  }
}

function isOlder(version: string, least: string): boolean {
  const numbers = (text: string) => text.split(".").map((part) => Number.parseInt(part, 10));
  const [own, other] = [numbers(version), numbers(least)];
  const different = own.findIndex((number, index) => number !== other[index]);
  return different >= 0 && (own[different] ?? 0) < (other[different] ?? 0);
}
