// One field of an answer: unknown in, typed out. A missing field is undefined; one of the wrong type throws. Messages never
// tell a value: it may be a secret.

/** An answer, or a part of it, that is not what the API documents. */
export class MalformedError extends Error {}

export type Fields = Readonly<Record<string, unknown>>;

/** 9999-12-31T23:59:59Z. */
const LAST_INSTANT = 253_402_300_799;

export function record(json: unknown, expected: string): Fields {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return { ...json };
  throw new MalformedError(`expected ${expected}`);
}

export function text(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined || typeof value === "string") return value;
  throw new MalformedError(`${name}: expected a string`);
}

export function number(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  if (value === undefined || (typeof value === "number" && Number.isFinite(value))) return value;
  throw new MalformedError(`${name}: expected a number`);
}

/** Unix seconds; -1 is the API's "never". Beyond the year 9999 there is no way to write them. */
export function instant(fields: Fields, name: string): number | undefined {
  const value = number(fields, name);
  if (value === undefined || (value >= -1 && value <= LAST_INSTANT)) return value;
  throw new MalformedError(`${name}: expected Unix seconds up to the year 9999`);
}

export const nullableInstant = (fields: Fields, name: string): number | null | undefined =>
  fields[name] === null ? null : instant(fields, name);

export function flag(fields: Fields, name: string): boolean | undefined {
  const value = fields[name];
  if (value === undefined || typeof value === "boolean") return value;
  throw new MalformedError(`${name}: expected true or false`);
}

/** Null is the empty list. */
export function texts(fields: Fields, name: string): readonly string[] | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  if (value === null) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw new MalformedError(`${name}: expected a list of strings`);
}

/** A string or a number, as a text; undefined where it is null. For what is documented nowhere, and is only shown. */
export function anyText(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === null) return undefined;
  return typeof value === "number" ? String(value) : text(fields, name);
}
