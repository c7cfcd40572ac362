import { inspect } from "node:util";
import { ApiError } from "../../src/api";

const errorOf = (message: string) =>
  new ApiError({ code: "server", endpoint: "GET /auth/proxy", message, effect: "unknown", status: 500 });

test.each([
  ["a terminal escape", "\u001b[31mred\u001b[0m", "\\u001b[31mred\\u001b[0m"],
  ["line breaks", "one\r\ntwo\u2028three\t\v\ffour", "one two three four"],
  ["a fake diagnostic", "No such key\n\nWarning: all is well\n", "No such key Warning: all is well"],
  ["a reversed direction of writing", "abc\u202egnp.exe", "abc\\u202egnp.exe"],
  ["half a character", "a\ud800b", "a\\ud800b"],
  ["500 characters", "x".repeat(500), "x".repeat(500)],
  ["501 characters", "x".repeat(501), `${"x".repeat(500)}...`],
  ["501 characters of two units each", "\u{1f600}".repeat(501), `${"\u{1f600}".repeat(500)}...`],
  ["a megabyte", "x".repeat(1_000_000), `${"x".repeat(500)}...`],
  ["a megabyte of escapes", "\u001b".repeat(1_000_000), `${"\\u001b".repeat(83)}\\u...`],
  ["a key", "Key ek-proxy-aaaabbbb is unknown", "Key ek-proxy-*** is unknown"],
  ["a key beyond the bound", `${"x".repeat(495)} ek-proxy-aaaabbbb`, `${"x".repeat(495)} ek-p...`],
])("a message with %s is made harmless", (_, message, shown) => {
  expect(errorOf(message).message).toBe(shown);
});

test("after a lost answer only the effect is another", () => {
  const details = {
    code: "rate_limited",
    endpoint: "POST /auth/proxy/update",
    message: "Try again in 180 seconds.",
    status: 429,
    apiShaped: true,
    retryAfterMs: 180_000,
  } as const;
  const { code, endpoint, message, status, apiShaped, retryAfterMs, effect } = new ApiError({
    ...details,
    effect: "none",
  }).afterLostAnswer();
  expect({ code, endpoint, message, status, apiShaped, retryAfterMs }).toEqual(details);
  expect(effect).toBe("unknown");
});

test("all that there is to see of an error is harmless", () => {
  const error = errorOf("ek-proxy-aaaabbbb and Bearer ek-ccccdddd");
  expect(error.cause).toBeUndefined();
  expect(inspect(error, { depth: null, showHidden: true, maxStringLength: null })).not.toMatch(/aaaabbbb|ccccdddd/);
});
