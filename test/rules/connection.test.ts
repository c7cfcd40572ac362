// Rules for reaching an account: API key, address, retries.
import fc from "fast-check";
import {
  DEFAULT_BASE_URL,
  MAX_RETRIES_LIMIT,
  canonicalBaseUrl,
  checkApiKey,
  checkBaseUrl,
  checkMaxRetries,
} from "../../src/rules";

describe("api_key", () => {
  const WANTED = "An API key of the account is needed: it begins with ek- and is shown in the account's settings.";

  test.each(["ek-1", "ek-AbC_09-xyz", "ek-prox", "ek-a.b.c"])("%s is allowed", (key) => {
    expect(checkApiKey(key)).toBeUndefined();
  });

  test.each([
    [
      "a proxy key",
      "ek-proxy-hush",
      "api_key is a proxy key",
      `Proxy keys (ek-proxy-...) cannot manage proxy keys. ${WANTED}`,
    ],
    [
      "a proxy key that looks like a JWT",
      "ek-proxy-hush.b.c",
      "api_key is a proxy key",
      `Proxy keys (ek-proxy-...) cannot manage proxy keys. ${WANTED}`,
    ],
    [
      "a JWT",
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.hush-_",
      "api_key is a JWT",
      `The API refuses JWTs (session tokens) for proxy keys. ${WANTED}`,
    ],
    ["nothing", "", "api_key is not an Electron Hub API key", `It is empty. ${WANTED}`],
    ...[
      ["another vendor's key", "sk-hush"],
      ["capitals", "EK-hush"],
      ["a header's value", "Bearer ek-hush"],
      ["a blank before", " ek-hush"],
      ["a line break after", "ek-hush\n"],
      ["a character that no header can carry", "ek-hush\u00e9"],
      ["four parts", "a.b.c.hush"],
      ["an unsigned JWT, whose last part is empty", "eyJhbGciOiJub25lIn0.hush."],
      ["the prefix alone", "ek-"],
    ].map(([name = "", key = ""]) => [
      name,
      key,
      "api_key is not an Electron Hub API key",
      `It does not begin with ek-, or has blanks or other odd characters in it. ${WANTED}`,
    ]),
  ])("%s is refused", (_, key = "", summary, detail) => {
    expect(checkApiKey(key)).toEqual({ severity: "error", summary, detail });
  });

  test("no message repeats the key", () => {
    const prefix = fc.constantFrom("", "ek-proxy-", "eyJ.eyJ.", " ek-");
    fc.assert(
      fc.property(prefix, fc.stringMatching(/^[A-Z0-9]{8,20}$/), (start, secret) => {
        expect(JSON.stringify(checkApiKey(start + secret))).not.toContain(secret);
      }),
    );
  });
});

describe("base_url", () => {
  test.each([
    DEFAULT_BASE_URL,
    "https://example.com",
    "https://example.com:8443/v1/",
    "HTTPS://Example.com/v1",
    "https://192.0.2.1/v1",
    "https://[2001:db8::1]/v1",
    "http://localhost:4010/v1",
    "http://LOCALHOST/",
    "http://127.0.0.1:4010/v1",
    "http://127.255.0.9/",
    "http://127.1/",
    "http://[::1]:4010/v1",
    "http://[0:0::1]/",
  ])("%s is allowed", (url) => {
    expect(checkBaseUrl(url)).toBeUndefined();
  });

  test.each([
    "",
    "example.com",
    "localhost:4010",
    "/v1",
    "//example.com/v1",
    "https:",
    "https://",
    "https:example.com",
    "https:/example.com",
    "https:\\\\example.com",
    "https://example.com\\v1",
    " https://example.com",
    "https://example.com/v1\n",
    "https://exa mple.com",
    "https://example.com:99999",
    "https://[::1",
  ])("%j is not an absolute URL", (url) => {
    expect(checkBaseUrl(url)).toEqual({
      severity: "error",
      summary: "Invalid base_url",
      detail: "base_url is not an absolute URL; it must look like https://api.electronhub.ai/v1.",
    });
  });

  test.each([
    ["http://example.com/v1", "http://example.com"],
    ["http://192.0.2.1:8080/v1", "http://192.0.2.1:8080"],
    ["http://127.0.0.1.example.com/", "http://127.0.0.1.example.com"],
    ["http://localhost.example.com/", "http://localhost.example.com"],
    ["http://128.0.0.1/", "http://128.0.0.1"],
    ["http://0.0.0.0/", "http://0.0.0.0"],
    ["http://[::2]/", "http://[::2]"],
    ["ftp://localhost/", "ftp://localhost"],
    ["ws://localhost/", "ws://localhost"],
  ])("%s is refused: https only, but for loopback", (url, shown) => {
    expect(checkBaseUrl(url)).toEqual({
      severity: "error",
      summary: "Invalid base_url",
      detail: `base_url is ${shown}; it must be https:, because the API key travels with every request. http: is allowed to loopback (localhost, 127.0.0.0/8, [::1]) only.`,
    });
  });

  test.each(["https://hush@example.com", "https://user:hush@example.com", "https://:hush@example.com"])(
    "user info is refused and not repeated: %s",
    (url) => {
      const problem = checkBaseUrl(url);
      expect(problem?.detail).toContain("base_url holds user info (user:password@)");
      expect(JSON.stringify(problem)).not.toContain("hush");
    },
  );

  test.each([
    "https://example.com?x=1",
    "https://example.com/v1?",
    "https://example.com/#a",
    "https://example.com/v1#",
  ])("a query or a fragment is refused, empty or not: %s", (url) => {
    expect(checkBaseUrl(url)?.detail).toBe(
      "base_url has a query or a fragment; it must end with the path, as in https://api.electronhub.ai/v1.",
    );
  });
});

test.each([
  [DEFAULT_BASE_URL, DEFAULT_BASE_URL],
  ["https://api.electronhub.ai/v1/", DEFAULT_BASE_URL],
  ["https://api.electronhub.ai/v1///", DEFAULT_BASE_URL],
  ["https://api.electronhub.ai:443/v1", DEFAULT_BASE_URL],
  ["HTTPS://API.ElectronHub.AI:443/v1/", DEFAULT_BASE_URL],
  ["https://example.com", "https://example.com"],
  ["https://example.com/", "https://example.com"],
  ["https://example.com:8443/", "https://example.com:8443"],
  ["https://example.com:80/v1", "https://example.com:80/v1"],
  ["http://localhost:80/v1", "http://localhost/v1"],
  ["http://127.1:4010/v1", "http://127.0.0.1:4010/v1"],
  ["http://[0:0::1]:4010/v1", "http://[::1]:4010/v1"],
  // The path's case and what is in its middle matter.
  ["https://example.com/V1//x/", "https://example.com/V1//x"],
])("%s is spelled %s", (text, canonical) => {
  expect(canonicalBaseUrl(text)).toBe(canonical);
  expect(canonicalBaseUrl(canonical)).toBe(canonical);
});

describe("max_retries", () => {
  test.each([0, 1, 10])("%p is allowed", (retries) => {
    expect(checkMaxRetries(retries)).toBeUndefined();
  });

  test.each([-1, 0.5, 11, NaN, Infinity])("%p is refused", (retries) => {
    expect(MAX_RETRIES_LIMIT).toBe(10);
    expect(checkMaxRetries(retries)).toEqual({
      severity: "error",
      summary: "Invalid number of retries",
      detail: `max_retries is ${retries}; it must be a whole number from 0 to 10.`,
    });
  });
});
