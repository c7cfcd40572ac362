// Reads a fault that was sent to the control endpoint: unknown in, typed out. Says what is wrong with it.
import { isEndpoint } from "./endpoints";
import { type Fault, type FaultKind, type FaultTime } from "./faults";

/** Throws an Error that says what is allowed. */
export function parseFault(input: unknown): Fault {
  if (typeof input !== "object" || input === null) throw new Error("a fault is a JSON object");
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(input));
  const { endpoint, times } = fields;
  if (typeof endpoint !== "string" || !(endpoint === "*" || isEndpoint(endpoint))) {
    throw new Error('endpoint must be "*" or a name such as "POST /auth/proxy/create"');
  }
  if (times === undefined) return { ...parseKind(fields), endpoint };
  return { ...parseKind(fields), endpoint, times: wholeNumber("times", times, 1, Number.MAX_SAFE_INTEGER) };
}

function parseKind(fields: Readonly<Record<string, unknown>>): FaultKind {
  const { kind } = fields;
  switch (kind) {
    case "lock-out":
    case "truncate":
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
      return { kind, when: parseWhen(fields.when), status, body: fields.body };
    }
    default:
      throw new Error("kind must be respond, reset, delay, lock-out, truncate or html");
  }
}

function parseWhen(value: unknown): FaultTime | undefined {
  if (value === undefined || value === "before" || value === "after") return value;
  throw new Error('when must be "before" or "after" (the effect of the call)');
}

function wholeNumber(name: string, value: unknown, least: number, most: number): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}`);
}
