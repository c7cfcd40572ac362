// The one error of this folder. It never tells the value itself, only what kind of thing it is: it may be a secret.
import { Decimal } from "./decimal";
import { type Path, formatPath } from "./path";
import { type CtyType, typeName } from "./type";
import { DynamicValue } from "./value";

/** A value does not fit its type, or bytes or text are not a value. */
export class CtyError extends Error {
  constructor(
    readonly reason: string,
    readonly path: Path = [],
  ) {
    super(path.length > 0 ? `${formatPath(path)}: ${reason}` : reason);
    this.name = "CtyError";
  }
}

/** A number that is too large or too small for us. In a configuration, its type is right all the same. */
export class NumberLimitError extends CtyError {}

/** What kind of thing stands where a value was expected, on the wire or in memory. */
export function kindOf(thing: unknown): string {
  if (Array.isArray(thing)) return "an array";
  if (thing instanceof Uint8Array) return "binary data";
  if (thing instanceof Decimal) return "a number";
  if (thing instanceof DynamicValue) return "a dynamic value";
  if (thing instanceof Map) return "a map";
  switch (typeof thing) {
    case "string":
      return "a string";
    case "boolean":
      return "a bool";
    case "number":
    case "bigint":
      return "a number";
    case "object":
      return "an object";
    default:
      return "no value";
  }
}

/** `got` is a kind, such as "a string"; never a value. */
export function mismatch(type: CtyType, got: string, path: Path): CtyError {
  const name = typeName(type);
  return new CtyError(`expected ${name === "object" ? "an" : "a"} ${name}, got ${got}`, path);
}

/** The protocol's rule: an object holds every attribute of its type, no more and no less. */
export function checkAttributes(expected: Iterable<string>, given: Iterable<string>, path: Path): void {
  const [wanted, present] = [new Set(expected), new Set(given)];
  for (const name of wanted) {
    if (!present.has(name)) throw new CtyError(`the attribute ${JSON.stringify(name)} is missing`, path);
  }
  for (const name of present) {
    if (!wanted.has(name)) throw new CtyError(`there is no attribute ${JSON.stringify(name)}`, path);
  }
}
