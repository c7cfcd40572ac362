// Of which kind a property may be. What Terraform will know, but synth does not, may stand for a value of any kind.
import { Token, Tokenization } from "cdktf";
import { Construct } from "constructs";
import { received } from "./received";
import { isLiteral, misuse, misusedList, misusedNumber } from "./tokens";

/** Why the value, which was given, is not of this kind; undefined where it is. */
export type Kind = (value: unknown) => string | undefined;

/** From a test: `expected` says what passes it. */
export const kind =
  (expected: string, fits: (value: unknown) => boolean): Kind =>
  (value) =>
    fits(value) ? undefined : `It is ${received(value)}; it must be ${expected}.`;

/** The value, if it was given: null is not. Throws where it is of another kind. */
export function ofKind<T>(path: () => string, attribute: string, value: T | undefined, mismatch: Kind): T | undefined {
  const given = value ?? undefined;
  const reason = given === undefined ? undefined : mismatch(given);
  if (reason === undefined) return given;
  throw new Error(`${path()}: Invalid ${attribute}: ${reason}`);
}

/** Where none may be missing. */
export function notMissing<T>(path: () => string, attribute: string, value: T | undefined): T {
  if (value !== undefined) return value;
  throw new Error(`${path()}: ${attribute} is missing: Give it a value; it is required.`);
}

/** A token, or a template of Terraform's own. */
export const isReference = (value: unknown): boolean =>
  Tokenization.isResolvable(value) || (["string", "number"].includes(typeof value) && !isLiteral(value));

/** `expected` says what the whole list is. */
export const listOf =
  (expected: string, mismatch: Kind): Kind =>
  (value) => {
    if (!Array.isArray(value)) return `It is ${received(value)}; it must be ${expected}.`;
    const elements: readonly unknown[] = value;
    // Holes are elements too here, unlike for map().
    for (const [index, element] of elements.entries()) {
      const reason = mismatch(element);
      if (reason !== undefined) return `Its element ${index + 1} of ${elements.length}: ${reason}`;
    }
    return undefined;
  };

const ANY_TEXT = kind("a string", isReference);
const ANY_NUMBER = kind("a number", isReference);
const ANY_LIST = kind("a list (an array) of strings", isReference);

export const TEXT: Kind = (value) => {
  if (typeof value === "string") return misuse(value);
  const reason = ANY_TEXT(value);
  return reason !== undefined && Construct.isConstruct(value) ? `${reason} ${ATTRIBUTE_WANTED}` : reason;
};

/** A key where its id belongs. */
const ATTRIBUTE_WANTED = "Give the attribute of it that is meant, as in key.id.";

const LIST_OF_TEXTS = listOf("a list (an array) of strings", TEXT);

export const NUMBER: Kind = (value) => (typeof value === "number" ? misusedNumber(value) : ANY_NUMBER(value));

export const FLAG = kind("true or false", (value) => typeof value === "boolean" || isReference(value));

export const TEXTS: Kind = (value) => {
  if (!Array.isArray(value)) return ANY_LIST(value);
  return misusedList(value) ?? (Token.isUnresolved(value) ? undefined : LIST_OF_TEXTS(value));
};

/** Of what Terraform never sees: no reference will do. */
export const LITERAL_TEXT = kind(
  "a string that is known at synth",
  (value) => typeof value === "string" && isLiteral(value),
);
export const LITERAL_FLAG = kind("true or false, known at synth", (value) => typeof value === "boolean");

/** The elements that synth knows, of a value that is of the kind TEXTS; undefined where it knows none of them. */
export const texts = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) && !Token.isUnresolved(value) ? value : undefined;
