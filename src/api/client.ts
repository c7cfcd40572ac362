// The API, one typed method per endpoint. URLs are static; a key travels in a request's body only.
import { accept, malformed } from "./accept";
import { type Clock } from "./clock";
import { isGone } from "./errors";
import { MalformedError } from "./fields";
import { type Log } from "./log";
import { logging } from "./logging";
import { type BudgetSettings, type Claims, type Ledger, type Outlook, Pacer, type Reservation } from "./pace";
import { parseAccount, parseMessage, parseToggle, parseValidation } from "./parse";
import { parseKey, parseKeys, parseLookup } from "./parse-key";
import { parseModels } from "./parse-models";
import { planLimit } from "./plan-limit";
import { retry } from "./retry";
import {
  type ApiRequest,
  type ApiResponse,
  type Layer,
  type OnWait,
  type RequestKind,
  type Send,
  compose,
} from "./send";
import { ServerClock } from "./server-clock";
import { timeout } from "./timeout";
import { createTransport } from "./transport";
import {
  type AccountResponse,
  type CreateRequest,
  type KeyObject,
  type KeyRecords,
  type KeyRequest,
  type LookupResponse,
  type MessageResponse,
  type ModelObject,
  type ToggleResponse,
  type UpdateRequest,
  type ValidateResponse,
} from "./wire";

export interface ClientOptions {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly userAgent: string;
  readonly requestTimeoutMs: number;
  /** For calls that are safe to repeat. */
  readonly maxRetries: number;
  /** The user's own limit and margin, besides what the API tells. */
  readonly budget: BudgetSettings;
  /** Where the budget is kept, for all processes that share it. */
  readonly ledger: Ledger;
  /** How long a request may wait for lock-outs to end. */
  readonly maxWaitMs: number;
  /** PEM file with authorities to trust besides the usual ones. */
  readonly caCertificateFile?: string | undefined;
  /** Proxy variables, SSL_CERT_FILE and NODE_EXTRA_CA_CERTS. */
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly clock: Clock;
  /** Told of every answer, whatever it is. */
  readonly onAnswer?: ((answer: ApiResponse) => void) | undefined;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
}

/** Whether a proxy key may be used. */
export interface AccessQuestion {
  readonly key: string;
  /** It is not known to be the account's own: its budget may be another account's. */
  readonly isForeign: boolean;
  readonly model: string | undefined;
}

/** Every method rejects with an ApiError. */
export interface ElectronhubCalls {
  /** `GET /auth/proxy`: all keys of the account. */
  list(signal: AbortSignal): Promise<KeyRecords>;
  /** `POST /auth/proxy/create`. Never repeated by itself. */
  create(settings: CreateRequest, signal: AbortSignal): Promise<KeyObject>;
  /** `POST /auth/proxy/lookup`. */
  lookup(key: string, signal: AbortSignal): Promise<LookupResponse>;
  /** `POST /auth/proxy/validate`, asked with the proxy key itself: whether it, and the model, may be used from here. */
  validate(question: AccessQuestion, signal: AbortSignal): Promise<ValidateResponse>;
  /** `POST /auth/proxy/update`: replaces every setting. */
  update(request: UpdateRequest, signal: AbortSignal): Promise<MessageResponse>;
  /**
   * `POST /auth/proxy/toggle`: flips. Never repeated by itself, and never sent after `notAfter` (milliseconds), until which
   * the status is known: then it rejects with the code "late".
   */
  toggle(key: string, signal: AbortSignal, notAfter?: number): Promise<ToggleResponse>;
  /** `POST /auth/proxy/remove`. "Not found" after an answer that got lost is success. */
  remove(key: string, signal: AbortSignal): Promise<MessageResponse>;
  /** `DELETE /auth/proxy`: every key of the account, at once. Never repeated by itself. */
  removeAll(signal: AbortSignal): Promise<MessageResponse>;
  /** `GET /user/me`. */
  account(signal: AbortSignal): Promise<AccountResponse>;
  /** `GET /models`: the whole catalogue. */
  models(signal: AbortSignal): Promise<readonly ModelObject[]>;
}

export interface ReservedCalls extends ElectronhubCalls {
  /** Gives back the places that are left, so that nobody waits for them. To be called before anything else is waited for. */
  release(): Promise<void>;
  /** Gives back the places that are left, and reserves so many anew. */
  renew(count: number): Promise<void>;
}

