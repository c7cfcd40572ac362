// Reads a fault that was sent to the control endpoint: unknown in, typed out. Says what is wrong with it.
import { isEndpoint } from "./endpoints";
import { type Fault, type FaultKind, type FaultTime, type Forbidding, type Meanwhile, type Omitted } from "./faults";
import { fieldsOf } from "./json";

type Fields = Readonly<Record<string, unknown>>;

const WITHOUT_BODY = [204, 205, 304];

/** Throws an Error that says what is allowed. */
export function parseFault(input: unknown): Fault {
  if (typeof input !== "object" || input === null || Array.isArray(input)) throw new Error("a fault is a JSON object");
  const fields = fieldsOf(input);
  const fault: Fault = { ...parseKind(fields), endpoint: parseEndpoint(fields.endpoint), ...parseFrequency(fields) };
  if (fault.kind === "omit" && fault.endpoint !== "GET /auth/proxy") {
    throw new Error('omit is for the endpoint "GET /auth/proxy" only');
  }
  const stray = Object.keys(fields).find((name) => fields[name] !== undefined && !Object.hasOwn(fault, name));
  if (stray !== undefined) throw new Error(`${fault.kind} has no field ${stray}`);
  return fault;
}

function parseEndpoint(value: unknown): Fault["endpoint"] {
  if (typeof value === "string" && (value === "*" || isEndpoint(value))) return value;
  throw new Error('endpoint must be "*" or a name such as "POST /auth/proxy/create"');
}

function parseFrequency({ times, skip, probability, seed }: Fields) {
  if (seed !== undefined && probability === undefined) throw new Error("seed needs a probability");
  return {
    times: optional(times, (value) => wholeNumber("times", value, 1, Number.MAX_SAFE_INTEGER)),
    skip: optional(skip, (value) => wholeNumber("skip", value, 0, Number.MAX_SAFE_INTEGER)),
    probability: optional(probability, parseProbability),
    seed: optional(seed, (value) => wholeNumber("seed", value, 0, 2 ** 32 - 1)),
  };
}

function parseKind(fields: Fields): FaultKind {
  const { kind } = fields;
  switch (kind) {
    case "lock-out":
    case "truncate":
    case "wrong-types":
    case "unknown-fields":
      return { kind };
    case "reset":
    case "html":
      return { kind, when: parseWhen(fields.when) };
    case "delay": {
      const milliseconds = wholeNumber("milliseconds", fields.milliseconds, 0, 2 ** 31 - 1);
      return { kind, when: parseWhen(fields.when), milliseconds };
    }
    case "respond": {
      const status = wholeNumber("status", fields.status, 200, 599);
      if (WITHOUT_BODY.includes(status)) throw new Error(`status must not be ${status}: HTTP allows no body with it`);
      return { kind, when: parseWhen(fields.when), status, body: fields.body };
    }
    case "forbid":
      return { kind, reason: parseReason(fields.reason) };
    case "omit":
      return { kind, which: parseOmitted(fields.which) };
    case "meanwhile":
      return { kind, when: parseWhen(fields.when), act: parseAct(fields.act), name: optional(fields.name, parseName) };
    default:
      throw new Error(
        "kind must be respond, reset, delay, lock-out, forbid, truncate, html, omit, wrong-types, unknown-fields or meanwhile",
      );
  }
}

function parseWhen(value: unknown): FaultTime | undefined {
  if (value === undefined || value === "before" || value === "after") return value;
  throw new Error('when must be "before" or "after" (the effect of the call)');
}

function parseOmitted(value: unknown): Omitted {
  if (value === "newest" || value === "oldest") return value;
  const { name, ...others } = fieldsOf(value);
  if (typeof name === "string" && Object.keys(others).length === 0) return { name };
  throw new Error('which must be "newest", "oldest" or {"name": "..."}');
}

function parseReason(value: unknown): Forbidding {
  if (value === "not-owner" || value === "too-many-api-keys") return value;
  throw new Error('reason must be "not-owner" or "too-many-api-keys"');
}

function parseAct(value: unknown): Meanwhile["act"] {
  if (value === "toggle" || value === "update" || value === "remove") return value;
  throw new Error('act must be "toggle", "update" or "remove"');
}

function parseName(value: unknown): string {
  if (typeof value === "string") return value;
  throw new Error("name must be a string");
}

function parseProbability(value: unknown): number {
  if (typeof value === "number" && value > 0 && value <= 1) return value;
  throw new Error("probability must be a number above 0 and at most 1");
}

function wholeNumber(name: string, value: unknown, least: number, most: number): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}`);
}

function optional<T>(value: unknown, parse: (value: unknown) => T): T | undefined {
  return value === undefined ? undefined : parse(value);
}
