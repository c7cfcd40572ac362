// The provider's functions: what they answer, and what they refuse.
import { keyIdFunction, unixTimeFunction } from "../../src/provider/functions";
import { type CtyType, type KnownOf, type Value, Decimal, UNKNOWN, decode, encode } from "../../src/terraform/cty";
import { FunctionError, type ProviderFunction } from "../../src/terraform/framework";

/** Calls a function of one argument as Terraform does, through its bytes. */
function call(declared: ProviderFunction, value: Value): Value {
  return declared.call(<T extends CtyType>(_index: number, type: T): KnownOf<T> => {
    const decoded = decode(type, encode(type, value));
    if (decoded === null || decoded === UNKNOWN) throw new Error("not known");
    return decoded;
  });
}

test("key_id is the first half of the value's SHA-256", () => {
  // printf ek-proxy-abc | sha256sum
  expect(call(keyIdFunction, "ek-proxy-abc")).toBe("2fc0653e55994aa771dea4fa86201565");
});

test("key_id refuses what is not a proxy key, without repeating it", () => {
  const refused = () => call(keyIdFunction, "ek-account-secret");
  expect(refused).toThrow(FunctionError);
  expect(refused).toThrow("which begins with ek-proxy-");
  expect(refused).not.toThrow("secret");
});

test.each([
  ["1970-01-01T00:00:00Z", 0],
  ["2027-01-31T00:00:00Z", 1_801_353_600],
  ["2027-01-31T01:00:00+01:00", 1_801_353_600],
  ["2027-01-31T00:00:00.000Z", 1_801_353_600],
])("unix_time of %s is %d", (instant, seconds) => {
  expect(call(unixTimeFunction, instant)).toEqual(Decimal.fromNumber(seconds));
});

test.each(["", "tomorrow", "2027-01-31", "2027-01-31T00:00:00.5Z", "2027-02-30T00:00:00Z"])(
  "unix_time refuses %j",
  (instant) => {
    expect(() => call(unixTimeFunction, instant)).toThrow(`instant is ${JSON.stringify(instant)}`);
  },
);
