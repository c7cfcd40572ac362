// What a body says that is not the answer hoped for: the API's documented form, the forms of its framework, and the
// pages of what stands in its way.

export interface Refusal {
  readonly message: string;
  /** Whether the body has the API's own documented form. */
  readonly apiShaped: boolean;
}

export function readRefusal(status: number, body: string): Refusal {
  const json = parseJson(body);
  const message = isRecord(json) ? messageIn(json) : undefined;
  if (message) return { message, apiShaped: isRecord(json) && isApiShaped(json) };
  return { message: `HTTP status ${status} ${explanation(json, body)}`, apiShaped: false };
}

/** The title of an HTML page, "" if it has none; undefined for any other text. */
export function htmlTitle(text: string): string | undefined {
  if (!/^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text)) return undefined;
  // Neither part passes a "<", or a page full of them would take forever.
  return /<title\b[^<>]*>([^<]*)<\/title>/i.exec(text)?.[1]?.trim() ?? "";
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * {"error": {"message", "type", ...}}. The API's framework answers `{"detail": "Not Found"}` to a path that it does not
 * know, and gateways have their own forms: only this one proves that the API itself looked for a key.
 */
const isApiShaped = ({ error }: Fields): boolean =>
  isRecord(error) && typeof error.message === "string" && typeof error.type === "string";

/** {"error": {"message"}}, {"error": "..."}, {"detail": "..."}, {"detail": [{loc, msg}]}, {"message": "..."}. */
function messageIn({ error, detail, message }: Fields): string | undefined {
  if (isRecord(error) && typeof error.message === "string") return error.message;
  if (typeof error === "string") return error;
  if (typeof detail === "string") return detail;
  if (Array.isArray(detail)) return detail.map(validationMessage).join("; ");
  return typeof message === "string" ? message : undefined;
}

function validationMessage(item: unknown): string {
  if (!isRecord(item)) return "invalid input";
  const text = typeof item.msg === "string" ? item.msg : "invalid";
  const place = Array.isArray(item.loc) ? item.loc.filter(isPlace).join(".") : "";
  return place === "" ? text : `${place}: ${text}`;
}

/** Anything else need not have a text: an object may bring a toString of its own. */
const isPlace = (part: unknown): boolean => (typeof part === "string" && part !== "body") || typeof part === "number";

/** JSON of any other form is not repeated: what is in it is not known. */
function explanation(json: unknown, body: string): string {
  if (body.trim() === "" || json !== undefined) return "without an explanation";
  const title = htmlTitle(body);
  if (title === undefined) return `(${body.trim()})`;
  return `with an HTML page${title && ` titled "${title}"`}, which is not from the API itself`;
}

type Fields = Record<string, unknown>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
