// The last step of an analysis: no text of it holds the value of a key, wherever the plan may have it. Values have a telling form,
// by which they are found; those of another form are given.
import { redact } from "../../api/secrets";

/** Shorter ones would ruin every other text, and hide nothing. */
const SHORTEST = 8;

export class Mask {
  /** Texts stand in a review many times. */
  private readonly done = new Map<string, string>();
  /** By how they begin: a large plan has many keys, and each text is looked through once. */
  private readonly odd = new Map<string, readonly string[]>();

  constructor(odd: Iterable<string>) {
    for (const value of odd) {
      if (value.length < SHORTEST) continue;
      const start = value.slice(0, SHORTEST);
      this.odd.set(start, [...(this.odd.get(start) ?? []), value]);
    }
  }

  text(text: string): string {
    const known = this.done.get(text);
    if (known !== undefined) return known;
    const masked = redact(this.withoutOdd(text));
    this.done.set(text, masked);
    return masked;
  }

  private withoutOdd(text: string): string {
    if (this.odd.size === 0) return text;
    let masked = "";
    let from = 0;
    for (let at = 0; at + SHORTEST <= text.length; at++) {
      const found = this.odd.get(text.slice(at, at + SHORTEST))?.find((value) => text.startsWith(value, at));
      if (found === undefined) continue;
      masked += `${text.slice(from, at)}***`;
      from = at + found.length;
      at = from - 1;
    }
    return masked + text.slice(from);
  }
}

/** A copy in which every text is masked. */
export function masked<T>(facts: T, mask: Mask): T;
export function masked(facts: unknown, mask: Mask): unknown {
  if (typeof facts === "string") return mask.text(facts);
  if (Array.isArray(facts)) return facts.map((item: unknown) => masked(item, mask));
  if (typeof facts !== "object" || facts === null) return facts;
  const copy: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(facts)) copy[name] = masked(item, mask);
  return copy;
}
