// What keeps Terraform from the provider: the user's CLI configuration, and lock files of another version.
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { LOCK_FILE, SOURCE, concealingCliConfig, lockEntries, readLockFile } from "../../planting";
import { visible } from "../../api/visible";
import { type Finding, type Patient, mend, ok } from "./finding";

export function checkCliConfiguration({ platform, env }: Patient): Finding {
  const check = "cli_configuration";
  const file = concealingCliConfig({ platform, env });
  if (file === undefined) return ok(check, "no CLI configuration hides the provider");
  return mend(
    check,
    `${visible(file)} has a provider_installation block that hides the provider of a stack's output`,
    `Run electronhub install --mirror DIRECTORY --print-cli-config, and add its filesystem_mirror to that block.`,
  );
}

export function checkLockFiles({ directory, version }: Patient): Finding {
  const check = "lock_file";
  const files = lockFilesIn(directory);
  if (files.length === 0) return ok(check, "no lock file here: terraform init writes it");
  const read = files.map((file) => ({ file: visible(relative(directory, file)), ...lockedIn(file) }));
  const damaged = read.filter(({ problem }) => problem !== undefined);
  if (damaged.length > 0) {
    const which = damaged.map(({ file, problem }) => `${file}: ${problem ?? ""}`).join("; ");
    return mend(check, `cannot be read: ${which}`, `Delete it; "terraform init" writes it anew.`);
  }
  const locking = read.filter(({ versions }) => versions.length > 0);
  const other = locking.filter(({ versions }) => versions.some((locked) => locked !== version));
  if (other.length > 0) {
    const which = other.map(({ file, versions }) => `${file} locks ${visible(versions.join(", "))}`).join("; ");
    return mend(
      check,
      `${which}, and this is ${version}`,
      "If the newer one is wanted: terraform init -upgrade there, or synthesise the stack anew.",
    );
  }
  if (locking.length === 0) return ok(check, `the provider is in no lock file here (${files.length} looked at)`);
  return ok(check, `the provider is locked at ${version} in ${locking.map(({ file }) => file).join(", ")}`);
}

/** Of the directory, and of the stacks of a synth's output in it. */
function lockFilesIn(directory: string): readonly string[] {
  const stacks = join(directory, "cdktf.out", "stacks");
  const names = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  return [directory, ...names.map((name) => join(stacks, name))]
    .map((folder) => join(folder, LOCK_FILE))
    .filter((file) => existsSync(file));
}

interface Locked {
  readonly versions: readonly string[];
  readonly problem?: string;
}

function lockedIn(file: string): Locked {
  try {
    const entries = lockEntries(readLockFile(file)).filter(({ address }) => address.endsWith(`/${SOURCE}`));
    return { versions: [...new Set(entries.map(({ version }) => version))] };
  } catch (error) {
    return { versions: [], problem: error instanceof Error ? error.message : "unknown" };
  }
}
