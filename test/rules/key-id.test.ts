// What names a key in a configuration: what is refused in any case, and what is refused where it is used.
import { checkKeyIds, checkKeyValue, checkNoKeyValues, checkNoOtherCredential } from "../../src/rules";

const ID = "0123456789abcdef0123456789abcdef";

test.each<[string, string, boolean, boolean]>([
  ["an id", ID, true, true],
  ["a word that a mocked provider made up", "dbezan2r", true, false],
  ["an id in capitals", ID.toUpperCase(), true, false],
  ["nothing", "", true, false],
  ["the value of a key", "ek-proxy-abc", false, false],
])("%s as an id", (_, text, passesConfigured, passesUsed) => {
  expect(checkNoKeyValues([text])).toHaveLength(passesConfigured ? 0 : 1);
  expect(checkKeyIds([text])).toHaveLength(passesUsed ? 0 : 1);
});

test("the value of a key that stands where an id should is not repeated", () => {
  const detail = "The value of a key is not an id of a proxy key; it must have 32 hexadecimal digits";
  expect(checkNoKeyValues([ID, "ek-proxy-abc"])).toMatchObject([{ detail: expect.stringContaining(detail) as string }]);
});

test.each<[string, string, boolean, boolean]>([
  ["a value", "ek-proxy-abc", true, true],
  ["a word that a mocked provider made up", "lwrhvaut", true, false],
  ["an API key of the account", "ek-abc", false, false],
  ["a JWT", "eyJh.eyJz.c2ln", false, false],
  ["a value with the line end of a file", "ek-proxy-abc\n", false, false],
  ["one that is too long", `ek-proxy-${"x".repeat(248)}`, false, false],
  ["nothing", "", false, false],
])("%s as the value of a key", (_, text, passesConfigured, passesUsed) => {
  expect(checkNoOtherCredential(text) === undefined).toBe(passesConfigured);
  expect(checkKeyValue(text) === undefined).toBe(passesUsed);
  expect(checkKeyValue(text)?.detail ?? "").not.toContain("abc");
});
