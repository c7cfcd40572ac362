import { keepSecret, redact, redactBody } from "../../src/api/secrets";

test.each([
  ["a proxy key", "key ek-proxy-0Ab_9-z, gone", "key ek-proxy-***, gone"],
  ["an API key", "key ek-0Ab_9-z.", "key ek-***"],
  ["a key with odd characters", "ek-proxy-ab.cd+ef/gh=|ij", "ek-proxy-***"],
  ["an API key with odd characters", '"ek-ab.cd+ef/gh=!"', '"ek-***"'],
  ["a key in a URL", "GET /auth/proxy/ek-proxy-abc", "GET /auth/proxy/ek-proxy-***"],
  ["two keys", "ek-proxy-a ek-b", "ek-proxy-*** ek-***"],
  ["a bearer token", "Authorization: Bearer abc.def", "Authorization: Bearer ***"],
  ["a bearer API key", "authorization: bearer ek-abc", "authorization: bearer ek-***"],
  ["basic credentials", "proxy-authorization: Basic dXNlcjpwYXNz", "proxy-authorization: Basic ***"],
  ["a JWT", "token eyJhbGciOi.eyJzdWIi.s1g-n_", "token ***"],
  ["a JWT after other words", "api.test/x-eyJhbGciOi.eyJzdWIi.s1g", "api.test/***"],
  ["a key in JSON in JSON", '{"body":"{\\"key\\":\\"ek-proxy-abc\\"}"}', '{"body":"{\\"key\\":\\"ek-proxy-***\\"}"}'],
])("%s is masked", (_, text, masked) => {
  expect(redact(text)).toBe(masked);
  expect(redact(masked)).toBe(masked);
});

test.each(["API keys begin with ek- and proxy keys with ek-proxy-", "(ek-...)", "next week-end", "a seek-table"])(
  "%j holds no secret",
  (text) => {
    expect(redact(text)).toBe(text);
  },
);

test.each([
  ["a key", '{"key":"ek-proxy-abc","name":"ci"}', '{"key":"ek-proxy-***","name":"ci"}'],
  ["a key in escapes", '{"text":"ek\\u002dproxy\\u002dabc"}', '{"text":"ek-proxy-***"}'],
  ["a key that does not look like one", '[{"key":"abcdef"}]', '[{"key":"***"}]'],
  ["a key sent", '{"proxy_key":"abcdef","name":"ci"}', '{"proxy_key":"***","name":"ci"}'],
  ["a key in broken JSON", '{"key":"ek-proxy-abc","na', '{"key":"ek-proxy-***","na'],
  [
    "a key in escapes in broken JSON",
    '{"text":"ek\\u002dproxy\\u002d\\u0061bc \\u0022","na',
    '{"text":"ek-proxy-*** \\u0022","na',
  ],
  ["a key that does not look like one in broken JSON", '[{"key" : "ab\\"cdef","na', '[{"key" : "***","na'],
  ["a key that is not text", '{"key":null}', '{"key":null}'],
])("%s in a body is masked", (_, body, masked) => {
  expect(redactBody(body)).toBe(masked);
});

test("a body nested too deeply to be written anew is not shown", () => {
  const body = `${"[".repeat(100_000)}"ek\\u002dproxy\\u002dabc"${"]".repeat(100_000)}`;
  expect(redactBody(body)).toBe("(nested too deeply to be shown)");
});

// As large as an answer may be. Each would take hours if every word were looked at once for every word before it.
test.each([
  ["beginnings of JWTs", "eyJ-".repeat(1_000_000), "eyJ-".repeat(1_000_000)],
  ["dots", "eyJ.".repeat(1_000_000), "***.".repeat(200_000)],
  ["one word", "x".repeat(4_000_000), "x".repeat(4_000_000)],
  ["bearers without tokens", "Bearer ".repeat(600_000), "Bearer *** ".repeat(300_000)],
  ["blanks", `Bearer${" ".repeat(4_000_000)}`, `Bearer${" ".repeat(4_000_000)}`],
  ["beginnings of keys", "ek-proxy-".repeat(450_000), "ek-proxy-***"],
  ["beginnings of API keys", "ek-".repeat(1_300_000), "ek-***"],
  ["quotation marks", '"key":"'.repeat(600_000), '"key":"***'.repeat(600_000)],
  ["backslashes", "\\".repeat(4_000_000), "\\".repeat(4_000_000)],
])("a body full of %s is masked in no time", (_, body, masked) => {
  // Not toBe: what differs in so long a text takes long to be told.
  expect(redactBody(body) === masked).toBe(true);
});

describe("a secret in use that has no telling form", () => {
  test.each([
    ["a key", "0123456789abcdef", "no key 0123456789abcdef here", "no key *** here"],
    ["an API key with punctuation", "ek-ab,cd;ef(gh)", "API key ek-ab,cd;ef(gh).", "API key ***."],
    ["a key with blanks", "ek-proxy-ab cd ef", "key ek-proxy-ab cd ef", "key ***"],
    ["a key in JSON", 'ab"cd\nefgh', JSON.stringify({ echo: 'ab"cd\nefgh' }), '{"echo":"***"}'],
  ])("%s is masked from then on", (_, secret, text, masked) => {
    keepSecret(secret);
    expect(redact(text)).toBe(masked);
  });

  test.each([
    ["of the usual form", "ek-proxy-abc", "ek-proxy-abcdef", "ek-proxy-***"],
    ["that is too short to be one", "the key", "the key is gone", "the key is gone"],
    ["that is not text", 12345678, "12345678", "12345678"],
  ])("a value %s changes nothing", (_, secret, text, masked) => {
    keepSecret(secret);
    expect(redact(text)).toBe(masked);
  });
});
