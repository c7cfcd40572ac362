import { isOnWhitelist } from "../../src/emulator/ip-match";

test.each([
  ["10.0.0.5", ["10.0.0.5"], true],
  ["10.0.0.6", ["10.0.0.5"], false],
  ["10.0.0.6", ["192.168.0.1", "10.0.0.0/8"], true],
  ["11.0.0.1", ["10.0.0.0/8"], false],
  ["10.0.0.5", ["10.0.0.5/32"], true],
  ["1.2.3.4", ["0.0.0.0/0"], true],
  ["2001:db8::1", ["2001:db8::/32"], true],
  ["2001:db9::1", ["2001:db8::/32"], false],
  ["::ffff:10.0.0.5", ["10.0.0.5"], true],
  ["10.0.0.5", [], false],
  ["10.0.0.5", ["nonsense", "10.0.0.5/33", "10.0.0.5/x", "10.0.0.0/8/8"], false],
  ["nonsense", ["0.0.0.0/0"], false],
])("%s on %j: %s", (address, whitelist, expected) => {
  expect(isOnWhitelist(address, whitelist)).toBe(expected);
});
