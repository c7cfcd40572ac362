// The address of a server that keeps the request budget for many machines, as users write it.
import { type Problem, problem } from "./problem";

/** What an address says. */
export interface LedgerAddress {
  readonly hosts: readonly { readonly host: string; readonly port: number }[];
  /** Set where the hosts are sentinels: the name under which they know the server. */
  readonly sentinelName?: string;
  readonly usesTls: boolean;
  readonly username?: string;
  readonly password?: string;
  readonly database: number;
}

const LEDGER_ADDRESS_FORMS = [
  "redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]",
  "rediss://... for TLS",
  "redis+sentinel://[[USER]:PASSWORD@]HOST[:PORT][,HOST...]/NAME[/DATABASE]",
] as const;

const PORT = 6379;
const SENTINEL_PORT = 26379;
const LARGEST_PORT = 65_535;
/** A server may be configured to have more than its usual 16. */
const LARGEST_DATABASE = 9_999;

/** Scheme, what comes before @, hosts, path. */
const ADDRESS = /^([a-z+]+):\/\/(?:([^@/?#\s]*)@)?([^@/?#\s]+)((?:\/[^/?#\s]*)*)$/i;
const HOST = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i;

/** Checks what a setting of this name holds. Never tells the address: there may be a password in it. */
export const ledgerCheck =
  (setting: string) =>
  (text: string): Problem | undefined => {
    const read = readLedgerAddress(text);
    return "mistake" in read
      ? problem(
          `Invalid ${setting}`,
          `${setting} ${read.mistake}. It must look like ${LEDGER_ADDRESS_FORMS.join(", ")}; characters such as @, : and / in a password are written as %40, %3A and %2F.`,
        )
      : undefined;
  };

export const checkLedger = ledgerCheck("ledger");

/** Of an address that passed the check. */
export function ledgerAddress(text: string): LedgerAddress {
  const read = readLedgerAddress(text);
  if ("mistake" in read) throw new Error(`the ledger's address ${read.mistake}`);
  return read;
}

function readLedgerAddress(text: string): LedgerAddress | { readonly mistake: string } {
  const [, scheme = "", userInfo, places = "", path = ""] = ADDRESS.exec(text) ?? [];
  const [, tls, sentinel] = /^redis(s?)(\+sentinel)?$/i.exec(scheme) ?? [];
  if (scheme === "") return { mistake: "is no address" };
  if (tls === undefined) return { mistake: `has the unknown scheme ${scheme.slice(0, 20)}:` };
  const usesSentinel = sentinel !== undefined;
  const hosts = places.split(",").map((place) => hostIn(place, usesSentinel ? SENTINEL_PORT : PORT));
  const known = hosts.filter((host) => host !== undefined);
  if (known.length < hosts.length) return { mistake: "has a host or a port that cannot be one" };
  const who = credentialsIn(userInfo);
  if ("mistake" in who) return who;
  const segments = path.split("/").slice(1);
  const name = usesSentinel ? segments.shift() : undefined;
  if (usesSentinel && !name) return { mistake: "does not name the server that the sentinels know, after the hosts" };
  const sentinelName = name === undefined ? undefined : decoded(name);
  if (name !== undefined && sentinelName === undefined) return { mistake: "has a % that begins no escape" };
  const [database = "0", ...more] = segments[0] === "" ? segments.slice(1) : segments;
  if (more.length > 0 || !/^\d{1,4}$/.test(database) || Number(database) > LARGEST_DATABASE) {
    return { mistake: "has a database that is no number" };
  }
  return {
    hosts: known,
    ...(sentinelName !== undefined && { sentinelName }),
    usesTls: tls !== "",
    ...who,
    database: Number(database),
  };
}

function hostIn(place: string, usual: number): LedgerAddress["hosts"][number] | undefined {
  const [, v6, name, port] = HOST.exec(place) ?? [];
  const host = v6 ?? name;
  const number = port === undefined ? usual : Number(port);
  return host === undefined || number < 1 || number > LARGEST_PORT ? undefined : { host, port: number };
}

function credentialsIn(
  userInfo: string | undefined,
): Pick<LedgerAddress, "username" | "password"> | { readonly mistake: string } {
  if (userInfo === undefined || userInfo === "") return {};
  const colon = userInfo.indexOf(":");
  if (colon < 0) return { mistake: "names a user without a password (USER:PASSWORD@, or :PASSWORD@)" };
  const username = decoded(userInfo.slice(0, colon));
  const password = decoded(userInfo.slice(colon + 1));
  if (username === undefined || password === undefined) return { mistake: "has a % that begins no escape" };
  if (password === "") return { mistake: "has an empty password" };
  return { ...(username !== "" && { username }), password };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
