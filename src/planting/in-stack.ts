// Plants the provider in the output of a stack and locks it there: all that `cdktf deploy` needs to find it. Or takes it
// away again, where the stack does not bring it along any more.
import { join } from "node:path";
import { publishedChecksums } from "./checksums";
import { removeDanglingLinks } from "./dangling";
import { chooseExecutable } from "./executable";
import { HOSTS, IMPLIED_MIRROR, SOURCE } from "./layout";
import { lock } from "./lock";
import { plant } from "./plant";
import { type Machine } from "./platform";
import { type Requirement, addressesOf, lockedHosts } from "./requirements";
import { plantedChecksums, uproot } from "./uproot";

/** Of the package that this file belongs to, as source or compiled. */
const BUNDLED = join(__dirname, "..", "..", "dist", "terraform-provider-electronhub");

export interface StackOutput {
  /** Of all stacks: cdktf.out. */
  readonly outdir: string;
  /** Of this one, below it. */
  readonly workingDirectory: string;
  /** What the stack requires. */
  readonly required: readonly Requirement[];
  readonly version: string;
  readonly machine: Machine;
  readonly env: NodeJS.ProcessEnv;
}

export interface StackPlanting extends StackOutput {
  /** Instead of the bundled one. */
  readonly executable: string | undefined;
}

/** Returns the sources of other providers that stay unlocked. */
export function plantInStack(stack: StackPlanting): readonly string[] {
  const { version, required, env } = stack;
  const directory = join(stack.outdir, stack.workingDirectory);
  const executable = chooseExecutable({
    bundled: BUNDLED,
    given: stack.executable,
    setting: "`executable`",
    version,
    machine: stack.machine,
  });
  plant({ mirror: join(directory, IMPLIED_MIRROR), version, executable });
  removeDanglingLinks({ ...stack, directory });
  const hashes = executable.checksums;
  const planted = addressesOf(SOURCE, HOSTS).map((address) => ({ address, version, constraints: version, hashes }));
  const others = required.filter(({ source }) => source !== SOURCE);
  return lock({ directory, planted, uprooted: [], others, hosts: lockedHosts(env.TERRAFORM_BINARY_NAME) });
}

/**
 * For a stack whose provider comes from a registry or mirror. What an earlier synth planted would be found first, and its
 * checksum would refuse any other. The provider is locked as all others are, or else cdktf asks registries for it.
 */
export function uprootInStack(stack: StackOutput): void {
  const { required, env } = stack;
  const directory = join(stack.outdir, stack.workingDirectory);
  // The lock file goes first: the checksums cannot be known any more once the executables are gone.
  const planted = plantedChecksums(directory);
  const published = planted.length > 0 ? publishedChecksums(BUNDLED, stack.version) : undefined;
  const uprooted = [...planted, ...(published ? [published.script, ...published.native.values()] : [])];
  lock({ directory, planted: [], uprooted, others: required, hosts: lockedHosts(env.TERRAFORM_BINARY_NAME) });
  uproot(directory);
  removeDanglingLinks({ ...stack, directory });
}
