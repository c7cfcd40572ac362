// The rules on expiry: never-expires and expires-after. They judge every key that a plan leaves or puts in force. Pure.
import { formatInstant, milliseconds, parseDuration, parseInstant } from "../../rules";
import { UNKNOWN } from "../../terraform/cty";
import { type KeyFacts, type PlanFacts, isHidden } from "../facts";
import { type Finding, finding, keySubject, why } from "./finding";

export function neverExpires(plan: PlanFacts, key: KeyFacts): readonly Finding[] {
  const expiry = expiryAfter(key);
  if ("instant" in expiry || "validFor" in expiry) return [];
  const subject = keySubject(plan, key);
  if ("isNever" in expiry) return [finding("never-expires", subject, "never", () => "never expires")];
  return [
    finding("never-expires", subject, expiry.why, (words) => `cannot be shown to expire: its expiry is ${words}`),
  ];
}

/** `duration` counts from the time of the plan; where that is not told, from `now`. */
export function expiresAfter(plan: PlanFacts, key: KeyFacts, duration: string, now: number): readonly Finding[] {
  const expiry = expiryAfter(key);
  const planned = (plan.plannedAt === undefined ? undefined : parsedMs(plan.plannedAt)) ?? now;
  const latest = planned + milliseconds(duration);
  const found = (value: string, sentence: (words: string) => string) => [
    finding("expires-after", keySubject(plan, key), value, sentence),
  ];
  const limit = `the latest that the policy allows is ${duration} after the plan, ${instantText(latest)}`;
  if ("isNever" in expiry) return found("never", () => `never expires; ${limit}`);
  if ("why" in expiry) return found(expiry.why, (words) => `cannot be judged: its expiry is ${words}; ${limit}`);
  if ("validFor" in expiry) {
    if (expiry.milliseconds <= milliseconds(duration)) return [];
    return found(`${expiry.validFor} after the apply`, (words) => `expires ${words}; ${limit}`);
  }
  return expiry.milliseconds <= latest ? [] : found(expiry.instant, (words) => `expires at ${words}; ${limit}`);
}

type ExpiryAfter =
  | { readonly isNever: true }
  | { readonly instant: string; readonly milliseconds: number }
  | { readonly validFor: string; readonly milliseconds: number }
  | { readonly why: string };

function expiryAfter({ expiries: { after }, validFor }: KeyFacts): ExpiryAfter {
  if (after === null) return { isNever: true };
  if (!isHidden(after)) {
    const parsed = parsedMs(after);
    return parsed === undefined
      ? { why: "of a form that is not understood" }
      : { instant: after, milliseconds: parsed };
  }
  const lasting = after === UNKNOWN && validFor !== undefined ? parseDuration(validFor) : undefined;
  if (validFor === undefined || lasting === undefined) return { why: why(after) };
  return { validFor, milliseconds: lasting };
}

function parsedMs(instant: string): number | undefined {
  const seconds = parseInstant(instant);
  return seconds === undefined ? undefined : seconds * 1000;
}

const instantText = (ms: number): string => formatInstant(ms / 1000);
