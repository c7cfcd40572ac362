// The endpoints that manage proxy keys, held to the API document: requests, answers, semantics.
import { type Emulator } from "../../src/emulator";
import { call, json, numberedKey, numberedKeys, SECOND, startTestEmulator } from "../support/emulator";
import { FakeClock, START_SECONDS } from "../support/fake-clock";

let emulator: Emulator;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  emulator = await startTestEmulator({ clock, random: numberedKeys() });
});
afterEach(() => emulator.stop());

const KEY = numberedKey(1);
const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100 };
const FULL = {
  name: "ci",
  expires_at: START_SECONDS + 3600,
  allocated_ammount: 12.5,
  limit_type: "weekly",
  model_whitelist: ["gpt-4o"],
  ip_whitelist: ["10.0.0.0/8"],
};
const NEW_KEY = {
  name: "ci",
  key: KEY,
  expires_at: -1,
  allocated_ammount: 100,
  used_ammount: 0,
  is_active: true,
  model_whitelist: [],
  ip_whitelist: [],
  created_at: START_SECONDS,
  last_used: null,
};

async function created(settings: object = SETTINGS): Promise<void> {
  const answer = await call(emulator, "POST /auth/proxy/create", { body: settings });
  expect(answer.status).toBe(200);
}
const lookup = async () => json(await call(emulator, "POST /auth/proxy/lookup", { body: { proxy_key: KEY } }));

describe("create", () => {
  test("answers the whole key object, active and unused", async () => {
    const answer = await call(emulator, "POST /auth/proxy/create", { body: SETTINGS });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(json(answer)).toEqual(NEW_KEY);
  });

  test("takes every setting, and answers all of them but limit_type", async () => {
    expect(json(await call(emulator, "POST /auth/proxy/create", { body: FULL }))).toEqual({
      ...NEW_KEY,
      expires_at: START_SECONDS + 3600,
      allocated_ammount: 12.5,
      model_whitelist: ["gpt-4o"],
      ip_whitelist: ["10.0.0.0/8"],
    });
    expect(emulator.store.find(KEY)?.limit_type).toBe("weekly");
  });

  test("takes daily where limit_type is left out, and null for left out", async () => {
    await created({ ...SETTINGS, limit_type: null, model_whitelist: null, ip_whitelist: null });
    expect(emulator.store.find(KEY)).toMatchObject({ limit_type: "daily", model_whitelist: [], ip_whitelist: [] });
  });

  test("lets names repeat", async () => {
    await created();
    await created();
    expect(emulator.store.keysOf(emulator.apiKey).map(({ name, key }) => [name, key])).toEqual([
      ["ci", numberedKey(1)],
      ["ci", numberedKey(2)],
    ]);
  });

  test("makes values of 48 random hex digits by itself", async () => {
    const plain = await startTestEmulator();
    try {
      const values = [1, 2].map(() => plain.store.create(plain.apiKey, SETTINGS).key);
      for (const value of values) expect(value).toMatch(/^ek-proxy-[0-9a-f]{48}$/);
      expect(new Set(values).size).toBe(2);
    } finally {
      await plain.stop();
    }
  });
});

describe("list", () => {
  test("of an account without keys is an empty array", async () => {
    expect(json(await call(emulator, "GET /auth/proxy"))).toEqual([]);
  });

  test("gives every key of the account with its full value, and no other account's", async () => {
    await created();
    await created({ ...SETTINGS, name: "two" });
    await call(emulator, "POST /auth/proxy/create", { bearer: SECOND.apiKey, body: { ...SETTINGS, name: "theirs" } });
    expect(json(await call(emulator, "GET /auth/proxy"))).toEqual([
      NEW_KEY,
      { ...NEW_KEY, name: "two", key: numberedKey(2) },
    ]);
  });
});

