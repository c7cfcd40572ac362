// Who may call what: API keys, proxy keys, JWTs and strangers.
import { type Emulator } from "../../src/emulator";
import { call, json, numberedKey, numberedKeys, startTestEmulator } from "../support/emulator";
import { FakeClock, START_SECONDS } from "../support/fake-clock";

let emulator: Emulator;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  emulator = await startTestEmulator({ clock, random: numberedKeys() });
});
afterEach(() => emulator.stop());

const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100 };
const KEY = numberedKey(1);
const BODY = { proxy_key: KEY, ...SETTINGS };

const MANAGEMENT: [endpoint: string, body: object | undefined][] = [
  ["POST /auth/proxy/create", BODY],
  ["GET /auth/proxy", undefined],
  ["DELETE /auth/proxy", undefined],
  ["POST /auth/proxy/lookup", BODY],
  ["POST /auth/proxy/update", BODY],
  ["POST /auth/proxy/toggle", BODY],
  ["POST /auth/proxy/remove", BODY],
  [`POST /auth/proxy/toggle/${KEY}`, undefined],
  [`POST /auth/proxy/update/${KEY}`, BODY],
  [`DELETE /auth/proxy/delete/${KEY}`, undefined],
  [`GET /auth/proxy/${KEY}`, undefined],
  ["GET /user/me", undefined],
];
const EVERY: typeof MANAGEMENT = [
  ...MANAGEMENT,
  ["POST /auth/proxy/validate", undefined],
  ["GET /models", undefined],
  ["GET /models/gpt-4o", undefined],
];

const STRANGERS: [who: string, bearer: string | null, code: string, message: string][] = [
  ["nobody", null, "missing_api_key", "Missing API key"],
  ["an unknown API key", "ek-unknown", "invalid_api_key", "Invalid API key"],
  ["an unknown proxy key", "ek-proxy-unknown", "invalid_api_key", "Invalid API key"],
  ["another vendor's key", "sk-1", "invalid_api_key", "Invalid API key"],
  [
    "a JWT",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
    "jwt_not_allowed",
    "JWTs are not accepted here; use an API key",
  ],
  [
    "two words",
    "ek-emulator-first ek-emulator-first",
    "malformed_api_key",
    "Malformed API key: Authorization must be 'Bearer ek-...'",
  ],
];

describe.each(STRANGERS)("%s", (_, bearer, code, message) => {
  test.each(EVERY)("gets 401 from %s", async (endpoint, body) => {
    const { key } = emulator.store.create(emulator.apiKey, SETTINGS);
    const answer = await call(emulator, endpoint, { bearer, body });
    expect([answer.status, json(answer)]).toEqual([
      401,
      { error: { message, type: "authentication_error", param: null, code } },
    ]);
    expect(emulator.store.keys()).toHaveLength(1);
    expect(emulator.store.find(key)).toMatchObject({ is_active: true, name: "ci" });
  });
});

test("another scheme than Bearer is malformed: 401", async () => {
  const response = await fetch(`${emulator.baseUrl}/auth/proxy`, { headers: { authorization: "Basic ZWs6ZWs=" } });
  expect([response.status, await response.json()]).toMatchObject([401, { error: { code: "malformed_api_key" } }]);
});

describe("a proxy key", () => {
  test.each(MANAGEMENT)("gets 401 from %s", async (endpoint, body) => {
    const { key } = emulator.store.create(emulator.apiKey, SETTINGS);
    const answer = await call(emulator, endpoint, { bearer: key, body });
    expect([answer.status, json(answer)]).toMatchObject([401, { error: { code: "proxy_key_not_allowed" } }]);
    expect(emulator.events()).toHaveLength(1);
  });

  test("reads the models while it is active and not expired", async () => {
    const { key } = emulator.store.create(emulator.apiKey, { ...SETTINGS, expires_at: START_SECONDS + 60 });
    const models = async () => call(emulator, "GET /models", { bearer: key });
    expect((await models()).status).toBe(200);
    emulator.store.toggle(key);
    const inactive = await models();
    expect([inactive.status, json(inactive)]).toEqual([
      401,
      {
        error: {
          message: "Proxy key is inactive",
          type: "authentication_error",
          param: null,
          code: "invalid_proxy_key",
        },
      },
    ]);
    emulator.store.toggle(key);
    await clock.advance(60_000);
    const expired = await models();
    expect([expired.status, json(expired)]).toMatchObject([401, { error: { message: "Proxy key has expired" } }]);
  });
});
