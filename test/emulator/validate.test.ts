// `POST /auth/proxy/validate`: would this proxy key be let through?
import { type Emulator } from "../../src/emulator";
import { call, json, startTestEmulator } from "../support/emulator";
import { FakeClock, START_SECONDS } from "../support/fake-clock";

let emulator: Emulator;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  emulator = await startTestEmulator({ clock });
});
afterEach(() => emulator.stop());

const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100 };
const VALID = { valid: true, message: "Proxy key is valid" };

async function validate(settings: object, body?: unknown): Promise<unknown> {
  const { key } = emulator.store.create(emulator.apiKey, { ...SETTINGS, ...settings });
  const answer = await call(emulator, "POST /auth/proxy/validate", { bearer: key, body });
  expect(answer.status).toBe(200);
  return json(answer);
}

test.each([
  ["no limits, no body", {}, undefined],
  ["no limits, an empty object", {}, {}],
  ["no limits, any model", {}, { model: "gpt-4o" }],
  ["a model on the whitelist", { model_whitelist: ["gpt-4o"] }, { model: "gpt-4o" }],
  ["a model whitelist, no model named", { model_whitelist: ["gpt-4o"] }, {}],
  ["an expiry ahead", { expires_at: START_SECONDS + 1 }, undefined],
  ["the caller's IP on the whitelist", { ip_whitelist: ["10.0.0.1", "127.0.0.0/8"] }, undefined],
])("valid: %s", async (_, settings, body) => {
  expect(await validate(settings, body)).toEqual(VALID);
});

test.each([
  [
    "a model that is not on the whitelist",
    { model_whitelist: ["gpt-4o"] },
    { model: "claude-sonnet-4" },
    "Model is not allowed for this proxy key",
  ],
  ["another IP", { ip_whitelist: ["10.0.0.1"] }, undefined, "IP address is not allowed for this proxy key"],
])("not valid: %s", async (_, settings, body, message) => {
  expect(await validate(settings, body)).toEqual({ valid: false, message });
});

test("not valid: switched off, expired", async () => {
  const { key } = emulator.store.create(emulator.apiKey, { ...SETTINGS, expires_at: START_SECONDS + 60 });
  const ask = async () => json(await call(emulator, "POST /auth/proxy/validate", { bearer: key }));
  emulator.store.toggle(key);
  expect(await ask()).toEqual({ valid: false, message: "Proxy key is inactive" });
  emulator.store.toggle(key);
  await clock.advance(59_999);
  expect(await ask()).toEqual(VALID);
  await clock.advance(1);
  expect(await ask()).toEqual({ valid: false, message: "Proxy key has expired" });
});

test("an ordinary API key gets 400", async () => {
  const answer = await call(emulator, "POST /auth/proxy/validate");
  expect([answer.status, json(answer)]).toEqual([
    400,
    {
      error: {
        message: "Call this endpoint with a proxy key, not with an API key",
        type: "invalid_request_error",
        param: null,
        code: "not_a_proxy_key",
      },
    },
  ]);
});

test("a model that is not a string is 422", async () => {
  const { key } = emulator.store.create(emulator.apiKey, SETTINGS);
  const answer = await call(emulator, "POST /auth/proxy/validate", { bearer: key, body: { model: 4 } });
  expect([answer.status, json(answer)]).toEqual([
    422,
    { detail: [{ loc: ["body", "model"], msg: "Input should be a valid string", type: "string_type" }] },
  ]);
});
