// How the API says no: the documented error bodies. What is refused, and when, is decided elsewhere.

export type RefusalStatus = 400 | 401 | 402 | 403 | 404 | 413 | 415 | 422 | 429 | 500;

const TYPES: Readonly<Record<Exclude<RefusalStatus, 422>, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "payment_required_error",
  403: "permission_error",
  404: "not_found_error",
  413: "invalid_request_error",
  415: "invalid_request_error",
  429: "rate_limit_error",
  500: "server_error",
};

/** One entry of a 422. */
export interface FieldError {
  /** Where: "body" or "path", then the field's name and indices. */
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** Thrown by the rules, answered by the server. */
export class Refusal extends Error {
  constructor(
    readonly status: RefusalStatus,
    readonly body: object,
    message: string,
  ) {
    super(message);
    this.name = "Refusal";
  }
}

/** A refusal of the shape `{"error": {...}}`. */
export function refusal(
  status: Exclude<RefusalStatus, 422>,
  code: string,
  message: string,
  param: string | null = null,
): Refusal {
  return new Refusal(status, { error: { message, type: TYPES[status], param, code } }, message);
}

/** A refusal of the validation kind: 422 and `{"detail": [...]}`. */
export function unprocessable(detail: readonly FieldError[]): Refusal {
  return new Refusal(422, { detail }, detail.map((entry) => entry.msg).join("; "));
}

/** Of the emulator's own, with a message that may be shown to callers: whatever else is thrown may name files. */
export class EmulatorError extends Error {}
