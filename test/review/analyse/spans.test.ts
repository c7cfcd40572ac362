// Instants and durations for people.
import { durationInWords, expiryInWords, span } from "../../../src/review/analyse/spans";

const HOUR = 3_600_000;

test.each([
  [0, "0 seconds"],
  [1_000, "1 second"],
  [119_000, "119 seconds"],
  [120_000, "2 minutes"],
  [2 * HOUR - 1, "120 minutes"],
  [24 * HOUR, "24 hours"],
  [47 * HOUR, "47 hours"],
  [48 * HOUR, "2 days"],
  [30 * 24 * HOUR - 2_000, "30 days"],
  [729 * 24 * HOUR, "729 days"],
  [3_650 * 24 * HOUR, "10 years"],
])("%d ms are %s", (milliseconds, expected) => {
  expect(span(milliseconds)).toBe(expected);
});

test.each([
  [null, "never"],
  [1_800_000_000, "in 5 hours (2027-01-15T08:00:00Z)"],
  [1_800_000_000 - 5 * 3_600, "expired 0 seconds ago (2027-01-15T03:00:00Z)"],
  [1_800_000_000 - 53 * 3_600, "expired 2 days ago (2027-01-13T03:00:00Z)"],
  [253_402_300_799, "in 7978 years (9999-12-31T23:59:59Z)"],
])("an expiry at %j is %s", (instant, expected) => {
  expect(expiryInWords(instant, (1_800_000_000 - 5 * 3_600) * 1_000)).toBe(expected);
});

test.each([
  ["720h", "30 days"],
  ["1m30s", "90 seconds"],
  ["24h", "24 hours"],
  ["odd", "odd"],
])("%s is %s", (text, expected) => {
  expect(durationInWords(text)).toBe(expected);
});
