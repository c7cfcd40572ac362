// How a call ends: gRPC's status codes, an error that carries one, and the trailers that tell it.

export const Code = { Ok: 0, Unknown: 2, Late: 4, NotFound: 5, TooLarge: 8, Unimplemented: 12, Internal: 13 } as const;

/** Its message is for the client. */
export class GrpcError extends Error {
  constructor(
    readonly code: (typeof Code)[keyof typeof Code],
    message: string,
  ) {
    super(message);
  }
}

export type Trailers = { readonly "grpc-status": string; readonly "grpc-message"?: string };

export const OK: Trailers = { "grpc-status": String(Code.Ok) };

/** What a method throws besides may be a secret. */
export function trailersOf(thrown: unknown): Trailers {
  const { code, message } = thrown instanceof GrpcError ? thrown : new GrpcError(Code.Unknown, "the call failed");
  const percent = (byte: string) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  const encoded = Buffer.from(message)
    .toString("latin1")
    .replace(/[^ -$&-~]/g, percent);
  return { "grpc-status": String(code), "grpc-message": encoded };
}
