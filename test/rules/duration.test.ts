// Durations: numbers with units.
import { checkDuration, checkWait, parseDuration } from "../../src/rules";

test.each([
  ["1ms", 1],
  ["30s", 30_000],
  ["1.5s", 1500],
  ["1m30s", 90_000],
  ["2h", 7_200_000],
  ["1h2m3s4ms", 3_723_004],
  ["24d", 2_073_600_000],
])("%s is %p ms", (text, milliseconds) => {
  expect(checkDuration(text)).toBeUndefined();
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(["0s", "0m0s", "", "30", "s", "-1s", "+1s", "1e3s", "1 s", " 1s", "1s ", "1M", "1S", "1w", "500us", ".5s"])(
  "%j is refused",
  (text) => {
    expect(checkDuration(text)).toEqual({
      severity: "error",
      summary: "Invalid duration",
      detail: `"${text}" is not a duration above zero; write numbers with the units ms, s, m, h or d, as in 30s or 1m30s.`,
    });
  },
);

test.each([
  [checkWait, "24d", ["24d1ms", "25d", "577h", `${"9".repeat(90)}d`]],
  [checkDuration, "3650d", ["3650d1ms", "3651d", `${"9".repeat(90)}d`]],
] as const)("what is too long, and what is the longest", (check, longest, tooLong) => {
  expect(check(longest)).toBeUndefined();
  for (const text of tooLong) {
    const detail = `"${text}" is too long; ${longest} is the longest.`;
    expect(check(text)).toEqual({ severity: "error", summary: "Duration too long", detail });
  }
});
