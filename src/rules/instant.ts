// Rules for instants: RFC 3339, as the attribute expires_at takes it, in the whole seconds that the API keeps. A fraction
// of zeros is a whole second too: JavaScript's toISOString() always writes one.
import { type Problem, problem, shown } from "./problem";

/** The seventh group is a fraction that is not zero. */
const PATTERN = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.0+|(\.\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
/** In UTC, the years that four digits can write: what is parsed can be formatted, and parsed again. */
const FIRST_INSTANT = Date.parse("0000-01-01T00:00:00Z") / 1000;
const LAST_INSTANT = Date.parse("9999-12-31T23:59:59Z") / 1000;
const EXAMPLE = "2027-01-31T00:00:00Z";

export function checkExpiresAt(text: string): Problem | undefined {
  const fraction = PATTERN.exec(text)?.[7];
  if (fraction !== undefined) {
    const detail = `expires_at is ${shown(text)}; the API keeps whole seconds. Leave out "${fraction}".`;
    return problem("expires_at has a fraction of a second", detail);
  }
  const instant = parseInstant(text);
  // Nothing before 1970: the second before it is -1, the API's "never".
  if (instant !== undefined && instant >= 0) return undefined;
  const detail = `expires_at is ${shown(text)}; it must be an RFC 3339 instant such as ${EXAMPLE} or 2027-01-31T01:00:00+01:00, from 1970 to 9999.`;
  return problem("Invalid expires_at", detail);
}

export function checkExpiryInFuture(text: string, nowMs: number): Problem | undefined {
  const instant = parseInstant(text);
  if (instant === undefined || instant * 1000 > nowMs) return undefined;
  const now = formatInstant(Math.floor(nowMs / 1000));
  return problem(
    "expires_at lies in the past",
    `expires_at is ${text}, and it is ${now} now. A key's expiry must lie in the future when it is set or changed. Choose a later instant, or remove the line for a key that never expires.`,
  );
}

/** Unix seconds; undefined where the text is not an RFC 3339 instant in whole seconds. */
export function parseInstant(text: string): number | undefined {
  const match = PATTERN.exec(text);
  if (!match || match[7] !== undefined) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A day that the month does not have rolls over into the next one.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const offsetHours = Number(match[9] ?? 0);
  const offsetMinutes = Number(match[10] ?? 0);
  if (offsetHours > 23 || offsetMinutes > 59) return undefined;
  const offset = (offsetHours * 60 + offsetMinutes) * (match[8] === "-" ? -1 : 1);
  const instant = date.getTime() / 1000 + hour * 3600 + (minute - offset) * 60 + second;
  return instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : undefined;
}

/** RFC 3339 in UTC, as in 2027-01-31T00:00:00Z. */
export function formatInstant(unixSeconds: number): string {
  return new Date(Math.floor(unixSeconds) * 1000).toISOString().replace(/\.\d{3}Z$/, "Z");
}
