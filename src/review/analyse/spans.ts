// Instants and durations for people: in 30 days, expired 2 days ago. Pure; the time is an argument.
import { formatInstant, parseDuration } from "../../rules";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** The largest of which there are at least two. */
const UNITS: readonly (readonly [string, number])[] = [
  ["year", YEAR],
  ["day", DAY],
  ["hour", HOUR],
  ["minute", MINUTE],
];

/** As in "30 days", to the nearest. */
export function span(milliseconds: number): string {
  for (const [name, length] of UNITS) {
    if (milliseconds >= 2 * length) return `${Math.round(milliseconds / length)} ${name}s`;
  }
  const seconds = Math.round(milliseconds / SECOND);
  return `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
}

/** Of a key's expiry, in Unix seconds; null: never. `now` in milliseconds. */
export function expiryInWords(instant: number | null, now: number): string {
  if (instant === null) return "never";
  const left = instant * SECOND - now;
  const words = left > 0 ? `in ${span(left)}` : `expired ${span(-left)} ago`;
  return `${words} (${formatInstant(instant)})`;
}

/** Of a duration as the configuration writes it, as in 720h. */
export function durationInWords(text: string): string {
  const length = parseDuration(text);
  return length === undefined ? text : span(length);
}
