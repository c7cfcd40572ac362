// Plants the provider in the output of a stack and locks it there: all that `cdktf deploy` needs to find it.
import { join } from "node:path";
import { packageChecksum } from "./checksum";
import { readExecutable } from "./executable";
import { IMPLIED_MIRROR, SOURCE, executableName } from "./layout";
import { lock } from "./lock";
import { plant } from "./plant";
import { type Machine } from "./platform";
import { type Requirement, addressesOf, lockedHosts } from "./requirements";

/** Of the package that this file belongs to, as source or compiled. */
const BUNDLED = join(__dirname, "..", "..", "dist", "terraform-provider-electronhub");

export interface StackPlanting {
  /** Of all stacks: cdktf.out. */
  readonly outdir: string;
  /** Of this one, below it. */
  readonly workingDirectory: string;
  readonly version: string;
  /** Instead of the bundled one. */
  readonly executable: string | undefined;
  /** What else the stack requires. */
  readonly others: readonly Requirement[];
  readonly machine: Machine;
  readonly env: NodeJS.ProcessEnv;
}

/** Returns the sources of other providers that stay unlocked. */
export function plantInStack(stack: StackPlanting): readonly string[] {
  const { version, machine, env } = stack;
  const directory = join(stack.outdir, stack.workingDirectory);
  const { content } = readExecutable({
    bundled: BUNDLED,
    given: stack.executable,
    setting: "`executable`",
    machine,
  });
  plant({ mirror: join(directory, IMPLIED_MIRROR), version, content, machine });
  const hashes = [packageChecksum(executableName(version, machine), content)];
  const hosts = lockedHosts(env.TERRAFORM_BINARY_NAME);
  const planted = addressesOf(SOURCE, hosts).map((address) => ({ address, version, constraints: version, hashes }));
  return lock({ directory, planted, others: stack.others, hosts });
}
