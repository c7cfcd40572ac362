// One request and its answer, and layers around sending it. Each layer does one thing and knows nothing of the others.
import { type Effect } from "./errors";

/**
 * What sending a request again would do: `read` changes nothing, `idempotent` does no more than sending it once,
 * `once` would do more (a second key, a toggle undone) and is never repeated.
 */
export type RequestKind = "read" | "idempotent" | "once";

export interface ApiRequest {
  readonly method: "GET" | "POST" | "DELETE";
  /** Below the base URL; never holds a key. */
  readonly path: string;
  readonly body?: object;
  readonly kind: RequestKind;
  readonly signal: AbortSignal;
  /** Who asks: a proxy key, instead of the account's own API key. */
  readonly bearer?: string;
  /** It is answered on another account's budget, which tells nothing of ours. */
  readonly isForeign?: boolean;
  /** Places in the request budget that were reserved beforehand; the next one is taken. */
  readonly places?: Places;
  /** Told, beside the log, while the request waits for its turn. */
  readonly onWait?: OnWait | undefined;
  /** Milliseconds: what the request stands on holds until then. It is not sent later, but rejected as "late". */
  readonly notAfter?: number | undefined;
}

/** A wait for the request budget or the end of a lock-out, in a sentence: when it begins to be worth a word, and from time to time. */
export type OnWait = (wait: string) => void;

/** Places in the request budget, held for calls that belong together. */
export interface Places {
  /** Undefined: none is left, and the request waits for its turn. */
  take(): string | undefined;
}

export interface ApiResponse {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** The body, parsed: set by the layer that accepts answers. */
  readonly json?: unknown;
}

/** Rejects with an ApiError. Above the layer that accepts answers, refusals are among them. */
export type Send = (request: ApiRequest) => Promise<ApiResponse>;
export type Layer = (next: Send) => Send;

/** The first layer is the outermost. */
export const compose = (layers: readonly Layer[], send: Send): Send =>
  layers.reduceRight((next, layer) => layer(next), send);

/** As in `POST /auth/proxy/update`. */
export const endpointOf = ({ method, path }: ApiRequest): string => `${method} ${path}`;

/** What a call may have done whose request went out and whose answer was lost. */
export const effectIfLost = ({ kind }: ApiRequest): Effect => (kind === "read" ? "none" : "unknown");
