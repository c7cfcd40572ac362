// IP addresses and CIDR blocks in ip_whitelist: what is allowed, and when two spellings mean the same.
import fc from "fast-check";
import { canonicalIp, checkIpWhitelist, coversIp } from "../../src/rules";

describe("allowed, with its canonical form", () => {
  test.each([
    ["10.0.0.5", "10.0.0.5/32"],
    ["10.0.0.5/32", "10.0.0.5/32"],
    ["10.0.0.0/8", "10.0.0.0/8"],
    ["10.0.0.4/31", "10.0.0.4/31"],
    ["192.168.128.0/17", "192.168.128.0/17"],
    ["255.255.255.255", "255.255.255.255/32"],
    ["0.0.0.0", "0.0.0.0/32"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["::", "::/128"],
    ["::/0", "::/0"],
    ["::1", "::1/128"],
    ["2001:db8::", "2001:db8::/128"],
    ["2001:DB8::A", "2001:db8::a/128"],
    ["2001:db8:0:0:0:0:0:1", "2001:db8::1/128"],
    ["2001:0db8:0000::0001/128", "2001:db8::1/128"],
    ["2001:db8::/32", "2001:db8::/32"],
    ["2001:db8:8000::/33", "2001:db8:8000::/33"],
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1/128"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8/128"],
    ["fe80::1", "fe80::1/128"],
    ["::ffff:1", "::ffff:1/128"],
  ])("%s is %s", (entry, canonical) => {
    expect(checkIpWhitelist([entry])).toEqual([]);
    expect(canonicalIp(entry)).toBe(canonical);
  });
});

describe("neither an address nor a block", () => {
  test.each(
    [
      ["", " ", "/8", "all", "localhost", "10.0.0.5 ", " 10.0.0.5", "10.0.0.5\n", "10.0.0.1-10.0.0.9", "10.0.0.*"],
      ["10.0.0", "10.0.0.0.0", "256.0.0.1", "10.0.0.-1", "10.0.0.1:80", "167772165", "0x0a.0.0.5", "１0.0.0.5"],
      ["010.0.0.5", "10.0.0.05", "10.00.0.5"],
      ["10.0.0.0/", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/+8", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0.0/8.0"],
      ["10.0.0.0/255.0.0.0", "10.0.0.0/ 8", "10.0.0.0/1e1"],
      ["2001:db8::/129", "2001:db8::/032", "2001:db8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", ":::", ":"],
      ["12345::", "g::", "[::1]", "fe80::1%eth0", "fe80::1%eth0/64"],
    ].flat(),
  )("%j", (entry) => {
    expect(canonicalIp(entry)).toBeUndefined();
    expect(checkIpWhitelist([entry])).toEqual([
      {
        severity: "error",
        summary: "Invalid entry in ip_whitelist",
        detail: `${JSON.stringify(entry)} is neither an IPv4 or IPv6 address nor a CIDR block such as 10.0.0.0/8 or 2001:db8::/32.`,
      },
    ]);
  });
});

test.each([
  "::ffff:10.0.0.5",
  "::ffff:10.0.0.5/128",
  "::FFFF:010.0.0.5",
  "::ffff:a00:5",
  "0:0:0:0:0:ffff:a00:5",
  "::ffff:0:0/96",
  "::10.0.0.5",
  "64:ff9b::10.0.0.5",
])("IPv4 in IPv6 notation is refused, because it is not the IPv4 address to everyone: %s", (entry) => {
  expect(checkIpWhitelist([entry])).toEqual([
    {
      severity: "error",
      summary: "An IPv4 address in IPv6 notation in ip_whitelist",
      detail: `"${entry}" mixes IPv4 into IPv6, which programs read differently. Write an IPv4 address plainly, as in 10.0.0.5, and an IPv6 address in hexadecimal, as in 2001:db8::1.`,
    },
  ]);
});

test.each([
  ["10.0.0.5/8", "10.0.0.0/8", "10.0.0.5"],
  ["10.0.0.5/31", "10.0.0.4/31", "10.0.0.5"],
  ["10.0.0.5/0", "0.0.0.0/0", "10.0.0.5"],
  ["192.168.255.0/17", "192.168.128.0/17", "192.168.255.0"],
  ["2001:DB8::1/32", "2001:db8::/32", "2001:db8::1"],
  ["2001:db8:ffff::/33", "2001:db8:8000::/33", "2001:db8:ffff::"],
  ["::1/127", "::/127", "::1"],
])("host bits are refused, naming what was meant: %s", (entry, network, address) => {
  expect(canonicalIp(entry)).toBe(network);
  expect(checkIpWhitelist([entry])).toEqual([
    {
      severity: "error",
      summary: "A CIDR block in ip_whitelist has host bits set",
      detail: `${entry} means the whole block ${network}. Write that, or the single address ${address}.`,
    },
  ]);
});

describe("every valid entry", () => {
  const cidr = (address: fc.Arbitrary<string>, bits: number) =>
    fc.oneof(
      address,
      fc.tuple(address, fc.integer({ min: 0, max: bits })).map(([text, prefix]) => `${text}/${prefix}`),
    );
  const hexadecimalIpV6 = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 })
    .map((groups) => groups.map((group) => group.toString(16)).join(":"));
  const entries = fc.oneof(cidr(fc.ipV4(), 32), cidr(hexadecimalIpV6, 128));

  test("has one canonical form, which is its own", () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const canonical = canonicalIp(entry);
        expect(canonical).toBeDefined();
        expect(canonicalIp(canonical ?? "")).toBe(canonical);
      }),
    );
  });

  test("is the same in capitals", () => {
    fc.assert(
      fc.property(entries, (entry) => {
        expect(canonicalIp(entry.toUpperCase())).toBe(canonicalIp(entry));
      }),
    );
  });
});

test("no text makes a rule throw", () => {
  const texts = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."0123456789abcdef.:/%[]-") }));
  fc.assert(
    fc.property(texts, (text) => {
      expect(() => checkIpWhitelist([text])).not.toThrow();
    }),
  );
});

describe("a block covers", () => {
  test.each<[string, string, boolean]>([
    ["203.0.113.0/24", "203.0.113.0/25", true],
    ["203.0.113.0/24", "203.0.113.128/25", true],
    ["203.0.113.0/24", "203.0.113.7", true],
    ["203.0.113.0/24", "203.0.113.0/24", true],
    ["203.0.113.0/25", "203.0.113.0/24", false],
    ["203.0.113.0/24", "203.0.114.0/25", false],
    ["10.0.0.5", "10.0.0.5/32", true],
    ["0.0.0.0/0", "255.255.255.255", true],
    ["0.0.0.0/0", "2001:db8::1", false],
    ["::/0", "10.0.0.1", false],
    ["2001:db8::/32", "2001:db8:8000::/33", true],
    ["2001:db8::/33", "2001:db8:8000::/33", false],
    ["gpt-4o", "gpt-4o", false],
  ])("%s, %s: %s", (block, entry, expected) => {
    expect(coversIp(block, entry)).toBe(expected);
  });
});
