// One request and its whole answer, over the connections of a client. Node's HTTP client follows no redirect and repeats nothing.
import { type Agent, type ClientRequest, type IncomingMessage } from "node:http";
import { causeOf } from "../failure";
import { readText } from "./body";
import { STRICT } from "./strict";
import { UnsentError } from "./unsent";
import { until } from "./until";

export interface Question {
  readonly method: string;
  readonly url: URL;
  /** Besides those that Node's client writes: `host`, `connection`, `content-length`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** Undefined: too large. */
  readonly body: string | undefined;
}

/** Rejects with an UnsentError where nothing was sent, and with whatever was thrown where something may have been. */
export async function exchange(agent: Agent, question: Question): Promise<Answer> {
  const request = await started(agent, question);
  let failure: unknown;
  request.once("error", (error) => (failure = error));
  const response = await until<IncomingMessage>(request, question.signal, (tell) => {
    request.once("response", tell);
    request.end(question.body);
  });
  const headers = headersOf(response);
  try {
    return { status: response.statusCode ?? 0, headers, body: await readText(response) };
  } catch {
    // The body itself tells no more than that it ends too early.
    const isNoHttp = causeOf(failure).reason.startsWith("HPE_");
    throw isNoHttp ? failure : new Error("the connection was closed within the answer");
  }
}

async function started(agent: Agent, { method, url, headers, signal }: Question): Promise<ClientRequest> {
  const http = await import("node:http");
  try {
    return http.request({
      ...STRICT,
      agent,
      method,
      path: url.pathname + url.search,
      headers: { host: url.host, ...headers },
      signal,
    });
  } catch (error) {
    // A header that could end in another one, for instance.
    throw new UnsentError(error);
  }
}

/** Of a name that comes several times, all values. */
function headersOf({ rawHeaders }: IncomingMessage): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = "", value = ""] = rawHeaders.slice(at, at + 2);
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}
