// The requests a minute that are documented for an account's plan: for where answers do not tell, because something on the
// way strips their headers. The vendor has two tables; the smaller number counts.
import { parseJson } from "./error-body";
import { type PlanLimit } from "./pace";
import { parseAccount } from "./parse";

/** By the plan's name. Source: the API's pages on rate limits. */
const REQUESTS_PER_MINUTE: ReadonlyMap<string, number> = new Map([
  ["free", 5],
  ["starter", 10],
  ["plus", 15],
  ["core", 20],
  ["pro", 20],
  ["business", 40],
  ["enterprise", 60],
]);

export const planLimit: PlanLimit = {
  request: (signal) => ({ method: "GET", path: "/user/me", kind: "read", signal }),
  limitIn({ status, body }) {
    if (status !== 200) return undefined;
    const { subscription = "" } = parseAccount(parseJson(body));
    return REQUESTS_PER_MINUTE.get(subscription.trim().toLowerCase());
  },
};
