// Rules for durations, as settings like request_timeout take them: numbers with units, as in 30s or 1m30s.
import ms, { type StringValue } from "ms";
import { type Problem, problem, shown } from "./problem";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Longer ones overflow the timers of Node.js, which then fire at once. */
const MAX_WAIT_DAYS = 24;
/** Ten years: longer ones are mistakes, and lead to instants that cannot be written. */
const MAX_DAYS = 3_650;
const PART = /\d+(?:\.\d+)?(?:ms|s|m|h|d)/g;
const ONE_PART = new RegExp(`^${PART.source}$`);
const WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

/** For what is waited for, such as a timeout. */
export const checkWait = (text: string): Problem | undefined => checkUpTo(MAX_WAIT_DAYS, text);

/** For what lies between two instants. */
export const checkDuration = (text: string): Problem | undefined => checkUpTo(MAX_DAYS, text);

function checkUpTo(days: number, text: string): Problem | undefined {
  const duration = parseDuration(text);
  if (duration !== undefined && duration > days * DAY_MS) {
    return problem("Duration too long", `${shown(text)} is too long; ${days}d is the longest.`);
  }
  if (duration !== undefined && duration > 0) return undefined;
  const detail = `${shown(text)} is not a duration above zero; write numbers with the units ms, s, m, h or d, as in 30s or 1m30s.`;
  return problem("Invalid duration", detail);
}

const isPart = (text: string): text is StringValue => ONE_PART.test(text);

/** Milliseconds; undefined where the text is not a duration. */
export function parseDuration(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  const parts: readonly string[] = text.match(PART) ?? [];
  return parts.filter(isPart).reduce((total, part) => total + ms(part), 0);
}

/** Of a duration that was checked. */
export function milliseconds(duration: string): number {
  const parsed = parseDuration(duration);
  if (parsed === undefined) throw new Error("a duration was not checked, and cannot be read");
  return parsed;
}
