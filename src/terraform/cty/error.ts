// The one error of this folder. It never tells the value itself, only what kind of thing it is: it may be a secret.
import { Decimal } from "./decimal";
import { type Path, type PathStep, formatPath } from "./path";
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

/** Wherever in the value that is. */
export class DepthError extends CtyError {
  constructor() {
    super("a value that nests too deeply");
  }
}

/** The same error, seen from one level further out. */
export function placed(error: unknown, step: PathStep): unknown {
  if (!(error instanceof CtyError) || error instanceof DepthError) return error;
  const Kind = error instanceof NumberLimitError ? NumberLimitError : CtyError;
  return new Kind(error.reason, [step, ...error.path]);
}

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

// The protocol's rule: an object holds every attribute of its type, no more and no less.
export const missing = (name: string): CtyError => new CtyError(`the attribute ${JSON.stringify(name)} is missing`);
export const surplus = (name: string): CtyError => new CtyError(`there is no attribute ${JSON.stringify(name)}`);
