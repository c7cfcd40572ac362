// The faults that change what an answer says: from the true body to the one that is sent. Pure.
import { type FaultKind, type Omitted } from "./faults";
import { fieldsOf, mapInside } from "./json";

export type Distortion = Extract<FaultKind, { kind: "omit" | "wrong-types" | "unknown-fields" }>;

export function distort(fault: Distortion, body: unknown): unknown {
  switch (fault.kind) {
    case "omit":
      return Array.isArray(body) ? omit(fault.which, body) : body;
    case "wrong-types":
      return withWrongTypes(body);
    case "unknown-fields":
      return withUnknownFields(body);
  }
}

/** @param list - oldest first, as the API lists them */
function omit(which: Omitted, list: readonly unknown[]): readonly unknown[] {
  if (which === "newest") return list.slice(0, -1);
  if (which === "oldest") return list.slice(1);
  return list.filter((key) => fieldsOf(key).name !== which.name);
}

function withWrongTypes(value: unknown): unknown {
  if (typeof value === "string") return value.length;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return mapInside(value, withWrongTypes);
}

/** One of each type. */
const UNKNOWN_FIELDS = {
  x_text: "new",
  x_number: 1.5,
  x_flag: true,
  x_nothing: null,
  x_list: ["new"],
  x_object: { id: 1 },
};

function withUnknownFields(value: unknown): unknown {
  const body = mapInside(value, withUnknownFields);
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  return { ...body, ...UNKNOWN_FIELDS };
}
