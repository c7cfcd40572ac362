// `GET /user/me` and the model catalogue.
import { type Emulator } from "../../src/emulator";
import { MODELS } from "../../src/emulator/models";
import { call, json, startTestEmulator } from "../support/emulator";
import { FakeClock } from "../support/fake-clock";

let emulator: Emulator;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  emulator = await startTestEmulator({ clock, tier: "pro" });
});
afterEach(() => emulator.stop());

test("the account: tier, credits, and its calls per day and endpoint", async () => {
  emulator.store.create(emulator.apiKey, { name: "ci", expires_at: -1, allocated_ammount: 100.5 });
  await call(emulator, "GET /auth/proxy");
  await call(emulator, "GET /user/me", { bearer: "ek-emulator-second" });
  await clock.advance(24 * 3_600_000);
  expect(json(await call(emulator, "GET /user/me"))).toEqual({
    subscription: "pro",
    credits: 99_899.5,
    usage: { input_tokens: 0, output_tokens: 0 },
    history: [
      { date: "2026-01-01", requests: 1 },
      { date: "2026-01-02", requests: 1 },
    ],
    endpoints: { "GET /auth/proxy": 1, "GET /user/me": 1 },
  });
});

test("the models have every documented field", async () => {
  const text: unknown = expect.any(String);
  const number: unknown = expect.any(Number);
  const flag: unknown = expect.any(Boolean);
  const texts: unknown = expect.arrayContaining([text]);
  const models: unknown[] = MODELS.map(() => ({
    id: text,
    name: text,
    owned_by: text,
    tokens: number,
    pricing: { type: text, input: number, output: number },
    endpoints: texts,
    premium_model: flag,
    metadata: { vision: flag, function_call: flag, reasoning: flag },
  }));
  expect(models.length).toBeGreaterThan(2);
  expect(json(await call(emulator, "GET /models"))).toEqual({ object: "list", data: models });
});

test("one model by its id", async () => {
  expect(json(await call(emulator, "GET /models/gpt-4o-mini"))).toMatchObject({
    id: "gpt-4o-mini",
    owned_by: "openai",
    premium_model: false,
  });
});

test("an unknown model is 404 model_not_found", async () => {
  const answer = await call(emulator, "GET /models/unknown");
  expect([answer.status, json(answer)]).toEqual([
    404,
    {
      error: { message: "The model does not exist", type: "not_found_error", param: "model", code: "model_not_found" },
    },
  ]);
});
