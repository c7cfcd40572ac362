// IP addresses and CIDR blocks: whether they are valid, and when two spellings mean the same.
import ipaddr from "ipaddr.js";
import { type Problem, problem, shown } from "./problem";

/** As in ::ffff:10.0.0.5. */
const DOTTED_IPV6 = /^[\da-f:]*:[\d.]*\.[\d.]*(\/\d+)?$/i;
/** As in ::ffff:a00:5, the same in hexadecimal. */
const MAPPED_IPV4 = /^::ffff:[\da-f]+:[\da-f]+$/;

/** The block in canonical form: network address and prefix, so that 10.0.0.5 and 10.0.0.5/32 are the same text. */
export function canonicalIp(entry: string): string | undefined {
  const block = parseBlock(entry);
  return block && `${block.network}/${block.prefix}`;
}

/** Whether every address of `entry` is one of `block`. False where either is neither address nor block. */
export function coversIp(block: string, entry: string): boolean {
  const outer = parseBlock(block);
  const inner = parseBlock(entry);
  if (!outer || !inner || outer.prefix > inner.prefix) return false;
  const bytes = parseAddress(inner.network);
  return bytes !== undefined && print(masked(bytes, outer.prefix)) === outer.network;
}

export function checkIp(entry: string): Problem | undefined {
  const block = parseBlock(entry);
  if (DOTTED_IPV6.test(entry) || (block && MAPPED_IPV4.test(block.network))) {
    return problem(
      "An IPv4 address in IPv6 notation in ip_whitelist",
      `${shown(entry)} mixes IPv4 into IPv6, which programs read differently. Write an IPv4 address plainly, as in 10.0.0.5, and an IPv6 address in hexadecimal, as in 2001:db8::1.`,
    );
  }
  if (!block) {
    return problem(
      "Invalid entry in ip_whitelist",
      `${shown(entry)} is neither an IPv4 or IPv6 address nor a CIDR block such as 10.0.0.0/8 or 2001:db8::/32.`,
    );
  }
  if (block.network === block.address) return undefined;
  return problem(
    "A CIDR block in ip_whitelist has host bits set",
    `${entry} means the whole block ${block.network}/${block.prefix}. Write that, or the single address ${block.address}.`,
  );
}

interface Block {
  readonly address: string;
  readonly network: string;
  readonly prefix: number;
}

function parseBlock(entry: string): Block | undefined {
  const [address = "", prefix, ...rest] = entry.split("/");
  if (rest.length > 0 || (prefix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefix))) return undefined;
  const bytes = parseAddress(address);
  if (!bytes) return undefined;
  const bits = bytes.length * 8;
  const length = prefix === undefined ? bits : Number(prefix);
  if (length > bits) return undefined;
  return { address: print(bytes), network: print(masked(bytes, length)), prefix: length };
}

/** Dotted IPv4 in full and hexadecimal IPv6 without a zone only: programs read other notations differently. */
function parseAddress(text: string): number[] | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text) && !/(^|\.)0\d/.test(text)) return ipaddr.IPv4.parse(text).toByteArray();
  if (!/^[\da-f:]*:[\da-f:]*$/i.test(text) || !ipaddr.IPv6.isValid(text)) return undefined;
  return ipaddr.IPv6.parse(text).toByteArray();
}

const masked = (bytes: readonly number[], prefix: number): number[] =>
  bytes.map((byte, index) => byte & (0xff00 >> Math.min(Math.max(prefix - index * 8, 0), 8)) & 0xff);

const print = (bytes: number[]): string => ipaddr.fromByteArray(bytes).toString();
