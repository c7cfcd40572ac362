// The state file: what is kept, how it is written, and what is refused.
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, type EmulatorOptions } from "../../src/emulator";
import { call, json, numberedKey, numberedKeys, startTestEmulator } from "../support/emulator";
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

const key = (changes: object) => JSON.stringify({ ...STATE, keys: [{ ...KEY, ...changes }] });
const account = (changes: object) => JSON.stringify({ ...STATE, accounts: [{ ...STATE.accounts[0], ...changes }] });
const KEY_VALUE = "keys[0].key must begin with ek-proxy- and have at most 256 characters";
const NAME = "keys[0].name must be a text of 1 to 25 characters";
const EXPIRY = "keys[0].expires_at must be a whole number of seconds since 1970, or -1";
const TEXTS = "must be a list of texts";
const AMOUNT = "must be a number that is not negative";

test.each([
  ["nothing in it", "", "it is not JSON (line 1, column 1)"],
  ["half of a state", '{"version": 1', "it is not JSON (line 1, column 14)"],
  ["a secret in the wrong place", '{"version": 1,\n  ek-secret', "it is not JSON (line 2, column 3)"],
  ["a field twice", '{"version": 1,\n"version": 2}', "it is not JSON (line 2, column 2)"],
  ["no object", "7", "the state must be an object"],
  ["a list", "[]", "the state must be an object"],
  ["no version", "{}", "version is missing"],
  ["another version", JSON.stringify({ ...STATE, version: 2 }), "version must be 1"],
  ["no accounts", JSON.stringify({ version: 1 }), "accounts is missing"],
  ["accounts that are not a list", JSON.stringify({ ...STATE, accounts: {} }), "accounts must be a list"],
  ["an account that is null", JSON.stringify({ ...STATE, accounts: [null] }), "accounts[0] must be an object"],
  ["a key that is a string", JSON.stringify({ ...STATE, keys: [KEY, "ek-proxy-2"] }), "keys[1] must be an object"],
  ["a balance that is not a number", account({ credits: "1" }), `accounts[0].credits ${AMOUNT}`],
  ["a negative balance", account({ credits: -0.01 }), `accounts[0].credits ${AMOUNT}`],
  ["no API key", account({ apiKey: "" }), "accounts[0].apiKey must be a text without spaces"],
  [
    "a balance beyond all bounds",
    JSON.stringify(STATE).replace('"credits":1', '"credits":1e400'),
    `accounts[0].credits ${AMOUNT}`,
  ],
  ["a key's value without its prefix", key({ key: "ek-other" }), KEY_VALUE],
  ["a key's value that is too long", key({ key: `ek-proxy-${"1".repeat(248)}` }), KEY_VALUE],
  ["no name", key({ name: "" }), NAME],
  ["a name that is too long", key({ name: "n".repeat(26) }), NAME],
  ["an expiry that is a fraction", key({ expires_at: 1.5 }), EXPIRY],
  ["a negative expiry", key({ expires_at: -2 }), EXPIRY],
  ["a negative allocation", key({ allocated_ammount: -1 }), `keys[0].allocated_ammount ${AMOUNT}`],
  ["a negative use", key({ used_ammount: -1 }), `keys[0].used_ammount ${AMOUNT}`],
  ["a status that is not a boolean", key({ is_active: 1 }), "keys[0].is_active must be true or false"],
  ["an unknown limit_type", key({ limit_type: "yearly" }), "keys[0].limit_type must be daily, weekly or monthly"],
  ["a whitelist of numbers", key({ ip_whitelist: [1] }), `keys[0].ip_whitelist ${TEXTS}`],
  ["a whitelist that is null", key({ model_whitelist: null }), `keys[0].model_whitelist ${TEXTS}`],
  [
    "a creation that is null",
    key({ created_at: null }),
    "keys[0].created_at must be a whole number of seconds since 1970",
  ],
  [
    "a last use that is a fraction",
    key({ last_used: 0.5 }),
    "keys[0].last_used must be a whole number of seconds since 1970, or null",
  ],
  ["a key of nobody", key({ userId: "user-9" }), "keys[0].userId belongs to no account"],
  ["one key twice", JSON.stringify({ ...STATE, keys: [KEY, KEY] }), "keys[1].key is that of keys[0] as well"],
  [
    "one user twice",
    JSON.stringify({ ...STATE, accounts: [...STATE.accounts, { ...STATE.accounts[0], apiKey: "ek-b" }] }),
    "accounts[1].userId is that of accounts[0] as well",
  ],
  [
    "one API key twice",
    JSON.stringify({ ...STATE, accounts: [...STATE.accounts, { ...STATE.accounts[0], userId: "user-2" }] }),
    "accounts[1].apiKey is that of accounts[0] as well",
  ],
  ["an unknown field of a key", key({ colour: "green" }), "keys[0] has a field that this version does not know"],
  ["an unknown field", JSON.stringify({ ...STATE, more: 1 }), "the state has a field that this version does not know"],
])("a file with %s is refused and left alone", async (_, text, reason) => {
  writeFileSync(file, text);
  const before = statSync(file, { bigint: true });
  const start = startTestEmulator({ stateFile: file });
  await expect(start).rejects.toThrow(new Error(`The state file ${file} cannot be read: ${reason}`));
  expect(readFileSync(file, "utf8")).toBe(text);
  const after = statSync(file, { bigint: true });
  expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  expect(readdirSync(directory)).toEqual(["state.json"]);
});

