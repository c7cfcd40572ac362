// The answer to a call before it becomes HTTP. The API answers in JSON only.

export interface Reply {
  readonly status: number;
  /** A JSON value. */
  readonly body: unknown;
}

export const toResponse = ({ status, body }: Reply): Response => Response.json(body, { status });
