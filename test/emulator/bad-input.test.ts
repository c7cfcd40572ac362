// What the API refuses as bad input: 400 for values that break a rule, 422 for a body of the wrong form.
import { type Emulator } from "../../src/emulator";
import { call, json, numberedKey, numberedKeys, startTestEmulator } from "../support/emulator";
import { FakeClock, START_SECONDS } from "../support/fake-clock";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startTestEmulator({ clock: new FakeClock(), random: numberedKeys() });
});
afterEach(() => emulator.stop());

const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100 };
const KEY = numberedKey(1);

const entry = (field: string, msg: string, type: string) => ({ loc: ["body", field], msg, type });
const required = (field: string) => entry(field, "Field required", "missing");

const UNPROCESSABLE: [what: string, settings: object, detail: object[]][] = [
  ["no name", { ...SETTINGS, name: undefined }, [required("name")]],
  ["no expires_at", { ...SETTINGS, expires_at: undefined }, [required("expires_at")]],
  ["no allocated_ammount", { ...SETTINGS, allocated_ammount: undefined }, [required("allocated_ammount")]],
  ["nothing at all", {}, [required("name"), required("expires_at"), required("allocated_ammount")]],
  [
    "an empty name",
    { ...SETTINGS, name: "" },
    [entry("name", "String should have at least 1 character", "string_too_short")],
  ],
  [
    "a name of 26 characters",
    { ...SETTINGS, name: "n".repeat(26) },
    [entry("name", "String should have at most 25 characters", "string_too_long")],
  ],
  [
    "a name that is a number",
    { ...SETTINGS, name: 7 },
    [entry("name", "Input should be a valid string", "string_type")],
  ],
  [
    "a name that is null",
    { ...SETTINGS, name: null },
    [entry("name", "Input should be a valid string", "string_type")],
  ],
  [
    "an expiry that is a fraction",
    { ...SETTINGS, expires_at: START_SECONDS + 60.5 },
    [entry("expires_at", "Input should be a valid integer", "int_type")],
  ],
  [
    "an expiry that is a string",
    { ...SETTINGS, expires_at: "2030-01-01T00:00:00Z" },
    [entry("expires_at", "Input should be a valid integer", "int_type")],
  ],
  [
    "an amount that is a string",
    { ...SETTINGS, allocated_ammount: "100" },
    [entry("allocated_ammount", "Input should be a valid number", "float_type")],
  ],
  [
    "a whitelist that is a string",
    { ...SETTINGS, model_whitelist: "gpt-4o" },
    [entry("model_whitelist", "Input should be a valid list", "list_type")],
  ],
  [
    "a whitelist of numbers",
    { ...SETTINGS, ip_whitelist: ["10.0.0.1", 7] },
    [{ loc: ["body", "ip_whitelist", 1], msg: "Input should be a valid string", type: "string_type" }],
  ],
];

type RefusedSettings = [what: string, settings: object, param: string, message: string];

const REFUSED: RefusedSettings[] = [
  [
    "a negative amount",
    { ...SETTINGS, allocated_ammount: -0.01 },
    "allocated_ammount",
    "allocated_ammount must be positive",
  ],
  [
    "an amount over the tier's cap",
    { ...SETTINGS, allocated_ammount: 10_000.01 },
    "allocated_ammount",
    "allocated_ammount must not exceed 10000",
  ],
  [
    "an unknown limit_type",
    { ...SETTINGS, limit_type: "yearly" },
    "limit_type",
    "limit_type must be daily, weekly or monthly",
  ],
  ...[7, true, "", "Daily", ["daily"], { window: "daily" }].map((limit_type): RefusedSettings => [
    `the limit_type ${JSON.stringify(limit_type)}`,
    { ...SETTINGS, limit_type },
    "limit_type",
    "limit_type must be daily, weekly or monthly",
  ]),
  [
    "a negative expiry other than -1",
    { ...SETTINGS, expires_at: -2 },
    "expires_at",
    "expires_at must lie in the future, or be -1 for never",
  ],
];

