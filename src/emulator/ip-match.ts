// Whether an address is on an IP whitelist of addresses and CIDR blocks. Entries that are neither match nobody.
import { BlockList, isIP } from "node:net";

export function isOnWhitelist(address: string, whitelist: readonly string[]): boolean {
  const list = new BlockList();
  for (const entry of whitelist) add(list, entry);
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const family = familyOf(plain);
  return family !== undefined && list.check(plain, family);
}

function add(list: BlockList, entry: string): void {
  const [address = "", prefix, ...rest] = entry.split("/");
  const family = familyOf(address);
  if (family === undefined || rest.length > 0) return;
  if (prefix === undefined) return list.addAddress(address, family);
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : Infinity;
  if (bits <= (family === "ipv4" ? 32 : 128)) list.addSubnet(address, bits, family);
}

function familyOf(address: string): "ipv4" | "ipv6" | undefined {
  const version = isIP(address);
  return version === 4 ? "ipv4" : version === 6 ? "ipv6" : undefined;
}
