// The emulator shares the wire's types with the API client, and none of its logic. That both mean the same: every field that
// the client can send is kept, and every field that it can read is answered. `Required` finds a field that is new.
import { parseKey } from "../../src/api/parse-key";
import { type KeyObject, type KeySettings } from "../../src/api/wire";
import { type Emulator } from "../../src/emulator";
import { call, json, numberedKey, numberedKeys, startTestEmulator } from "../support/emulator";
import { FakeClock } from "../support/fake-clock";

const FIRST: Required<KeySettings> = {
  name: "ci",
  expires_at: 1_800_000_000,
  allocated_ammount: 12.5,
  limit_type: "weekly",
  model_whitelist: ["gpt-4o"],
  ip_whitelist: ["10.0.0.0/8"],
};

/** Each field another value. */
const SECOND: Required<KeySettings> = {
  name: "nightly",
  expires_at: -1,
  allocated_ammount: 20,
  limit_type: "monthly",
  model_whitelist: [],
  ip_whitelist: ["192.0.2.1", "192.0.2.2"],
};

/** What an answer says about a key besides what was sent; `limit_type` is in none, and `odd` is not the API's. */
const BESIDES: Required<Omit<KeyObject, keyof KeySettings | "odd">> = {
  key: numberedKey(1),
  used_ammount: 0,
  is_active: true,
  created_at: 1_767_225_600,
  last_used: null,
};

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startTestEmulator({ clock: new FakeClock(), random: numberedKeys() });
});
afterEach(() => emulator.stop());

const told = ({ limit_type: _untold, ...settings }: Required<KeySettings>): KeyObject => ({ ...settings, ...BESIDES });
const listed = async (): Promise<unknown> => json(await call(emulator, "GET /auth/proxy"));

test("what is created is kept and told, field by field", async () => {
  expect(parseKey(json(await call(emulator, "POST /auth/proxy/create", { body: FIRST })))).toEqual(told(FIRST));
  expect(await listed()).toEqual([told(FIRST)]);
  expect(emulator.store.keys()).toMatchObject([FIRST]);
});

test("what is updated is replaced and told, field by field", async () => {
  await call(emulator, "POST /auth/proxy/create", { body: FIRST });
  await call(emulator, "POST /auth/proxy/update", { body: { proxy_key: numberedKey(1), ...SECOND } });
  expect(await listed()).toEqual([told(SECOND)]);
  expect(emulator.store.keys()).toMatchObject([SECOND]);
});
