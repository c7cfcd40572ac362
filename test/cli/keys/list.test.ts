// `electronhub keys list` against the emulator: what is shown, and what never is.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyId } from "../../../src/api/key-id";
import { listKeys } from "../../../src/cli/keys/list-keys";
import { EVERYTHING, type Selection } from "../../../src/cli/keys/selection";
import { type Emulator } from "../../../src/emulator";
import { numberedKey, numberedKeys, property, startTestEmulator } from "../../support/emulator";
import { FakeClock } from "../../support/fake-clock";

let emulator: Emulator;
let directory: string;
let clock: FakeClock;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-keys-"));
  clock = new FakeClock();
  emulator = await startTestEmulator({ clock, random: numberedKeys() });
  emulator.store.create(emulator.apiKey, { name: "ci", expires_at: -1, allocated_ammount: 100 });
  emulator.store.create(emulator.apiKey, {
    name: "evil \u001b[31m\u202e名",
    expires_at: 1_800_000_000,
    allocated_ammount: 7.5,
    ip_whitelist: ["10.0.0.1"],
  });
  emulator.store.toggle(numberedKey(2));
});
afterEach(async () => {
  rmSync(directory, { recursive: true, force: true });
  await emulator.stop();
});

const FIRST = keyId(numberedKey(1));
const SECOND = keyId(numberedKey(2));

interface Asked {
  readonly states?: readonly string[];
  readonly selection?: Partial<Selection>;
  readonly json?: boolean;
  readonly columns?: number;
  readonly env?: NodeJS.ProcessEnv;
}

const list = (options: Asked = {}) =>
  listKeys({
    states: options.states,
    selection: { ...EVERYTHING, ...options.selection },
    columns: options.columns,
    json: options.json ?? false,
    env: {
      ELECTRONHUB_API_KEY: emulator.apiKey,
      ELECTRONHUB_BASE_URL: emulator.baseUrl,
      XDG_STATE_HOME: directory,
      ...options.env,
    },
  });

function stateOf(...ids: readonly string[]): string {
  const file = join(directory, `${ids.length}.tfstate`);
  const instances = ids.map((id) => ({ attributes: { id } }));
  const resource = { mode: "managed", type: "electronhub_proxy_key", instances };
  writeFileSync(file, JSON.stringify({ version: 4, resources: [resource] }));
  return file;
}

test("a table without values, with names made harmless", async () => {
  const { text } = await list();
  expect(text).toBe(
    [
      "ID                                NAME                     USED  ALLOCATED  EXPIRES               ENABLED  CREATED",
      `${FIRST}  ci                          0        100  never                 yes      2026-01-01T00:00:00Z`,
      // Two columns for the last character.
      `${SECOND}  evil \\u001b[31m\\u202e名     0        7.5  2027-01-15T08:00:00Z  no       2026-01-01T00:00:00Z`,
    ].join("\n"),
  );
});

test("JSON without values", async () => {
  const { text } = await list({ json: true });
  expect(text).not.toContain("ek-proxy");
  expect(JSON.parse(text)).toEqual([
    {
      id: FIRST,
      name: "ci",
      allocated_amount: 100,
      used_amount: 0,
      expires_at: null,
      enabled: true,
      model_whitelist: null,
      ip_whitelist: null,
      created_at: "2026-01-01T00:00:00Z",
      last_used: null,
    },
    expect.objectContaining({ id: SECOND, enabled: false, ip_whitelist: ["10.0.0.1"] }),
  ]);
});

test("--unmanaged leaves out what the states manage, together", async () => {
  const one = await list({ states: [stateOf(FIRST)] });
  expect([one.found, one.text.includes(FIRST), one.text.includes(SECOND)]).toEqual([true, false, true]);
  expect(one.text).toContain("terraform import electronhub_proxy_key.NAME ID");
  const both = await list({ states: [stateOf(FIRST), stateOf(SECOND, SECOND)] });
  expect(both).toEqual({
    text: "Every proxy key of the account is in a state.",
    found: false,
    remarks: undefined,
  });
});

test("an empty state leaves out nothing, and it is said that it manages nothing", async () => {
  const empty = join(directory, "empty");
  writeFileSync(empty, "");
  const hint = "No state that was given manages any proxy key.";
  const one = await list({ states: [empty] });
  expect([one.text.includes(FIRST), one.text.includes(SECOND), one.text.includes(hint)]).toEqual([true, true, true]);
  expect((await list({ states: [empty, stateOf(FIRST)] })).text).not.toContain(hint);
});

test("a state that cannot be read is an error, and nothing is asked of the API", async () => {
  const file = join(directory, "broken");
  writeFileSync(file, "{");
  await expect(list({ states: [stateOf(FIRST), file] })).rejects.toThrow(
    `${file} cannot be used as a state: it is not JSON`,
  );
  await expect(list({ states: [join(directory, "missing")] })).rejects.toThrow("ENOENT");
  expect(emulator.requests()).toEqual({});
});

test.each<[string, NodeJS.ProcessEnv, string]>([
  ["no API key", { ELECTRONHUB_API_KEY: "" }, "set ELECTRONHUB_API_KEY"],
  ["a proxy key", { ELECTRONHUB_API_KEY: "ek-proxy-secret" }, "ELECTRONHUB_API_KEY is a proxy key"],
  [
    "an address that may not be called",
    { ELECTRONHUB_BASE_URL: "http://example.com" },
    "ELECTRONHUB_BASE_URL is http://example.com",
  ],
  ["another account's API key", { ELECTRONHUB_API_KEY: "ek-nobody" }, "GET /auth/proxy: Invalid API key"],
])("%s: one sentence, without the key", async (_, env, sentence) => {
  const failed = list({ env });
  await expect(failed).rejects.toThrow(sentence);
  await expect(failed).rejects.not.toThrow("secret");
});

