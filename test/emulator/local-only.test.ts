// Who is let in: programs on this machine, and no other web page that a browser on it shows.
import { request } from "node:http";
import { type Emulator } from "../../src/emulator";
import { objectionToOrigin } from "../../src/emulator/local-only";
import { startTestEmulator } from "../support/emulator";

const HOSTS = "The emulator answers to the hosts 127.0.0.1, [::1] and localhost only: check the address";
const PAGES = "The emulator does not answer other web pages: call it from a program, or type its address";

test.each([
  { host: "127.0.0.1:4010" },
  { host: "localhost:4010" },
  { host: "LOCALHOST" },
  { host: "[::1]:4010" },
  { host: "localhost:4010", origin: "http://localhost:4010", site: "same-origin" },
  { host: "localhost:4010", site: "none" },
])("%j is let in", ({ host, origin, site }: { host: string; origin?: string; site?: string }) => {
  expect(objectionToOrigin({ host, origin, site })).toBeUndefined();
});

test.each([
  [{ host: undefined }, HOSTS],
  [{ host: "" }, HOSTS],
  [{ host: "evil.example:4010" }, HOSTS],
  [{ host: "localhost.evil.example" }, HOSTS],
  [{ host: "127.0.0.1.nip.io:4010" }, HOSTS],
  [{ host: "127.0.0.1:4010@evil.example" }, HOSTS],
  [{ host: "evil.example", origin: "http://evil.example", site: "same-origin" }, HOSTS],
  [{ host: "localhost:4010", origin: "https://evil.example" }, PAGES],
  [{ host: "localhost:4010", origin: "http://localhost:3000" }, PAGES],
  [{ host: "localhost:4010", origin: "http://127.0.0.1:4010" }, PAGES],
  [{ host: "localhost:4010", origin: "null" }, PAGES],
  [{ host: "localhost:4010", site: "cross-site" }, PAGES],
  [{ host: "localhost:4010", site: "same-site" }, PAGES],
  [{ host: "localhost:4010", site: "anything" }, PAGES],
])("%j is refused", ({ host, origin, site }: { host?: string; origin?: string; site?: string }, objection) => {
  expect(objectionToOrigin({ host, origin, site })).toBe(objection);
});

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startTestEmulator();
  emulator.store.create(emulator.apiKey, { name: "ci", expires_at: -1, allocated_ammount: 1 });
});
afterEach(() => emulator.stop());

/** As a browser would send it: `fetch` lets nobody set these headers. */
function send(method: string, path: string, headers: Record<string, string>, body = ""): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const sent = request(`${emulator.url}${path}`, { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve([response.statusCode ?? 0, text]));
    });
    sent.on("error", reject).end(body);
  });
}

const FAULT = JSON.stringify({ endpoint: "*", kind: "lock-out" });
const ROUTES = [
  ["GET", "/"],
  ["GET", "/emulator/state"],
  ["GET", "/emulator/events"],
  ["GET", "/emulator/counts"],
  ["DELETE", "/emulator/counts"],
  ["GET", "/emulator/refused"],
  ["GET", "/emulator/faults"],
  ["POST", "/emulator/faults"],
  ["DELETE", "/emulator/faults"],
  ["OPTIONS", "/emulator/faults"],
  ["GET", "/v1/auth/proxy"],
  ["DELETE", "/v1/auth/proxy"],
  ["GET", "/v1/nowhere"],
  ["GET", "/nowhere"],
] as const;

describe.each(ROUTES)("%s %s", (method, path) => {
  const body = method === "POST" ? FAULT : "";
  test.each([
    [{ host: "evil.example" }, HOSTS],
    [{ origin: "https://evil.example", "content-type": "text/plain" }, PAGES],
    [{ "sec-fetch-site": "cross-site", "content-type": "text/plain" }, PAGES],
  ])("with %j is 403, shows nothing, changes nothing and is not counted", async (headers, message) => {
    const authorization = `Bearer ${emulator.apiKey}`;
    const [status, text] = await send(method, path, { authorization, ...headers }, body);
    expect([status, JSON.parse(text)]).toEqual([
      403,
      { error: { message, type: "permission_error", param: null, code: "not_local" } },
    ]);
    expect(emulator.requests()).toEqual({});
    expect(emulator.store.keys()).toHaveLength(1);
    expect(await send("GET", "/emulator/faults", {})).toEqual([200, "[]"]);
  });
});

test.each(["text/plain", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded", "application/jsonp", ""])(
  "a fault that is sent as %j is 415",
  async (type) => {
    const [status, text] = await send("POST", "/emulator/faults", type === "" ? {} : { "content-type": type }, FAULT);
    expect([status, JSON.parse(text)]).toEqual([
      415,
      {
        error: {
          message: "Send the fault as JSON, with the header content-type: application/json",
          type: "invalid_request_error",
          param: null,
          code: "unsupported_media_type",
        },
      },
    ]);
    expect(await send("GET", "/emulator/faults", {})).toEqual([200, "[]"]);
  },
);
