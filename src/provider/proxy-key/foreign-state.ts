// Finds the proxy key in the state of a resource that manages objects of any REST API. Such states are made of what the API
// answered, as values, as JSON in a text or as part of a path. Pure.
import { MalformedError, parseKey } from "../../api";
import { type KeyObject, type LimitType } from "../../api/wire";
import { LIMIT_TYPES, PROXY_KEY_PREFIX } from "../../rules";
import { Decimal, type JsonValue, parseJson } from "../../terraform/cty";

export interface ForeignKey {
  /** As far as the state tells. */
  readonly record: KeyObject;
  /** Null where it is not certain. */
  readonly limitType: LimitType | null;
}

/** The values of the keys that may be meant: just one where it is certain. */
export function foreignKeys(state: JsonValue): readonly string[] {
  const identifying = [
    ...[at(state, "id"), at(state, "object_id")],
    ...[at(state, "api_data", "key"), at(state, "output", "key")],
  ];
  const certain = new Set(identifying.flatMap(keysIn));
  // Answers may hold other keys beside the one that is meant: the whole list, for instance.
  return [...(certain.size > 0 ? certain : new Set(keysIn(state)))];
}

/** What the state says about one of its keys. */
export function foreignKey(state: JsonValue, key: string): ForeignKey {
  const answers = ["output", "api_response", "api_data", "create_response"].flatMap((name) =>
    objectsIn(at(state, name)),
  );
  const records = answers.filter((answer) => at(answer, "key") === key).flatMap(recordOf);
  const record = records.find(({ name }) => name !== undefined);
  // Where the state tells little of the key, it is not a witness for the rest either.
  return record ? { record, limitType: declaredLimitType(state) } : { record: { key }, limitType: null };
}

/** The window that the requests asked for. The API's default is what a request without one gets. */
function declaredLimitType(state: JsonValue): LimitType | null {
  const sent = ["data", "update_data", "body"].flatMap((name) => {
    const value = at(state, name);
    return value === null ? [] : [expanded(value)];
  });
  const types = sent.map((body) => {
    if (!isObject(body)) return undefined;
    const declared = at(body, "limit_type");
    return declared === null ? "daily" : LIMIT_TYPES.find((type) => type === declared);
  });
  const [first, ...others] = types;
  return first !== undefined && others.every((other) => other === first) ? first : null;
}

function recordOf(answer: JsonValue): readonly KeyObject[] {
  try {
    const record = parseKey(plain(answer));
    return record.odd ? [] : [record];
  } catch (error) {
    if (error instanceof MalformedError) return [];
    throw error;
  }
}

/** Every text that is the value of a key, or has one as a part of its path. */
function keysIn(json: JsonValue): readonly string[] {
  if (typeof json !== "string") return childrenOf(json).flatMap(keysIn);
  if (json.startsWith(PROXY_KEY_PREFIX)) return [json];
  const inner = expanded(json);
  if (inner !== json) return keysIn(inner);
  return json.split("/").filter((part) => part.startsWith(PROXY_KEY_PREFIX));
}

function objectsIn(json: JsonValue): readonly JsonValue[] {
  const value = expanded(json);
  const inner = childrenOf(value).flatMap(objectsIn);
  return isObject(value) ? [value, ...inner] : inner;
}

/** A text that is JSON stands for that; a dynamic value, as states write it, for its value. */
function expanded(json: JsonValue): JsonValue {
  if (typeof json === "string" && /^\s*[[{]/.test(json)) {
    try {
      return parseJson(json);
    } catch {
      return json;
    }
  }
  const isDynamic = isObject(json) && Object.keys(json).sort().join() === "type,value";
  return isDynamic ? (json.value ?? null) : json;
}

/** Null where there is nothing. */
function at(json: JsonValue, ...path: readonly string[]): JsonValue {
  const [name, ...rest] = path;
  if (name === undefined) return json;
  const value = expanded(json);
  return isObject(value) && Object.hasOwn(value, name) ? at(value[name] ?? null, ...rest) : null;
}

type JsonObject = Readonly<Record<string, JsonValue>>;

const isObject = (json: JsonValue): json is JsonObject =>
  typeof json === "object" && json !== null && !isList(json) && !(json instanceof Decimal);

const isList = (json: JsonValue): json is readonly JsonValue[] => Array.isArray(json);

function childrenOf(json: JsonValue): readonly JsonValue[] {
  if (isList(json)) return json;
  return isObject(json) ? Object.values(json) : [];
}

/** As JSON.parse would have read it. */
function plain(json: JsonValue): unknown {
  if (json instanceof Decimal) return json.toFloat64();
  if (isList(json)) return json.map(plain);
  if (!isObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, plain(value)]));
}