describe("lookup", () => {
  test("adds user_id and enabled_thinking to the key object", async () => {
    await created(FULL);
    expect(await lookup()).toEqual({
      ...NEW_KEY,
      expires_at: START_SECONDS + 3600,
      allocated_ammount: 12.5,
      model_whitelist: ["gpt-4o"],
      ip_whitelist: ["10.0.0.0/8"],
      user_id: "user-1",
      enabled_thinking: false,
    });
  });
});

describe("update", () => {
  const update = (body: object) => call(emulator, "POST /auth/proxy/update", { body: { proxy_key: KEY, ...body } });

  test("answers a message", async () => {
    await created();
    const answer = await update({ ...SETTINGS, name: "renamed" });
    expect([answer.status, json(answer)]).toEqual([200, { message: "Proxy key updated" }]);
    expect(await lookup()).toMatchObject({ name: "renamed" });
  });

  test("replaces: what is left out is reset", async () => {
    await created(FULL);
    await update(SETTINGS);
    expect(emulator.store.find(KEY)).toMatchObject({
      ...SETTINGS,
      limit_type: "daily",
      model_whitelist: [],
      ip_whitelist: [],
    });
  });

  test("an empty whitelist allows everything, like one left out", async () => {
    await created(FULL);
    await update({ ...FULL, model_whitelist: [], ip_whitelist: [] });
    expect(await lookup()).toMatchObject({ model_whitelist: [], ip_whitelist: [] });
  });

  test("keeps value, status, use and age", async () => {
    await created();
    emulator.store.spend(KEY, 7);
    emulator.store.toggle(KEY);
    await clock.advance(60_000);
    await update({ ...SETTINGS, allocated_ammount: 200 });
    expect(await lookup()).toMatchObject({
      key: KEY,
      allocated_ammount: 200,
      used_ammount: 7,
      is_active: false,
      created_at: START_SECONDS,
      last_used: START_SECONDS,
    });
  });

  test("takes an expiry in the past", async () => {
    await created();
    const answer = await update({ ...SETTINGS, expires_at: START_SECONDS - 1 });
    expect(answer.status).toBe(200);
    expect(await lookup()).toMatchObject({ expires_at: START_SECONDS - 1 });
  });
});

describe("toggle", () => {
  const toggle = async () => json(await call(emulator, "POST /auth/proxy/toggle", { body: { proxy_key: KEY } }));

  test("flips, and answers the new status: twice undoes it", async () => {
    await created();
    expect(await toggle()).toEqual({ message: "Proxy key status updated", status: false });
    expect(await lookup()).toMatchObject({ is_active: false });
    expect(await toggle()).toEqual({ message: "Proxy key status updated", status: true });
    expect(await lookup()).toMatchObject({ is_active: true });
  });

  test("keeps settings, use and allocation", async () => {
    await created(FULL);
    const before = emulator.store.find(KEY);
    await toggle();
    expect(emulator.store.find(KEY)).toEqual({ ...before, is_active: false });
  });
});

describe("remove", () => {
  test("answers a message, and the key is gone for good", async () => {
    await created();
    const remove = () => call(emulator, "POST /auth/proxy/remove", { body: { proxy_key: KEY } });
    const answer = await remove();
    expect([answer.status, json(answer)]).toEqual([200, { message: "Proxy key deleted" }]);
    expect(json(await call(emulator, "GET /auth/proxy"))).toEqual([]);
    expect((await remove()).status).toBe(404);
  });
});

describe("delete all", () => {
  test("deletes every key of the account, and no other account's", async () => {
    await created();
    await created();
    const theirs = emulator.store.create(SECOND.apiKey, SETTINGS);
    const answer = await call(emulator, "DELETE /auth/proxy");
    expect([answer.status, json(answer)]).toEqual([200, { message: "Proxy keys deleted" }]);
    expect(emulator.store.keys()).toEqual([theirs]);
  });

  test("of an account without keys is not an error", async () => {
    expect((await call(emulator, "DELETE /auth/proxy")).status).toBe(200);
  });
});

