// Terraform links to what is planted, from its shared plugin cache and from a stack's data directory. A link that leads
// nowhere any more stops every later installation of the version ("mkdir ...: file exists").
import { lstatSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { HOSTS, packageFolder } from "./layout";
import { type Machine } from "./platform";

export interface Links {
  /** Where terraform runs. */
  readonly directory: string;
  readonly version: string;
  /** The one that runs terraform. */
  readonly machine: Machine;
  readonly env: NodeJS.ProcessEnv;
}

/** A link that leads somewhere stays: a running terraform may use it. */
export function removeDanglingLinks({ directory, version, machine, env }: Links): void {
  const installed = join(env.TF_DATA_DIR || ".terraform", "providers");
  for (const place of [...pluginCache(machine, env), installed].map((each) => resolve(directory, each))) {
    for (const host of HOSTS) removeDangling(packageFolder(place, host, version, machine));
  }
}

/** The one that the environment names, else the one that cdktf makes in the user's home. */
function pluginCache({ platform }: Machine, env: NodeJS.ProcessEnv): readonly string[] {
  if (env.TF_PLUGIN_CACHE_DIR) return [env.TF_PLUGIN_CACHE_DIR];
  const home = platform === "win32" ? env.USERPROFILE : env.HOME;
  return home ? [join(home, ".terraform.d", "plugin-cache")] : [];
}

function removeDangling(path: string): void {
  try {
    const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    if (isLink && statSync(path, { throwIfNoEntry: false }) === undefined) rmSync(path);
  } catch {
    // What cannot be looked at or removed is not a reason to refuse a synth, which does not need it.
  }
}