describe.each(["POST /auth/proxy/create", "POST /auth/proxy/update", `POST /auth/proxy/update/${KEY}`])(
  "%s",
  (endpoint) => {
    const send = (settings: object) => call(emulator, endpoint, { body: { proxy_key: KEY, ...settings } });
    beforeEach(() => void emulator.store.create(emulator.apiKey, SETTINGS));

    test.each(UNPROCESSABLE)("with %s is 422", async (_, settings, detail) => {
      const answer = await send(settings);
      expect([answer.status, json(answer)]).toEqual([422, { detail }]);
      expect(emulator.events()).toHaveLength(1);
    });

    test.each(REFUSED)("with %s is 400", async (_, settings, param, message) => {
      const answer = await send(settings);
      expect([answer.status, json(answer)]).toEqual([
        400,
        { error: { message, type: "invalid_request_error", param, code: `invalid_${param}` } },
      ]);
      expect(emulator.events()).toHaveLength(1);
    });

    test.each([
      ["a name of 1 character", { ...SETTINGS, name: "n" }],
      ["a name of 25 characters that are two code units each", { ...SETTINGS, name: "🔑".repeat(25) }],
      ["an amount of 0", { ...SETTINGS, allocated_ammount: 0 }],
      ["an amount at the tier's cap", { ...SETTINGS, allocated_ammount: 10_000 }],
      ["an expiry one second ahead", { ...SETTINGS, expires_at: START_SECONDS + 1 }],
      ["fields it does not know", { ...SETTINGS, colour: "green" }],
    ])("with %s is fine", async (_, settings) => {
      expect((await send(settings)).status).toBe(200);
    });

    test.each([
      ["no body", undefined, "JSON decode error", "json_invalid"],
      ["broken JSON", '{"name": "ci"', "JSON decode error", "json_invalid"],
      ["an array", "[]", "Input should be a valid dictionary", "dict_type"],
      ["null", "null", "Input should be a valid dictionary", "dict_type"],
    ])("with %s is 422", async (_, body, msg, type) => {
      const answer = await call(emulator, endpoint, { body });
      expect([answer.status, json(answer)]).toEqual([422, { detail: [{ loc: ["body"], msg, type }] }]);
    });

    test("with a number beyond all bounds is 422", async () => {
      const body = `{"proxy_key":"${KEY}","name":"ci","expires_at":-1,"allocated_ammount":1e999}`;
      const answer = await call(emulator, endpoint, { body });
      expect([answer.status, json(answer)]).toEqual([
        422,
        { detail: [entry("allocated_ammount", "Input should be a valid number", "float_type")] },
      ]);
    });
  },
);

test.each(["POST /auth/proxy/lookup", "POST /auth/proxy/update", "POST /auth/proxy/toggle", "POST /auth/proxy/remove"])(
  "%s without proxy_key, or with an empty one, is 422",
  async (endpoint) => {
    const missing = await call(emulator, endpoint, { body: SETTINGS });
    expect([missing.status, json(missing)]).toEqual([422, { detail: [required("proxy_key")] }]);
    const empty = await call(emulator, endpoint, { body: { ...SETTINGS, proxy_key: "" } });
    expect([empty.status, json(empty)]).toEqual([
      422,
      { detail: [entry("proxy_key", "String should have at least 1 character", "string_too_short")] },
    ]);
  },
);

describe("an expiry in the past", () => {
  const refused = {
    error: {
      message: "expires_at must lie in the future, or be -1 for never",
      type: "invalid_request_error",
      param: "expires_at",
      code: "invalid_expires_at",
    },
  };

  test.each([
    ["now", START_SECONDS],
    ["a second ago", START_SECONDS - 1],
    ["0", 0],
  ])("(%s) is 400 at create", async (_, expires_at) => {
    const answer = await call(emulator, "POST /auth/proxy/create", { body: { ...SETTINGS, expires_at } });
    expect([answer.status, json(answer)]).toEqual([400, refused]);
  });

  test("is 400 at update where the emulator is told to refuse it", async () => {
    const strict = await startTestEmulator({ clock: new FakeClock(), refusePastExpiryOnUpdate: true });
    try {
      const { key } = strict.store.create(strict.apiKey, SETTINGS);
      const update = (expires_at: number) =>
        call(strict, "POST /auth/proxy/update", { body: { ...SETTINGS, proxy_key: key, expires_at } });
      const answer = await update(START_SECONDS);
      expect([answer.status, json(answer)]).toEqual([400, refused]);
      expect((await update(START_SECONDS + 1)).status).toBe(200);
      expect((await update(-1)).status).toBe(200);
    } finally {
      await strict.stop();
    }
  });
});

test.each(["GET /nowhere", "PUT /auth/proxy", "GET /auth/proxy/create/more", "POST /models"])(
  "%s is not an endpoint: 404",
  async (endpoint) => {
    const answer = await call(emulator, endpoint);
    expect([answer.status, json(answer)]).toEqual([
      404,
      {
        error: { message: "There is no such endpoint", type: "not_found_error", param: null, code: "unknown_url" },
      },
    ]);
    expect(emulator.requests()).toEqual({ [`${endpoint.split(" ")[0]} *`]: 1 });
  },
);
