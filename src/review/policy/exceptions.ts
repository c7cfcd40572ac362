// Exceptions of a policy file: which findings they excuse, until when, and which of them excuse nothing. Pure.
import { redact } from "../../api/secrets";
import { quoted } from "../../api/visible";
import { parseInstant } from "../../rules";
import { shown } from "../formats/shown";
import { type Finding } from "./finding";
import { matches } from "./pattern";
import { type Exception } from "./policy";
import { type Exemption } from "./verdict";

const DAY_SECONDS = 24 * 60 * 60;

/** Undefined: none. The first one in the file tells the reason. */
export function exemptionOf(finding: Finding, exceptions: readonly Exception[], now: number): Exemption | undefined {
  const exception = exceptions.find((one) => !hasEnded(one, now) && concerns(one, finding));
  return exception && { reason: shown(exception.reason), until: exception.until };
}

/** What is to be told of them, one sentence each. */
export const notesOf = (
  exceptions: readonly Exception[],
  findings: readonly Finding[],
  now: number,
): readonly string[] =>
  exceptions.flatMap((exception) => {
    const what = `${exception.place}: the exception for ${quoted(redact(exception.name))} (${exception.rules.join(", ")})`;
    const isNeeded = findings.some((finding) => concerns(exception, finding));
    if (hasEnded(exception, now)) {
      const effect = isNeeded ? "does not count any more. Renew it, or mend the key" : "can be removed";
      return [`${what} ended on ${exception.until} and ${effect}.`];
    }
    return isNeeded ? [] : [`${what} excuses nothing in this review.`];
  });

/** It counts to the end of its last day. */
function hasEnded({ until }: Exception, now: number): boolean {
  const start = parseInstant(`${until}T00:00:00Z`);
  return start === undefined || now >= (start + DAY_SECONDS) * 1000;
}

/** Not where a name is unknown or sensitive, or there is none. */
const concerns = ({ name, rules }: Exception, { names, violation }: Finding): boolean =>
  rules.includes(violation.rule) &&
  names.length > 0 &&
  names.every((one) => typeof one === "string" && matches(name, one));
