// Instants: strict RFC 3339 in whole seconds.
import fc from "fast-check";
import { checkExpiresAt, checkExpiryInFuture, formatInstant, parseInstant } from "../../src/rules";

test.each<[string, string, number]>([
  ["UTC", "2027-01-31T00:00:00Z", 1_801_353_600],
  ["the epoch", "1970-01-01T00:00:00Z", 0],
  ["lower-case t and z", "2027-01-31t00:00:00z", 1_801_353_600],
  ["an offset to the east", "2027-01-31T01:00:00+01:00", 1_801_353_600],
  ["an offset to the west", "2027-01-30T19:00:00-05:00", 1_801_353_600],
  ["an offset with minutes", "2027-01-31T05:45:00+05:45", 1_801_353_600],
  ["an offset of minutes alone, to the west", "2027-01-30T23:30:00-00:30", 1_801_353_600],
  ["an unknown local offset", "2027-01-31T00:00:00-00:00", 1_801_353_600],
  ["the widest offset", "2027-01-31T23:59:00+23:59", 1_801_353_600],
  ["the last second of a day", "2027-01-30T23:59:59Z", 1_801_353_599],
  ["a leap day", "2028-02-29T00:00:00Z", 1_835_395_200],
  ["the leap day of a year divisible by 400", "2000-02-29T00:00:00Z", 951_782_400],
  ["a fraction of zeros, as toISOString() writes it", "2027-01-31T00:00:00.000Z", 1_801_353_600],
  ["one zero, before an offset", "2027-01-31T01:00:00.0+01:00", 1_801_353_600],
  ["nine zeros, and a lower-case z", "2027-01-31t00:00:00.000000000z", 1_801_353_600],
  ["the last instant of four-digit years", "9999-12-31T23:59:59Z", 253_402_300_799],
])("%s is allowed: %s", (_, text, seconds) => {
  expect(checkExpiresAt(text)).toBeUndefined();
  expect(parseInstant(text)).toBe(seconds);
});

test.each([
  ["a date", "2027-01-31"],
  ["no offset", "2027-01-31T00:00:00"],
  ["no seconds", "2027-01-31T00:00Z"],
  ["a blank instead of T", "2027-01-31 00:00:00Z"],
  ["blanks around", " 2027-01-31T00:00:00Z "],
  ["a line break at the end", "2027-01-31T00:00:00Z\n"],
  ["24:00", "2027-01-31T24:00:00Z"],
  ["minute 60", "2027-01-31T00:60:00Z"],
  ["a leap second", "2016-12-31T23:59:60Z"],
  ["month 0", "2027-00-31T00:00:00Z"],
  ["month 13", "2027-13-01T00:00:00Z"],
  ["day 0", "2027-01-00T00:00:00Z"],
  ["day 32", "2027-01-32T00:00:00Z"],
  ["31 April", "2027-04-31T00:00:00Z"],
  ["29 February of a common year", "2027-02-29T00:00:00Z"],
  ["29 February of a year divisible by 100 alone", "2100-02-29T00:00:00Z"],
  ["an offset of 24 hours", "2027-01-31T00:00:00+24:00"],
  ["an offset of 60 minutes", "2027-01-31T00:00:00+00:60"],
  ["an offset without a colon", "2027-01-31T00:00:00+0100"],
  ["an offset of hours alone", "2027-01-31T00:00:00+01"],
  ["a zone's name", "2027-01-31T00:00:00 UTC"],
  ["a year of five digits", "12027-01-31T00:00:00Z"],
  ["a signed year", "+002027-01-31T00:00:00Z"],
  ["a year that the offset takes beyond 9999", "9999-12-31T23:59:59-23:59"],
  ["a year that the offset takes below 0", "0000-01-01T00:00:00+01:00"],
  ["digits that are not ASCII", "２０２７-01-31T00:00:00Z"],
  ["Unix seconds", "1801353600"],
  ["a point without digits", "2027-01-31T00:00:00.Z"],
  ["zeros after a comma", "2027-01-31T00:00:00,000Z"],
  ["a fraction of minutes", "2027-01-31T00:00.0Z"],
  ["a word", "tomorrow"],
  ["nothing", ""],
])("%s is refused: %j", (_, text) => {
  expect(parseInstant(text)).toBeUndefined();
  const detail = `expires_at is ${JSON.stringify(text)}; it must be an RFC 3339 instant such as 2027-01-31T00:00:00Z or 2027-01-31T01:00:00+01:00, from 1970 to 9999.`;
  expect(checkExpiresAt(text)).toEqual({ severity: "error", summary: "Invalid expires_at", detail });
});

