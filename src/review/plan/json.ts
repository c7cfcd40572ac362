// Reads parsed JSON of which nothing is promised. Pure.
import { Decimal, type JsonValue } from "../../terraform/cty";

export interface JsonRecord {
  readonly [name: string]: unknown;
}

/** Values in plans nest no deeper; what does is hostile or broken. */
const MAX_DEPTH = 100;

export const isRecord = (json: unknown): json is JsonRecord =>
  typeof json === "object" && json !== null && !Array.isArray(json);

export const isList = (json: unknown): json is readonly unknown[] => Array.isArray(json);

/** Undefined where there is none; never what every object inherits. */
export const memberOf = (json: unknown, name: string): unknown =>
  isRecord(json) && Object.hasOwn(json, name) ? json[name] : undefined;

export function textIn(json: unknown, name: string): string | undefined {
  const member = memberOf(json, name);
  return typeof member === "string" ? member : undefined;
}

export const recordIn = (json: unknown, name: string): JsonRecord | undefined => {
  const member = memberOf(json, name);
  return isRecord(member) ? member : undefined;
};

export const listIn = (json: unknown, name: string): readonly unknown[] => {
  const member = memberOf(json, name);
  return isList(member) ? member : [];
};

export const entriesIn = (json: unknown, name: string): readonly (readonly [string, unknown])[] =>
  Object.entries(recordIn(json, name) ?? {});

/** As the SDK reads values. Throws a RangeError where a number is too large for any use, or a value nests too deeply. */
export function toJsonValue(json: unknown, depth = MAX_DEPTH): JsonValue {
  if (depth === 0) throw new RangeError("a value that nests too deeply");
  if (json === null || typeof json === "boolean" || typeof json === "string") return json;
  if (typeof json === "number") return Decimal.fromNumber(json);
  if (isList(json)) return json.map((element) => toJsonValue(element, depth - 1));
  if (!isRecord(json)) return null;
  return Object.fromEntries(Object.entries(json).map(([name, item]) => [name, toJsonValue(item, depth - 1)]));
}