test("a directory is refused", async () => {
  mkdirSync(file);
  const start = startTestEmulator({ stateFile: file });
  await expect(start).rejects.toThrow(new Error(`The state file ${file} cannot be read: it is not a regular file`));
  expect(readdirSync(directory)).toEqual(["state.json"]);
});

test("a file that cannot be written is told at the start", async () => {
  const elsewhere = join(directory, "missing", "state.json");
  const start = startTestEmulator({ stateFile: elsewhere });
  await expect(start).rejects.toThrow(
    new Error(`The state file ${elsewhere} cannot be written: ENOENT: no such file or directory`),
  );
});

describe("a link", () => {
  test("stays a link, also where it leads to another one, and nothing is left beside it", async () => {
    const elsewhere = join(directory, "elsewhere");
    mkdirSync(elsewhere);
    symlinkSync("middle.json", file);
    symlinkSync("elsewhere/target.json", join(directory, "middle.json"));
    await withEmulator((emulator) => emulator.store.create(emulator.apiKey, SETTINGS));
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readdirSync(elsewhere)).toEqual(["target.json"]);
    expect(readdirSync(directory).sort()).toEqual(["elsewhere", "middle.json", "state.json"]);
    expect(await withEmulator(({ store }) => store.keys())).toHaveLength(1);
  });

  test("that leads in a circle is refused", async () => {
    symlinkSync("state.json", file);
    await expect(startTestEmulator({ stateFile: file })).rejects.toThrow(
      new Error(`The state file ${file} cannot be read: its links lead in a circle`),
    );
  });
});

describe("a second emulator", () => {
  const inUse = (name: string) =>
    new Error(
      `The state file ${name} is in use by another emulator: end that one, or choose another file. ` +
        "If it was killed, its lock ends after 5 seconds.",
    );

  test("is refused, by whatever name it knows the file, until the first one has stopped", async () => {
    const link = join(directory, "link.json");
    symlinkSync("state.json", link);
    await withEmulator(async (emulator) => {
      await expect(startTestEmulator({ stateFile: file })).rejects.toThrow(inUse(file));
      await expect(startTestEmulator({ stateFile: link })).rejects.toThrow(inUse(link));
      emulator.store.create(emulator.apiKey, SETTINGS);
    });
    expect(await withEmulator(({ store }) => store.keys(), { stateFile: link })).toHaveLength(1);
  });

  test("can have the file after a start that failed", async () => {
    await withEmulator(
      async (emulator) => {
        const port = Number(new URL(emulator.url).port);
        await expect(startTestEmulator({ stateFile: file, port })).rejects.toMatchObject({ code: "EADDRINUSE" });
      },
      { stateFile: undefined },
    );
    await withEmulator(() => undefined);
  });
});

describe("where the state cannot be written", () => {
  // A directory in the draft's place: so nobody can write it, not even root.
  const obstruct = () => mkdirSync(`${file}.draft`);
  const clear = () => rmdirSync(`${file}.draft`);

  test.each([
    ["POST /auth/proxy/create", { ...SETTINGS, name: "new" }],
    ["POST /auth/proxy/update", { ...SETTINGS, proxy_key: numberedKey(1), allocated_ammount: 50 }],
    ["POST /auth/proxy/toggle", { proxy_key: numberedKey(1) }],
    ["POST /auth/proxy/remove", { proxy_key: numberedKey(1) }],
    ["DELETE /auth/proxy", undefined],
  ])("%s is 500 without effect, shows no path, and works once it can be written again", async (endpoint, body) => {
    const failures: unknown[] = [];
    await withEmulator(
      async (emulator) => {
        for (const name of ["a", "b"]) emulator.store.create(emulator.apiKey, { ...SETTINGS, name });
        const before = { ...snapshot(emulator), events: emulator.events() };
        const saved = readFileSync(file, "utf8");
        obstruct();
        const answer = await call(emulator, endpoint, { body });
        expect([answer.status, json(answer)]).toEqual([
          500,
          {
            error: {
              message: "The emulator could not save its state: nothing was changed",
              type: "server_error",
              param: null,
              code: "state_not_saved",
            },
          },
        ]);
        expect({ ...snapshot(emulator), events: emulator.events() }).toEqual(before);
        expect(readFileSync(file, "utf8")).toBe(saved);
        expect(failures.map(String)).toEqual([expect.stringContaining(`The state file ${file} cannot be written: `)]);
        clear();
        expect((await call(emulator, endpoint, { body })).status).toBe(200);
        expect(readFileSync(file, "utf8")).not.toBe(saved);
      },
      { random: numberedKeys(), onFailure: (error) => failures.push(error) },
    );
    expect(readdirSync(directory)).toEqual(["state.json"]);
  });

  test("a read is answered as ever", async () => {
    await withEmulator(async (emulator) => {
      obstruct();
      expect((await call(emulator, "GET /auth/proxy")).status).toBe(200);
      clear();
    });
  });
});

test("a draft that a killed emulator left is gone with the next start", async () => {
  writeFileSync(`${file}.draft`, "{");
  await withEmulator(() => undefined);
  expect(readdirSync(directory)).toEqual(["state.json"]);
});
