// The rule of how long an ephemeral key is valid at a time.
import { checkDuration, milliseconds } from "./duration";
import { type Problem, problem, shown } from "./problem";

/** Of an ephemeral key, unless it is told otherwise. */
export const DEFAULT_EPHEMERAL_VALIDITY = "15m";

const SHORTEST = "5m";
const LONGEST = "24h";

/** A renewal, and the wait for its turn, must fit into half of it; and what is never closed must soon be harmless. */
export function checkEphemeralValidity(duration: string): Problem | undefined {
  const mistake = checkDuration(duration);
  if (mistake) return mistake;
  const within = milliseconds(duration) >= milliseconds(SHORTEST) && milliseconds(duration) <= milliseconds(LONGEST);
  if (within) return undefined;
  const detail = `valid_for is ${shown(duration)}; it must be from ${SHORTEST} to ${LONGEST}. An ephemeral key is renewed while the run lasts; for a key that outlives the run use the resource electronhub_proxy_key.`;
  return problem("Invalid validity of an ephemeral key", detail);
}