export interface ElectronhubClient extends ElectronhubCalls {
  /**
   * Runs `work` once the request budget has room for the calls, which then follow each other without a wait in between.
   * Calls that are not made are given back.
   */
  together<T>(wanted: Reservation, work: (calls: ReservedCalls) => Promise<T>): Promise<T>;
  /** The same client, which also tells when its requests wait for their turn. */
  watched(onWait: OnWait): ElectronhubClient;
  /** Requests a minute, as an answer told last; undefined before one did. */
  requestLimit(): Promise<number | undefined>;
  /** How fast calls can be made from now on. Makes none. */
  outlook(): Promise<Outlook>;
  /** What time it is at the API at least, in milliseconds since 1970; undefined before an answer told. */
  serverNow(): number | undefined;
  /** Who owns which key, for all that share the request ledger. */
  readonly claims: Claims;
  /** Makes sure that the request ledger can be used. Rejects with a LedgerError where that needs another configuration. */
  open(): Promise<void>;
  /** Ends what is under way, once the request ledger holds what the answers have taught. */
  close(): Promise<void>;
}

export function createClient(options: ClientOptions): ElectronhubClient {
  const { budget, clock, ledger, log, maxRetries, maxWaitMs, random, requestTimeoutMs } = options;
  const transport = createTransport(options);
  const pacer = new Pacer({ ledger, settings: budget, planLimit, maxWaitMs, requestTimeoutMs, clock, log });
  const serverClock = new ServerClock(clock);
  const send = compose(
    [
      retry(maxRetries, clock, random),
      accept,
      // Below retries, which count as well; above the timeout, which does not count the wait.
      pacer.layer,
      logging(log, clock),
      serverClock.layer,
      tellingOf(options.onAnswer),
      timeout(requestTimeoutMs, clock),
    ],
    transport.send,
  );
  const watched = (onWait?: OnWait): ElectronhubClient => ({
    ...callsOver((request) => send({ ...request, onWait })),
    together: (wanted, work) =>
      pacer.together({ ...wanted, onWait }, (places) =>
        work({
          ...callsOver((request) => send({ ...request, onWait, places })),
          release: () => places.release(),
          renew: (count) => places.renew(count),
        }),
      ),
    watched,
    requestLimit: () => ledger.change((held) => ({ budget: held, result: held.limit })),
    outlook: () => pacer.outlook(),
    serverNow: () => serverClock.now(),
    claims: ledger.claims,
    open: () => ledger.open(),
    close: async () => {
      await pacer.settled();
      await Promise.all([ledger.close(), transport.close()]);
    },
  });
  return watched();
}

const tellingOf =
  (onAnswer: ClientOptions["onAnswer"]): Layer =>
  (next) =>
  async (request) => {
    const answer = await next(request);
    onAnswer?.(answer);
    return answer;
  };

function callsOver(send: Send): ElectronhubCalls {
  const get = (path: string, signal: AbortSignal): ApiRequest => ({ method: "GET", path, kind: "read", signal });
  const post = (path: string, kind: RequestKind, body: object, signal: AbortSignal): ApiRequest => ({
    method: "POST",
    path,
    body,
    kind,
    signal,
  });

  return {
    list: (signal) => call(send, get("/auth/proxy", signal), parseKeys),
    create: (settings, signal) => call(send, post("/auth/proxy/create", "once", settings, signal), parseKey),
    lookup: (key, signal) => call(send, post("/auth/proxy/lookup", "read", keyOf(key), signal), parseLookup),
    validate: ({ key, isForeign, model }, signal) => {
      const question = post("/auth/proxy/validate", "read", model === undefined ? {} : { model }, signal);
      return call(send, { ...question, bearer: key, isForeign }, parseValidation);
    },
    update: (request, signal) => call(send, post("/auth/proxy/update", "idempotent", request, signal), parseMessage),
    toggle: (key, signal, notAfter) =>
      call(send, { ...post("/auth/proxy/toggle", "once", keyOf(key), signal), notAfter }, parseToggle),
    remove: (key, signal) => remove(send, post("/auth/proxy/remove", "idempotent", keyOf(key), signal)),
    // Sent twice, it would also remove the keys that were made in between.
    removeAll: (signal) => call(send, { method: "DELETE", path: "/auth/proxy", kind: "once", signal }, parseMessage),
    account: (signal) => call(send, get("/user/me", signal), parseAccount),
    models: (signal) => call(send, get("/models", signal), parseModels),
  };
}

const keyOf = (key: string): KeyRequest => ({ proxy_key: key });

async function call<T>(send: Send, request: ApiRequest, parse: (json: unknown) => T): Promise<T> {
  const { status, json } = await send(request);
  try {
    return parse(json);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    throw malformed(request, status, error.message);
  }
}

/** An earlier try whose answer got lost may have removed the key: then "not found" is what was wanted. */
async function remove(send: Send, request: ApiRequest): Promise<MessageResponse> {
  try {
    return await call(send, request, parseMessage);
  } catch (error) {
    // By itself a 404 has no effect: "unknown" comes from the try before it.
    if (isGone(error) && error.effect === "unknown") return {};
    throw error;
  }
}
