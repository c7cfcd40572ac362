// Reads request bodies: text in, typed out. Says 422 to what has the wrong form; what the values mean is the store's.
import { type CreateRequest, type LimitType } from "../api/wire";
import { type FieldError, refusal, unprocessable } from "./errors";
import { NAME_LENGTH, PROXY_KEY_LENGTH } from "./lengths";

/** One body, with the complaints about it collected: all of them are told at once. */
class BodyReader {
  private readonly errors: FieldError[] = [];

  constructor(private readonly fields: Readonly<Record<string, unknown>>) {}

  /** A required string; its length is counted in characters (code points). */
  string(name: string, maxLength: number): string {
    const value = this.fields[name];
    if (value === undefined) return this.missing(name, "");
    if (typeof value !== "string") return this.wrong([name], "Input should be a valid string", "string_type", "");
    if (value === "") return this.wrong([name], "String should have at least 1 character", "string_too_short", "");
    if ([...value].length > maxLength) {
      return this.wrong([name], `String should have at most ${maxLength} characters`, "string_too_long", "");
    }
    return value;
  }

  number(name: string): number {
    const value = this.fields[name];
    if (value === undefined) return this.missing(name, 0);
    if (typeof value === "number" && Number.isFinite(value)) return value;
    return this.wrong([name], "Input should be a valid number", "float_type", 0);
  }

  integer(name: string): number {
    const value = this.fields[name];
    if (value === undefined) return this.missing(name, 0);
    if (typeof value === "number" && Number.isSafeInteger(value)) return value;
    return this.wrong([name], "Input should be a valid integer", "int_type", 0);
  }

  /** Absent and null are the same. */
  optionalString(name: string): string | undefined {
    const value = this.fields[name] ?? undefined;
    if (value === undefined || typeof value === "string") return value;
    return this.wrong([name], "Input should be a valid string", "string_type", undefined);
  }

  /** Of any type; absent and null are the same. */
  optional(name: string): unknown {
    return this.fields[name] ?? undefined;
  }

  /** Absent and null are the same: no list. */
  optionalStrings(name: string): readonly string[] {
    const value = this.fields[name] ?? [];
    if (!Array.isArray(value)) return this.wrong([name], "Input should be a valid list", "list_type", []);
    const items: readonly unknown[] = value;
    return items.map((item, index) =>
      typeof item === "string" ? item : this.wrong([name, index], "Input should be a valid string", "string_type", ""),
    );
  }

  /** Call after the last field. */
  end(): void {
    if (this.errors.length > 0) throw unprocessable(this.errors);
  }

  private missing<T>(name: string, standIn: T): T {
    return this.wrong([name], "Field required", "missing", standIn);
  }

  private wrong<T>(path: readonly (string | number)[], msg: string, type: string, standIn: T): T {
    this.errors.push({ loc: ["body", ...path], msg, type });
    return standIn;
  }
}

/** The settings of create, and of update besides the key. */
export function parseSettings(text: string): CreateRequest {
  const body = reader(text);
  const settings = readSettings(body);
  body.end();
  return { ...settings, limit_type: parseLimitType(settings.limit_type) };
}

export function parseUpdate(text: string): { readonly proxyKey: string; readonly settings: CreateRequest } {
  const body = reader(text);
  const proxyKey = body.string("proxy_key", PROXY_KEY_LENGTH);
  const settings = readSettings(body);
  body.end();
  return { proxyKey, settings: { ...settings, limit_type: parseLimitType(settings.limit_type) } };
}

/** The body of lookup, toggle and remove. */
export function parseProxyKey(text: string): string {
  const body = reader(text);
  const proxyKey = body.string("proxy_key", PROXY_KEY_LENGTH);
  body.end();
  return proxyKey;
}

/** The key in the path of a legacy call: the same bounds hold. */
export function parsePathKey(value: string): string {
  if ([...value].length <= PROXY_KEY_LENGTH) return value;
  const msg = `String should have at most ${PROXY_KEY_LENGTH} characters`;
  throw unprocessable([{ loc: ["path", "proxy_key"], msg, type: "string_too_long" }]);
}

/** The body of validate, which may be left out altogether. */
export function parseModel(text: string): string | undefined {
  if (text.trim() === "") return undefined;
  const body = reader(text);
  const model = body.optionalString("model");
  body.end();
  return model;
}

function readSettings(body: BodyReader) {
  return {
    name: body.string("name", NAME_LENGTH),
    expires_at: body.integer("expires_at"),
    allocated_ammount: body.number("allocated_ammount"),
    limit_type: body.optional("limit_type"),
    model_whitelist: body.optionalStrings("model_whitelist"),
    ip_whitelist: body.optionalStrings("ip_whitelist"),
  };
}

/** Documented as 422 are fields that are missing and lengths: a window that does not exist, of any type, is bad input. */
function parseLimitType(value: unknown): LimitType | undefined {
  if (value === undefined || value === "daily" || value === "weekly" || value === "monthly") return value;
  throw refusal(400, "invalid_limit_type", "limit_type must be daily, weekly or monthly", "limit_type");
}

function reader(text: string): BodyReader {
  const body = parseJson(text);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) {
    return new BodyReader(Object.fromEntries(Object.entries(body)));
  }
  const msg = "Input should be a valid dictionary";
  throw unprocessable([{ loc: ["body"], msg, type: "dict_type" }]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unprocessable([{ loc: ["body"], msg: "JSON decode error", type: "json_invalid" }]);
  }
}
