// What headers and refusals say of the budget.
import { readBudget, readLockOut } from "../../../src/api/pace/rate-limit-headers";

test.each([
  [
    { "x-ratelimit-limit": "10", "x-ratelimit-remaining": "3" },
    { limit: 10, remaining: 3 },
  ],
  [{ "x-ratelimit-limit": "10" }, { limit: 10 }],
  [{ "x-ratelimit-limit": "10", "x-ratelimit-remaining": "11" }, { limit: 10 }],
  [{ "x-ratelimit-limit": "10", "x-ratelimit-remaining": "-1" }, { limit: 10 }],
  [{ "x-ratelimit-limit": "0", "x-ratelimit-remaining": "0" }, {}],
  [{ "x-ratelimit-limit": "1e3" }, {}],
  [{ "x-ratelimit-limit": "99999999999" }, {}],
  [{ "x-ratelimit-remaining": "3" }, {}],
  [{}, {}],
])("%j tells %j", (headers, expected) => {
  expect(readBudget(new Map(Object.entries(headers)))).toEqual(expected);
});

const DATE = "Thu, 01 Jan 2026 00:00:00 GMT";

test.each<[string, Record<string, string>, string, number]>([
  ["Retry-After", { "retry-after": "30" }, "Try again in 90 seconds.", 30_000],
  [
    "Retry-After as a date, by the server's clock",
    { "retry-after": "Thu, 01 Jan 2026 00:01:00 GMT", date: DATE },
    "",
    60_000,
  ],
  ["a date without the server's clock", { "retry-after": DATE }, "", 180_000],
  ["the message", {}, "Rate limit exceeded. Try again in 90 seconds.", 90_000],
  ["the message, one second", {}, "Try again in 1 second.", 1_000],
  ["the documents", {}, "Too many requests", 180_000],
])("a lock-out's length by %s", (_, headers, body, expected) => {
  expect(readLockOut(new Map(Object.entries(headers)), body)).toBe(expected);
});
