// Keeps the lock file of a directory in step with what is planted there, so that `terraform init` accepts it and cdktf finds
// nothing to lock: it would run `terraform providers lock`, which asks registries only and fails for a planted provider.
import { join } from "node:path";
import { readLockFile, writeLockFile } from "./lock-access";
import { type LockEntry, lockEntries, withLockEntries } from "./lock-file";
import { type Requirement, addressesOf, exactVersion } from "./requirements";

export const LOCK_FILE = ".terraform.lock.hcl";

export interface Locking {
  /** Where terraform runs. */
  readonly directory: string;
  /** Of the planted provider, for whichever host: replaces what is there. */
  readonly planted: readonly LockEntry[];
  /** Checksums of what was planted once: no entry keeps them. */
  readonly uprooted: readonly string[];
  /** The other providers that are required. */
  readonly others: readonly Requirement[];
  /** For sources without a host. */
  readonly hosts: readonly string[];
}

/** Returns the sources of other providers that the file does not lock, because they are required in no exact version. */
export function lock(locking: Locking): readonly string[] {
  const file = join(locking.directory, LOCK_FILE);
  const text = readLockFile(file);
  const { edited, unlocked } = edit(file, text, locking);
  if (edited !== text) writeLockFile(file, edited);
  return unlocked;
}

function edit(file: string, text: string, { planted, uprooted, others, hosts }: Locking) {
  try {
    const kept = withLockEntries(text, withoutChecksums(lockEntries(text), uprooted));
    const present = lockEntries(kept);
    const edited = withLockEntries(kept, [
      ...planted.filter(({ address }) => isWanted(address, hosts, present)),
      ...others.flatMap((other) => missing(other, hosts, present)),
    ]);
    const unlocked = others.filter((other) => !isLocked(other, hosts, present)).map(({ source }) => source);
    return { edited, unlocked };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} cannot be kept up to date: ${reason}. Delete it; "terraform init" writes it anew.`);
  }
}

/** The entries that have such a checksum, without it. */
const withoutChecksums = (entries: readonly LockEntry[], checksums: readonly string[]): readonly LockEntry[] =>
  entries
    .filter(({ hashes }) => hashes.some((hash) => checksums.includes(hash)))
    .map((entry) => ({ ...entry, hashes: entry.hashes.filter((hash) => !checksums.includes(hash)) }));

/** An entry of the other binary's host stays in the file, and would refuse the planted executable when that binary runs. */
const isWanted = (address: string, hosts: readonly string[], present: readonly LockEntry[]): boolean =>
  hosts.some((host) => address.startsWith(`${host}/`)) || present.some((entry) => entry.address === address);

/**
 * What another provider lacks in the file: an entry of the exact version that the stack requires, with a constraint, by which
 * cdktf goes. One that is there stays as it is. The checksums come with `terraform init`, as they would without an entry.
 */
function missing(
  { source, version }: Requirement,
  hosts: readonly string[],
  present: readonly LockEntry[],
): readonly LockEntry[] {
  const exact = exactVersion(version);
  if (exact === undefined) return [];
  return addressesOf(source, hosts).flatMap((address) => {
    const same = present.find((entry) => entry.address === address && entry.version === exact);
    if (same?.constraints !== undefined) return [];
    return [{ address, version: exact, constraints: exact, hashes: same?.hashes ?? [] }];
  });
}

function isLocked({ source, version }: Requirement, hosts: readonly string[], present: readonly LockEntry[]): boolean {
  if (exactVersion(version) !== undefined) return true;
  const addresses = addressesOf(source, hosts);
  return present.some(({ address, constraints }) => addresses.includes(address) && constraints !== undefined);
}
