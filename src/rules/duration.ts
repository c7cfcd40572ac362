// Rules for durations, as settings like request_timeout take them: numbers with units, as in 30s or 1m30s.
import ms, { type StringValue } from "ms";
import { type Problem, problem } from "./problem";

const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;
const WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

export function checkDuration(text: string): Problem | undefined {
  const duration = parseDuration(text);
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
