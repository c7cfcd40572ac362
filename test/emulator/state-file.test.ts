// The state file: what is kept, how it is written, and what is refused.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, type EmulatorOptions } from "../../src/emulator";
import { call, numberedKey, numberedKeys, startTestEmulator } from "../support/emulator";
import { FakeClock } from "../support/fake-clock";

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "emulator-state-"));
  file = join(directory, "state.json");
});
afterEach(() => rmSync(directory, { recursive: true }));

const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100, limit_type: "weekly" } as const;

async function withEmulator<T>(use: (emulator: Emulator) => T | Promise<T>, options?: EmulatorOptions): Promise<T> {
  const emulator = await startTestEmulator({ stateFile: file, clock: new FakeClock(), ...options });
  try {
    return await use(emulator);
  } finally {
    await emulator.stop();
  }
}

const snapshot = ({ store }: Emulator) => ({
  keys: store.keys(),
  credits: store.accounts().map((account) => store.credits(account)),
});

test("an emulator started again goes on where it stopped", async () => {
  const random = numberedKeys();
  const before = await withEmulator(
    (emulator) => {
      const { key } = emulator.store.create(emulator.apiKey, SETTINGS);
      emulator.store.spend(key, 7);
      emulator.store.toggle(key);
      const removed = emulator.store.create(emulator.apiKey, SETTINGS);
      emulator.store.remove(removed.key);
      return snapshot(emulator);
    },
    { random },
  );
  const after = await withEmulator(snapshot);
  expect(after).toEqual(before);
  expect(after.credits).toEqual([99_900, 100_000]);
  expect(after.keys).toMatchObject([{ ...SETTINGS, key: numberedKey(1), used_ammount: 7, is_active: false }]);
});

test("it is written after each change, before the answer", async () => {
  await withEmulator(
    async (emulator) => {
      await call(emulator, "POST /auth/proxy/create", { body: SETTINGS });
      expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
        version: 1,
        accounts: [
          { apiKey: "ek-emulator-first", userId: "user-1", credits: 99_900 },
          { apiKey: "ek-emulator-second", userId: "user-2", credits: 100_000 },
        ],
        keys: [emulator.store.find(numberedKey(1))],
      });
    },
    { random: numberedKeys() },
  );
});

test("it is readable by its owner only, also where it was not, and no draft is left", async () => {
  const empty = { version: 1, accounts: [], keys: [] };
  writeFileSync(file, JSON.stringify(empty), { mode: 0o644 });
  await withEmulator((emulator) => emulator.store.create(emulator.apiKey, SETTINGS));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory)).toEqual(["state.json"]);
});

test("tier and rate are those of the new start; accounts that are not among the options stay", async () => {
  await withEmulator((emulator) => emulator.store.create("ek-emulator-second", SETTINGS));
  const accounts = [{ apiKey: "ek-renewed", userId: "user-1" }];
  await withEmulator(
    (emulator) => {
      const common = { tier: "free", requestsPerMinute: 3 };
      expect(emulator.accounts).toEqual([
        { ...common, apiKey: "ek-renewed", userId: "user-1" },
        { ...common, apiKey: "ek-emulator-second", userId: "user-2" },
      ]);
      expect(snapshot(emulator).credits).toEqual([100_000, 99_900]);
    },
    { accounts, tier: "free", requestsPerMinute: 3 },
  );
});

const STATE = { version: 1, accounts: [{ apiKey: "ek-a", userId: "user-1", credits: 1 }], keys: [] };
const KEY = {
  ...{ key: "ek-proxy-1", userId: "user-1", name: "ci", expires_at: -1, allocated_ammount: 1, used_ammount: 0 },
  ...{ limit_type: "daily", model_whitelist: [], ip_whitelist: [], is_active: true, enabled_thinking: false },
  ...{ created_at: 1, last_used: null },
};

test("a state as the file describes it is taken", async () => {
  writeFileSync(file, JSON.stringify({ ...STATE, keys: [KEY] }));
  expect(await withEmulator(({ store }) => store.keys())).toEqual([KEY]);
});

test.each([
  ["no object", "7", "the state is no object"],
  ["another version", JSON.stringify({ ...STATE, version: 2 }), "its version is 2, expected 1"],
  ["no accounts", JSON.stringify({ version: 1 }), "the field accounts is missing or of the wrong kind"],
  [
    "a balance that is no number",
    JSON.stringify({ ...STATE, accounts: [{ apiKey: "ek-a", userId: "user-1", credits: "1" }] }),
    "the field credits is missing or of the wrong kind",
  ],
  [
    "a status that is no boolean",
    JSON.stringify({ ...STATE, keys: [{ ...KEY, is_active: 1 }] }),
    "the field is_active is missing or of the wrong kind",
  ],
  [
    "an unknown limit_type",
    JSON.stringify({ ...STATE, keys: [{ ...KEY, limit_type: "yearly" }] }),
    "the field limit_type is missing or of the wrong kind",
  ],
  [
    "a whitelist of numbers",
    JSON.stringify({ ...STATE, keys: [{ ...KEY, ip_whitelist: [1] }] }),
    "the field ip_whitelist is missing or of the wrong kind",
  ],
  [
    "a key of nobody",
    JSON.stringify({ ...STATE, keys: [{ ...KEY, userId: "user-9" }] }),
    "a key belongs to an account that is not there",
  ],
])("a file with %s is refused and left alone", async (_, text, reason) => {
  writeFileSync(file, text);
  const start = startTestEmulator({ stateFile: file });
  await expect(start).rejects.toThrow(`The state file ${file} cannot be read: ${reason}`);
  expect(readFileSync(file, "utf8")).toBe(text);
});

test("a file that is no JSON is refused", async () => {
  writeFileSync(file, '{"version": 1');
  await expect(startTestEmulator({ stateFile: file })).rejects.toThrow(`The state file ${file} cannot be read: `);
});

test("a file that cannot be written is told at the start", async () => {
  const elsewhere = join(directory, "missing", "state.json");
  const start = startTestEmulator({ stateFile: elsewhere });
  await expect(start).rejects.toThrow(/^The state file .*missing.state\.json cannot be written: .*ENOENT/);
});
