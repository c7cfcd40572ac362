// Rules for durations, as settings like request_timeout take them: numbers with units, as in 30s or 1m30s.
import ms, { type StringValue } from "ms";
import { type Problem, problem } from "./problem";

/** 24 days, in milliseconds: longer ones overflow the timers of Node.js, which then fire at once. */
const MAX_DURATION = 24 * 24 * 60 * 60 * 1000;
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;
const WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

export function checkDuration(text: string): Problem | undefined {
  const duration = parseDuration(text);
  if (duration !== undefined && duration > MAX_DURATION) {
    return problem("Duration too long", `${JSON.stringify(text)} is too long; 24d is the longest.`);
  }
  if (duration !== undefined && duration > 0) return undefined;
  const detail = `${JSON.stringify(text)} is no duration above zero; write numbers with the units ms, s, m, h or d, as in 30s or 1m30s.`;
  return problem("Invalid duration", detail);
}

/** Milliseconds; undefined where the text is no duration. */
export function parseDuration(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  const parts = text.match(PART) ?? [];
  return parts.reduce((total, part) => total + ms(part as StringValue), 0);
}

/** Of a duration that was checked. */
export function milliseconds(duration: string): number {
  const parsed = parseDuration(duration);
  if (parsed === undefined) throw new Error("a duration was not checked, and is none");
  return parsed;
}