describe("the legacy forms, with the key in the path", () => {
  test("look up, update, toggle and delete by the same rules", async () => {
    await created(FULL);
    const found = await call(emulator, `GET /auth/proxy/${KEY}`);
    expect(json(found)).toEqual(await lookup());
    const updated = await call(emulator, `POST /auth/proxy/update/${KEY}`, { body: SETTINGS });
    expect(json(updated)).toEqual({ message: "Proxy key updated" });
    expect(emulator.store.find(KEY)).toMatchObject({ ...SETTINGS, limit_type: "daily", model_whitelist: [] });
    const toggled = await call(emulator, `POST /auth/proxy/toggle/${KEY}`);
    expect(json(toggled)).toEqual({ message: "Proxy key status updated", status: false });
    const removed = await call(emulator, `DELETE /auth/proxy/delete/${KEY}`);
    expect(json(removed)).toEqual({ message: "Proxy key deleted" });
    expect(emulator.store.keys()).toEqual([]);
  });

  test("are counted without the key value", async () => {
    await created();
    await call(emulator, `GET /auth/proxy/${KEY}`);
    expect(emulator.requests()).toEqual({ "POST /auth/proxy/create": 1, "GET /auth/proxy/{key}": 1 });
  });
});

/** Every call that names one key. */
const ONE_KEY_CALLS: [endpoint: string, body: (value: string) => object | undefined][] = [
  ["POST /auth/proxy/lookup", (value) => ({ proxy_key: value })],
  ["POST /auth/proxy/update", (value) => ({ proxy_key: value, ...SETTINGS })],
  ["POST /auth/proxy/toggle", (value) => ({ proxy_key: value })],
  ["POST /auth/proxy/remove", (value) => ({ proxy_key: value })],
  ["GET /auth/proxy/{key}", () => undefined],
  ["POST /auth/proxy/update/{key}", () => SETTINGS],
  ["POST /auth/proxy/toggle/{key}", () => undefined],
  ["DELETE /auth/proxy/delete/{key}", () => undefined],
];

describe.each(ONE_KEY_CALLS)("%s", (endpoint, body) => {
  const of = (value: string, bearer?: string) =>
    call(emulator, endpoint.replace("{key}", encodeURIComponent(value)), { bearer, body: body(value) });

  test("of an unknown key is 404", async () => {
    const answer = await of("ek-proxy-unknown");
    expect([answer.status, json(answer)]).toEqual([
      404,
      {
        error: {
          message: "Proxy key not found",
          type: "not_found_error",
          param: "proxy_key",
          code: "proxy_key_not_found",
        },
      },
    ]);
  });

  test("of another account's key is 403 and changes nothing", async () => {
    const theirs = emulator.store.create(SECOND.apiKey, SETTINGS);
    const answer = await of(theirs.key);
    expect([answer.status, json(answer)]).toEqual([
      403,
      {
        error: {
          message: "The proxy key belongs to another account",
          type: "permission_error",
          param: "proxy_key",
          code: "proxy_key_forbidden",
        },
      },
    ]);
    expect(emulator.store.keys()).toEqual([theirs]);
    expect((await of(theirs.key, SECOND.apiKey)).status).toBe(200);
  });

  test("takes a key of 256 characters, and answers 422 to 257", async () => {
    expect((await of("k".repeat(256))).status).toBe(404);
    const answer = await of("k".repeat(257));
    expect([answer.status, json(answer)]).toEqual([
      422,
      {
        detail: [
          {
            loc: [endpoint.includes("{key}") ? "path" : "body", "proxy_key"],
            msg: "String should have at most 256 characters",
            type: "string_too_long",
          },
        ],
      },
    ]);
  });
});

test("store.change sets some settings and the status, and leaves the others", async () => {
  await created(FULL);
  emulator.store.change(KEY, { name: "console", is_active: false });
  emulator.store.change(KEY, { is_active: false });
  expect(emulator.store.find(KEY)).toMatchObject({ ...FULL, name: "console", is_active: false });
  expect(emulator.events().map(({ type }) => type)).toEqual(["created", "updated", "toggled"]);
});
