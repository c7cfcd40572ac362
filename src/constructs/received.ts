// What a property was given, in words, for a message. Never a secret.
import { shown } from "../rules";

/** The beginning of a key of Electron Hub's, or of a JWT. */
const SECRET = /\bek-|\beyJ/;

export function received(value: unknown): string {
  switch (typeof value) {
    case "string":
      return SECRET.test(value) ? "a string" : `the string ${shown(value)}`;
    case "number":
      return `the number ${value}`;
    case "boolean":
    case "undefined":
      return String(value);
    case "bigint":
      return "a bigint";
    case "symbol":
      return "a symbol";
    case "function":
      return "a function";
    case "object":
      return value === null ? "null" : kindOf(value);
  }
}

/** By the name of its class: a Set, an object, an array. */
function kindOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== "object" || prototype === null || prototype === Object.prototype) return "an object";
  if (Array.isArray(value)) return "an array";
  const constructor: unknown = "constructor" in prototype ? prototype.constructor : undefined;
  const name = typeof constructor === "function" ? constructor.name : "";
  if (name === "") return "an object";
  return `${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}`;
}
