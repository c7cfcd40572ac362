// The last step of an analysis: no text of it holds the value of a key, wherever the plan may have it.
import { redact } from "../../api/secrets";

/** A copy in which every text is masked. */
export function masked<T>(facts: T): T;
export function masked(facts: unknown): unknown {
  if (typeof facts === "string") return redact(facts);
  if (Array.isArray(facts)) return facts.map((item: unknown) => masked(item));
  if (typeof facts !== "object" || facts === null) return facts;
  return Object.fromEntries(Object.entries(facts).map(([name, item]: [string, unknown]) => [name, masked(item)]));
}
