// What may be told of an answered request: no key, no query, no body.
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type MiddlewareHandler } from "hono";
import { ENDPOINTS } from "./endpoints";

/** One request, and how it was answered. */
export interface Answered {
  readonly method: string;
  /** Without the query; `***` stands for keys. */
  readonly path: string;
  /** `reset`: a fault has reset the connection. */
  readonly status: number | "reset";
  /** The caller's requests per minute, and how many of them are left. Not there where the request was not counted. */
  readonly budget?: { readonly left: number; readonly limit: number };
}

/** Tells `onAnswer` of every request. */
export function tellOfAnswers(onAnswer: (answered: Answered) => void): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { method, path } = context.req;
    const isReset = context.res === RESPONSE_ALREADY_SENT;
    const budget = budgetIn(context.res.headers);
    onAnswer({
      method,
      path: visiblePath(path),
      status: isReset ? "reset" : context.res.status,
      ...(budget && { budget }),
    });
  };
}

function budgetIn(headers: Headers): Answered["budget"] {
  const [left, limit] = [headers.get("x-ratelimit-remaining"), headers.get("x-ratelimit-limit")];
  return left === null || limit === null ? undefined : { left: Number(left), limit: Number(limit) };
}

/** Where legacy calls have a key in their path. */
const KEYS = /^(\/v1)?\/auth\/proxy\//;

const WORDS = new Set(ENDPOINTS.flatMap((endpoint) => endpoint.split(/[ /]/)));

/** Below the keys every word that no endpoint has may be a key, with a slip in it for one. */
export function visiblePath(path: string): string {
  const start = KEYS.exec(path)?.[0] ?? "";
  const rest = path.slice(start.length).split("/");
  const visible = start === "" ? rest : rest.map((word) => (word === "" || WORDS.has(word) ? word : "***"));
  return `${start}${visible.join("/")}`
    .replace(/(ek|%65k|e%6b|%65%6b)(-|%2d)[^/]*/gi, "***")
    .replace(/[^\x21-\x7e]/g, "?");
}