test("the second before 1970 is refused: its number is the API's word for never", () => {
  expect(parseInstant("1969-12-31T23:59:59Z")).toBe(-1);
  expect(checkExpiresAt("1969-12-31T23:59:59Z")?.summary).toBe("Invalid expires_at");
});

test.each([
  ["2027-01-31T00:00:00.5Z", ".5"],
  ["2027-01-31T00:00:00.001Z", ".001"],
  ["2027-01-31T00:00:00.0000000000000000001Z", ".0000000000000000001"],
  ["2027-01-31t00:00:00.123456789+01:00", ".123456789"],
])("a fraction of a second is refused: %s", (text, fraction) => {
  expect(parseInstant(text)).toBeUndefined();
  expect(checkExpiresAt(text)).toEqual({
    severity: "error",
    summary: "expires_at has a fraction of a second",
    detail: `expires_at is "${text}"; the API keeps whole seconds. Leave out "${fraction}".`,
  });
});

test.each([
  [1_801_353_600, "2027-01-31T00:00:00Z"],
  [1_801_353_600.9, "2027-01-31T00:00:00Z"],
  [0, "1970-01-01T00:00:00Z"],
  [253_402_300_799, "9999-12-31T23:59:59Z"],
])("%p is formatted as %s", (seconds, text) => {
  expect(formatInstant(seconds)).toBe(text);
});

test("what is formatted is allowed, and means the same", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (seconds) => {
      expect(checkExpiresAt(formatInstant(seconds))).toBeUndefined();
      expect(parseInstant(formatInstant(seconds))).toBe(seconds);
    }),
  );
});

test("an instant is the same in every offset", () => {
  const two = (n: number) => String(n).padStart(2, "0");
  const seconds = fc.integer({ min: 86_400, max: 253_402_214_399 });
  fc.assert(
    fc.property(seconds, fc.integer({ min: -1439, max: 1439 }), (instant, minutes) => {
      const local = formatInstant(instant + minutes * 60).replace("Z", "");
      const offset = `${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
      expect(parseInstant(`${local}${minutes < 0 ? "-" : "+"}${offset}`)).toBe(instant);
    }),
  );
});

describe("an expiry that is set must lie in the future", () => {
  const NOW = Date.parse("2026-06-01T12:00:00.500Z");

  test.each([
    ["a second later", "2026-06-01T12:00:01Z"],
    ["half a second later, in another offset", "2026-06-01T14:00:01+02:00"],
    ["what is not an instant is another rule's", "tomorrow"],
  ])("%s passes", (_, text) => {
    expect(checkExpiryInFuture(text, NOW)).toBeUndefined();
  });

  test.each(["2026-06-01T12:00:00Z", "2020-01-01T00:00:00Z", "2026-06-01T13:00:00+02:00"])("%s is refused", (text) => {
    expect(checkExpiryInFuture(text, NOW)).toEqual({
      severity: "error",
      summary: "expires_at lies in the past",
      detail: `expires_at is ${text}, and it is 2026-06-01T12:00:00Z now. A key's expiry must lie in the future when it is set or changed. Choose a later instant, or remove the line for a key that never expires.`,
    });
  });

  test("this very instant is no longer the future", () => {
    const now = Date.parse("2026-06-01T12:00:00Z");
    expect(checkExpiryInFuture("2026-06-01T12:00:00Z", now)?.summary).toBe("expires_at lies in the past");
    expect(checkExpiryInFuture("2026-06-01T12:00:01Z", now)).toBeUndefined();
  });
});
