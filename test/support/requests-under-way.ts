// How many HTTP requests of this process's clients are under way, as undici itself tells; and what else is to count as one.
import { subscribe } from "node:diagnostics_channel";

const underWay = new Set<unknown>();
const requestIn = (message: unknown): unknown =>
  typeof message === "object" && message !== null && "request" in message ? message.request : undefined;

subscribe("undici:request:create", (message) => void underWay.add(requestIn(message)));
// A request may be told of by both: one that fails after its answer is complete.
subscribe("undici:request:trailers", (message) => void underWay.delete(requestIn(message)));
subscribe("undici:request:error", (message) => void underWay.delete(requestIn(message)));

export const requestsUnderWay = (): number => underWay.size;

/** Counts work that is no request of undici's as one. */
export async function underWayUntil<T>(work: Promise<T>): Promise<T> {
  underWay.add(work);
  try {
    return await work;
  } finally {
    underWay.delete(work);
  }
}
