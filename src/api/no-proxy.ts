// Which hosts NO_PROXY keeps off the proxy. Pure. Names are compared as they are written: no name is looked up, so blocks and
// ranges of addresses concern hosts that are addresses.
import ipaddr from "ipaddr.js";
import { portOr } from "./default-port";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

interface Target {
  /** In lower case, without brackets and without the dot of the root. */
  readonly host: string;
  readonly address: Address | undefined;
  readonly port: string;
}

/**
 * Entries are separated by commas or blanks: `*`; a host, which stands for its subdomains too, with a leading dot or without;
 * an address; a CIDR block; a range such as `10.0.0.1-10.0.0.9`; a pattern such as `10.0.*`. All may end in a port.
 */
export function isExempt(url: URL, noProxy: string): boolean {
  const host = bare(url.hostname);
  const target = { host, address: addressOf(host), port: portOr(url.port, url.protocol) };
  return noProxy
    .split(/[,\s]+/)
    .filter((entry) => entry !== "")
    .some((entry) => matches(entry.toLowerCase(), target));
}

function matches(entry: string, target: Target): boolean {
  const { host, port } = split(entry);
  if (port !== undefined && port !== target.port) return false;
  if (host === "*") return true;
  const name = bare(host.replace(/^\*?\./, ""));
  const isBlock = inBlock(name, target) ?? inRange(name, target);
  if (isBlock !== undefined) return isBlock;
  const address = addressOf(name);
  if (address && target.address) return address.toNormalizedString() === target.address.toNormalizedString();
  if (name.includes("*")) return patternOf(name).test(target.host);
  // An address has no subdomains.
  return target.host === name || (!target.address && target.host.endsWith(`.${name}`));
}

/** `host:8080` and `[::1]:8080`, but not `::1`. */
function split(entry: string): { readonly host: string; readonly port: string | undefined } {
  const [, host = entry, port] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  return { host, port };
}

/** Undefined where the entry is not a block. */
function inBlock(entry: string, { address }: Target): boolean | undefined {
  const [start = "", bits, ...more] = entry.split("/");
  if (bits === undefined || more.length > 0 || !ipaddr.isValidCIDR(entry)) return undefined;
  const block = ipaddr.parse(start);
  return address !== undefined && address.kind() === block.kind() && address.match(block, Number(bits));
}

/** Undefined where the entry is not a range. */
function inRange(entry: string, { address }: Target): boolean | undefined {
  const [first, last, ...more] = entry.split("-").map((end) => addressOf(bare(end)));
  if (!first || !last || more.length > 0) return undefined;
  if (!address || address.kind() !== first.kind() || address.kind() !== last.kind()) return false;
  const number = hex(address);
  return hex(first) <= number && number <= hex(last);
}

/** Texts of equal length, in the order of the addresses. */
const hex = (address: Address): string => Buffer.from(address.toByteArray()).toString("hex");

const bare = (host: string): string => host.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");

function addressOf(text: string): Address | undefined {
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
  // ::ffff:10.0.0.1 is 10.0.0.1.
  return isAddress ? ipaddr.process(text) : undefined;
}

const patternOf = (name: string): RegExp =>
  new RegExp(
    `^${name
      .split("*")
      .map((part) => part.replace(/[^\w]/g, "\\$&"))
      .join(".*")}$`,
  );
