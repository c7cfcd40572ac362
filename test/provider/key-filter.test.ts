// Which keys a filter lets pass.
import { type KeyObject } from "../../src/api";
import { type KeyFilter, passes } from "../../src/provider/key-filter";

const NOW = 1_000_000;

const key = (fields: Partial<KeyObject> = {}): KeyObject => ({
  key: "ek-proxy-a",
  name: "ci-1",
  expires_at: -1,
  is_active: true,
  created_at: 500,
  last_used: 800,
  ...fields,
});

test.each<[string, Partial<KeyObject>, KeyFilter, boolean]>([
  ["no filter", {}, {}, true],
  ["a pattern found in the name", {}, { nameRegex: /i-/u }, true],
  ["a pattern of the whole name", {}, { nameRegex: /^i-1$/u }, false],
  [
    "a pattern, and a name in the decomposed form",
    { name: "e\u0301te\u0301" },
    { nameRegex: /^\u00e9t\u00e9$/u },
    true,
  ],
  ["a pattern, and a name that is not told", { name: undefined }, { nameRegex: /(?:)/u }, false],
  ["enabled, and a key that is on", {}, { enabled: true }, true],
  ["enabled, and a key that is off", { is_active: false }, { enabled: true }, false],
  ["not enabled, and a key that is off", { is_active: false }, { enabled: false }, true],
  ["not enabled, and a status that is not told", { is_active: undefined }, { enabled: false }, false],
  ["expired, and a key that never expires", {}, { expired: true }, false],
  ["not expired, and a key that never expires", {}, { expired: false }, true],
  ["expired, and a key that expires now", { expires_at: NOW }, { expired: true }, true],
  ["expired, and a key that expires in a second", { expires_at: NOW + 1 }, { expired: true }, false],
  ["not expired, and a key that expires in a second", { expires_at: NOW + 1 }, { expired: false }, true],
  ["not expired, and an expiry that is not told", { expires_at: undefined }, { expired: false }, false],
  ["unused since after the last use", {}, { unusedSince: 801 }, true],
  ["unused since the last use", {}, { unusedSince: 800 }, false],
  ["unused since after the creation, and never used", { last_used: null }, { unusedSince: 501 }, true],
  ["unused since before the creation, and never used", { last_used: null }, { unusedSince: 500 }, false],
  ["unused, and a last use that is not told", { last_used: undefined }, { unusedSince: NOW }, false],
  ["unused, and a creation that is not told", { last_used: null, created_at: undefined }, { unusedSince: NOW }, false],
  ["two conditions that hold", {}, { nameRegex: /^ci/u, enabled: true }, true],
  ["two conditions of which one holds", {}, { nameRegex: /^ci/u, enabled: false }, false],
])("%s", (_, fields, filter, expected) => {
  expect(passes(key(fields), filter, NOW * 1000)).toBe(expected);
});
