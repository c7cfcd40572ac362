import { redact, redactBody } from "../../src/api/secrets";

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
  ["a key that is no text", '{"key":null}', '{"key":null}'],
])("%s in a body is masked", (_, body, masked) => {
  expect(redactBody(body)).toBe(masked);
});
