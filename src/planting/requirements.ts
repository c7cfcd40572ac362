// The providers that a configuration requires, in the words of the lock file. Pure.
import { HOSTS, TERRAFORM_HOST } from "./layout";

/** An element of `required_providers`. */
export interface Requirement {
  readonly source: string;
  readonly version: string | undefined;
}

/**
 * The hosts under which a provider without a host is locked. cdktf looks for terraform's, whichever binary it runs; tofu
 * needs its own besides, which terraform would drop at every init, and say so.
 */
export const lockedHosts = (terraformBinary: string | undefined): readonly string[] =>
  /tofu/i.test(terraformBinary ?? "") ? HOSTS : [TERRAFORM_HOST];

/** The whole addresses of a source, of which host and namespace may be left out. */
export function addressesOf(source: string, hosts: readonly string[]): readonly string[] {
  const parts = source.split("/");
  if (parts.length > 2) return [source];
  const path = parts.length === 1 ? `hashicorp/${source}` : source;
  return hosts.map((host) => `${host}/${path}`);
}

/** `1.2.3` and `= 1.2.3` are exact; ranges are not, nor is a missing version. */
export const exactVersion = (constraint: string | undefined): string | undefined =>
  /^\s*=?\s*(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)\s*$/.exec(constraint ?? "")?.[1];