test("an account without keys", async () => {
  emulator.store.removeAll(emulator.apiKey);
  expect(await list()).toEqual({ text: "The account has no proxy keys.", found: false, remarks: undefined });
  expect(await list({ json: true })).toEqual({ text: "[]", found: false, remarks: undefined });
});

test("what is odd is marked, and said; the others are as ever", async () => {
  const body: object[] = emulator.store.keys().map((key) => ({ ...key }));
  Object.assign(body[1] ?? {}, { expires_at: 4_102_444_800_000, is_active: "yes", name: null });
  emulator.inject({
    endpoint: "GET /auth/proxy",
    kind: "respond",
    status: 200,
    body: [...body, { name: "no key" }],
    times: 3,
  });
  const odd = [
    "name: expected a string",
    "expires_at: expected Unix seconds up to the year 9999",
    "is_active: expected true or false",
  ];
  const remarks = `What the API says about these keys cannot be used:\n- ${SECOND}: ${odd.join("; ")}\nLeft out, because the API's list does not tell the value of the key: 1. Only keys purge --at-once reaches them.`;
  expect(await list()).toEqual({
    text: [
      "ID                                NAME  USED  ALLOCATED  EXPIRES  ENABLED  CREATED",
      `${FIRST}  ci       0        100  never    yes      2026-01-01T00:00:00Z`,
      `${SECOND}  ?        0        7.5  ?        ?        2026-01-01T00:00:00Z`,
    ].join("\n"),
    found: true,
    remarks,
  });
  const json = await list({ json: true });
  expect([JSON.parse(json.text), json.remarks]).toMatchObject([
    [{ id: FIRST }, { id: SECOND, name: null, expires_at: null, enabled: null, odd }],
    remarks,
  ]);
  expect(json.text.match(/"odd"/g)).toHaveLength(1);
});

describe("a selection", () => {
  const DAY_MS = 24 * 60 * 60 * 1000;
  const namesOf = async (selection: Partial<Selection>) => {
    const found: unknown = JSON.parse((await list({ selection, json: true })).text);
    return Array.isArray(found) ? found.map((row: unknown) => property(row, "name")) : found;
  };

  test("by name: the whole of it, with * for any characters and nothing else special", async () => {
    for (const name of ["ci-1", "ci.x", "Caf\u00e9"]) {
      emulator.store.create(emulator.apiKey, { name, expires_at: -1, allocated_ammount: 1 });
    }
    expect(await namesOf({ name: "ci" })).toEqual(["ci"]);
    expect(await namesOf({ name: "ci*" })).toEqual(["ci", "ci-1", "ci.x"]);
    expect(await namesOf({ name: "ci.*" })).toEqual(["ci.x"]);
    expect(await namesOf({ name: "*1" })).toEqual(["ci-1"]);
    expect(await namesOf({ name: "(" })).toEqual([]);
    // The same letter in its other spelling.
    expect(await namesOf({ name: "Cafe\u0301" })).toEqual(["Caf\u00e9"]);
  });

  test("by idleness: by the last use, else by the making, and by the API's clock", async () => {
    expect(await namesOf({ idleMs: 90 * DAY_MS })).toEqual([]);
    await clock.advance(91 * DAY_MS);
    emulator.store.create(emulator.apiKey, { name: "new", expires_at: -1, allocated_ammount: 1 });
    expect(await namesOf({ idleMs: 90 * DAY_MS })).toEqual(["ci", expect.stringContaining("evil")]);
    emulator.store.spend(numberedKey(1), 1);
    expect(await namesOf({ idleMs: 90 * DAY_MS })).toEqual([expect.stringContaining("evil")]);
    expect(await namesOf({ idleMs: 90 * DAY_MS, name: "ci" })).toEqual([]);
  });

  test("nothing is like that: it is said, and not that the account is empty", async () => {
    const selection = { name: "nobody" };
    expect(await list({ selection })).toMatchObject({
      text: "No proxy key of the account matches; it has 2.",
      found: false,
    });
    expect((await list({ selection: { name: "ci" }, states: [stateOf(FIRST)] })).text).toBe(
      "Every matching proxy key of the account is in a state.",
    );
  });
});

describe("a table in a terminal", () => {
  const linesOf = async (columns: number) => (await list({ columns })).text.split("\n");

  test("wide enough: whole", async () => {
    expect(await linesOf(127)).toEqual((await list()).text.split("\n"));
    expect((await linesOf(126)).at(-1)).toBe(
      "Left out, to fit the terminal: the ends of names. With --wide all is shown.",
    );
    expect((await linesOf(116)).at(-1)).toBe("Left out, to fit the terminal: CREATED. With --wide all is shown.");
  });

  test("80 columns: what is missed least is left out, names are cut, and that is said", async () => {
    expect(await linesOf(80)).toEqual([
      "ID                                NAME             EXPIRES               ENABLED",
      `${FIRST}  ci               never                 yes`,
      `${SECOND}  evil \\u001b[31…  2027-01-15T08:00:00Z  no`,
      "",
      "Left out, to fit the terminal: USED, ALLOCATED, CREATED, the ends of names. With --wide all is shown.",
    ]);
  });

  test("however narrow it is, ids are whole", async () => {
    expect((await linesOf(20)).slice(0, 3)).toEqual([
      "ID                                NAME",
      `${FIRST}  ci`,
      `${SECOND}  evil \\u…`,
    ]);
  });
});
