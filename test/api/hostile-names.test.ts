// Names and keys may hold anything: they travel in JSON bodies, where they can be nothing but text.
import { inspect } from "node:util";
import { KEY, closeAll, openClient, signal, startServer } from "./recording-server";

afterEach(closeAll);

const ODD: readonly [string, string, string][] = [
  [
    "a line break",
    "ci\r\nX-Admin: 1\r\n\r\nDELETE /v1/auth/proxy HTTP/1.1",
    "ci\\r\\nX-Admin: 1\\r\\n\\r\\nDELETE /v1/auth/proxy HTTP/1.1",
  ],
  ["a terminal escape", "\u001b[31m\0", "\\u001b[31m\\u0000"],
  ["quotation marks", 'a","allocated_ammount":9e9,"b":"', 'a\\",\\"allocated_ammount\\":9e9,\\"b\\":\\"'],
  ["characters of any script", "Schlüssel 鍵 \u{1f511}\u202e", "Schlüssel 鍵 \u{1f511}\u202e"],
  ["half a character", "a\ud800", "a\\ud800"],
  ["the name of every object's field", "__proto__", "__proto__"],
];

test.each(ODD)("a name with %s is sent in the body only, as text", async (_, name, written) => {
  const server = await startServer({ body: { key: KEY, name } });
  const created = openClient(server).create({ name, expires_at: -1, allocated_ammount: 1 }, signal);
  await expect(created).resolves.toMatchObject({ key: KEY, name });

  const body = `{"name":"${written}","expires_at":-1,"allocated_ammount":1}`;
  expect(server.requests).toMatchObject([
    {
      method: "POST",
      path: "/v1/auth/proxy/create",
      body,
      headers: { "content-length": `${Buffer.byteLength(body)}` },
    },
  ]);
  expect(Object.keys(server.requests[0]?.headers ?? {}).sort()).toEqual([
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "user-agent",
  ]);
});

test.each(ODD)("a key's value with %s is sent in the body only, as text", async (_, key, written) => {
  const server = await startServer({ body: { status: false } });
  await openClient(server).toggle(key, signal);
  expect(server.requests).toMatchObject([{ path: "/v1/auth/proxy/toggle", body: `{"proxy_key":"${written}"}` }]);
});

test("a list of odd keys is a list", async () => {
  const keys = [
    { key: "legacy-0123456789", name: "ci" },
    { key: `ek-proxy-${"x".repeat(291)}`, name: "ci" },
    { key: "ek-proxy-a\u0000\u001b[31m\r\n", name: "" },
    { key: "__proto__", name: "__proto__" },
  ];
  const server = await startServer({ body: keys });
  await expect(openClient(server).list(signal)).resolves.toMatchObject(keys);
});

test.each([
  ["empty values", [{ key: "" }, { key: "" }], "key: missing"],
  ["names for values", [{ name: KEY }, { proxy_key: KEY }], "key: missing"],
])("a list with nothing but %s is unusable, and tells no key", async (_, body, reason) => {
  const server = await startServer({ body });
  await expect(openClient(server).list(signal)).rejects.toMatchObject({
    code: "malformed",
    effect: "none",
    message: `unusable answer (${reason})`,
  });
});

test.each([
  ["line breaks in the User-Agent", { userAgent: "x\r\nx-admin: 1" }, "user-agent"],
  ["line breaks in the API key", { apiKey: "ek-0123456789\r\nx-admin: 1" }, "authorization"],
  ["letters in the API key that no header has", { apiKey: "ek-0123456789ключ" }, "authorization"],
])("%s are not sent", async (_, options, header) => {
  const server = await startServer({ body: {} });
  const error: unknown = await openClient(server, options)
    .toggle(KEY, signal)
    .catch((thrown: unknown) => thrown);
  const message = `ERR_INVALID_CHAR: Invalid character in header content ["${header}"]`;
  expect(error).toMatchObject({ code: "network", effect: "none", message });
  expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(/0123456789|x-admin/);
  expect(server.requests).toEqual([]);
});
