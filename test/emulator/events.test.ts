// The event log: every state change of every key, and whose doing it was.
import { type Emulator } from "../../src/emulator";
import { call, numberedKey, numberedKeys, startTestEmulator } from "../support/emulator";
import { FakeClock, START, START_SECONDS } from "../support/fake-clock";

let emulator: Emulator;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  emulator = await startTestEmulator({ clock, random: numberedKeys() });
});
afterEach(() => emulator.stop());

const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100 };
const KEY = numberedKey(1);

test("every state change is there, with the key before and after", async () => {
  await call(emulator, "POST /auth/proxy/create", { body: SETTINGS });
  await clock.advance(1000);
  await call(emulator, "POST /auth/proxy/toggle", { body: { proxy_key: KEY } });
  await call(emulator, "POST /auth/proxy/update", { body: { proxy_key: KEY, ...SETTINGS, name: "renamed" } });
  emulator.store.spend(KEY, 1);
  await call(emulator, "POST /auth/proxy/remove", { body: { proxy_key: KEY } });
  await call(emulator, "POST /auth/proxy/remove", { body: { proxy_key: KEY } });

  const fresh = {
    ...SETTINGS,
    key: KEY,
    userId: "user-1",
    limit_type: "daily",
    model_whitelist: [],
    ip_whitelist: [],
    used_ammount: 0,
    is_active: true,
    enabled_thinking: false,
    created_at: START_SECONDS,
    last_used: null,
  };
  const off = { ...fresh, is_active: false };
  const renamed = { ...off, name: "renamed" };
  const used = { ...renamed, used_ammount: 1, last_used: START_SECONDS + 1 };
  const subject = { key: KEY, userId: "user-1" };
  const client = { ...subject, by: "client" };
  const other = { ...subject, by: "somebody else" };
  const later = START + 1000;
  expect(emulator.events()).toEqual([
    { ...client, sequence: 1, at: START, type: "created", before: null, after: fresh },
    { ...client, sequence: 2, at: later, type: "toggled", before: fresh, after: off },
    { ...client, sequence: 3, at: later, type: "updated", before: off, after: renamed },
    { ...other, sequence: 4, at: later, type: "used", before: renamed, after: used },
    { ...client, sequence: 5, at: later, type: "removed", before: used, after: null },
  ]);
});

const doings = (from: number) =>
  emulator
    .events()
    .slice(from)
    .map(({ by, type }) => [by, type]);

test.each<[endpoint: string, body: object | undefined, types: string[]]>([
  ["POST /auth/proxy/create", SETTINGS, ["created"]],
  ["POST /auth/proxy/update", { ...SETTINGS, proxy_key: KEY }, ["updated"]],
  ["POST /auth/proxy/toggle", { proxy_key: KEY }, ["toggled"]],
  ["POST /auth/proxy/remove", { proxy_key: KEY }, ["removed"]],
  ["DELETE /auth/proxy", undefined, ["removed", "removed"]],
  [`POST /auth/proxy/update/${KEY}`, SETTINGS, ["updated"]],
  [`POST /auth/proxy/toggle/${KEY}`, undefined, ["toggled"]],
  [`DELETE /auth/proxy/delete/${KEY}`, undefined, ["removed"]],
])("%s is the client's doing", async (endpoint, body, types) => {
  emulator.store.create(emulator.apiKey, SETTINGS);
  emulator.store.create(emulator.apiKey, SETTINGS);
  expect((await call(emulator, endpoint, { body })).status).toBe(200);
  expect(doings(2)).toEqual(types.map((type) => ["client", type]));
});

test.each<[what: string, change: (store: Emulator["store"]) => void, types: string[]]>([
  ["create", (store) => store.create("ek-emulator-first", SETTINGS), ["created"]],
  ["update", (store) => store.update(KEY, SETTINGS), ["updated"]],
  ["toggle", (store) => store.toggle(KEY), ["toggled"]],
  ["remove", (store) => store.remove(KEY), ["removed"]],
  ["removeAll", (store) => store.removeAll("ek-emulator-first"), ["removed"]],
  ["change", (store) => store.change(KEY, { name: "console", is_active: false }), ["updated", "toggled"]],
  ["spend", (store) => store.spend(KEY, 1), ["used"]],
])("store.%s is somebody else's, though the client made the key", async (_, change, types) => {
  await call(emulator, "POST /auth/proxy/create", { body: SETTINGS });
  change(emulator.store);
  expect(doings(0)).toEqual([["client", "created"], ...types.map((type) => ["somebody else", type])]);
});
