// Where a value stands within another: the steps from the root, and how people read them.
import { Decimal } from "./decimal";
import { type Value } from "./value";

export type PathStep =
  | { readonly kind: "attribute"; readonly name: string }
  /** A list's index, a map's key, or the element itself in a set, which has no other name. */
  | { readonly kind: "element"; readonly key: Value };

export type Path = readonly PathStep[];

export const attributeStep = (name: string): PathStep => ({ kind: "attribute", name });
export const elementStep = (key: Value): PathStep => ({ kind: "element", key });
export const indexStep = (index: number): PathStep => elementStep(Decimal.fromBigInt(BigInt(index)));

/** As in `a.b[0]["key"]`; an element of a set is `[...]`, because its value may be a secret. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) => (step.kind === "attribute" ? (index > 0 ? "." : "") + step.name : bracket(step.key)))
    .join("");
}

function bracket(key: Value): string {
  if (typeof key === "string") return `[${JSON.stringify(key)}]`;
  return key instanceof Decimal ? `[${key.toString()}]` : "[...]";
}
