// The commands that change many keys, against the emulator: what is asked, what is kept, what is changed, and what is said.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, memoryLedger } from "../../../src/api";
import { keyId } from "../../../src/api/key-id";
import { type KeyAccess } from "../../../src/api/keys/access";
import { KeyList } from "../../../src/api/keys/key-list";
import {
  type Chore,
  DISABLE,
  DISABLE_ALL,
  ENABLE,
  PRUNE_EXPIRED,
  PURGE,
  REMOVE_NAMED,
  only,
} from "../../../src/cli/keys/chores";
import { checkConsent } from "../../../src/cli/keys/consent";
import { type Housekeeping, runChore } from "../../../src/cli/keys/housekeeping";
import { type Emulator } from "../../../src/emulator";
import { numberedKey, numberedKeys, startTestEmulator } from "../../support/emulator";
import { FakeClock, START, START_SECONDS } from "../../support/fake-clock";

let emulator: Emulator;
let directory: string;
let clock: FakeClock;
let stop: AbortController;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-housekeeping-"));
  clock = new FakeClock();
  stop = new AbortController();
  emulator = await startTestEmulator({ clock, random: numberedKeys() });
});
afterEach(async () => {
  rmSync(directory, { recursive: true, force: true });
  await emulator.stop();
});

const make = (name: string, expires_at = -1) =>
  emulator.store.create(emulator.apiKey, { name, expires_at, allocated_ammount: 1 });
const names = () => emulator.store.keysOf(emulator.apiKey).map(({ name }) => name);
const done = () => emulator.events().filter(({ by }) => by === "client");
const log = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, enabled: () => false };

function account(ours = clock): KeyAccess {
  const requestTimeoutMs = 29_000;
  const client = createClient({
    baseUrl: emulator.baseUrl,
    apiKey: emulator.apiKey,
    userAgent: "test",
    requestTimeoutMs,
    maxRetries: 0,
    maxWaitMs: 0,
    budget: { requestsPerMinute: undefined, margin: 0 },
    ledger: memoryLedger(ours),
    env: {},
    log,
    clock: ours,
    random: () => 0,
  });
  return { client, keys: new KeyList(() => ours.now()), clock: ours, requestTimeoutMs };
}

interface Situation extends Partial<Housekeeping["consent"]> {
  readonly backup?: string;
  readonly atOnce?: boolean;
  readonly as?: KeyAccess;
  /** What is typed, or what happens while it is asked. Nobody sits there where undefined. */
  readonly typed?: string | (() => string | Promise<string>);
  readonly onLine?: (line: string) => void;
}

/** What is said, what was asked, and how it ended. */
async function run(chore: Chore, situation: Situation = {}) {
  const { dryRun = false, yes = false, count, backup, atOnce, as = account(), typed, onLine } = situation;
  const [out, err, asked]: [string[], string[], string[]] = [[], [], []];
  const ask = async (question: string) => {
    asked.push(question);
    return typeof typed === "function" ? typed() : typed;
  };
  const terminal = {
    out: (text: string) => void out.push(text),
    err: (text: string) => {
      err.push(text);
      onLine?.(text);
    },
    ...(typed !== undefined && { ask }),
  };
  const consent = { dryRun, yes, count };
  const backupFile = backup ?? join(directory, "backup.json");
  const ended = runChore(as, { chore, consent, backup: backupFile, atOnce, env: {}, terminal }, stop.signal);
  const error = await ended.then(
    () => undefined,
    (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
  );
  await as.client.close();
  return { out, err, asked, error };
}

const consent = (count: number): Situation => ({ yes: true, count });

describe("nothing is changed", () => {
  beforeEach(() => [make("a"), make("b")]);
  afterEach(() => {
    expect(done()).toEqual([]);
    expect(readdirSync(directory)).toEqual([]);
  });

  test("without a terminal and without --yes", async () => {
    const { out, error } = await run(PURGE);
    expect(out[0]).toMatch(/^To be removed: 2 of the account's 2 proxy keys\n\nID +NAME /);
    expect(out[1]).toBe(
      "Dry run, because there is no terminal to ask at: nothing was changed. To remove them: --yes --count 2",
    );
    expect([out.join().includes("ek-proxy"), error]).toEqual([false, undefined]);
  });

  test("with --dry-run, which asks nothing and outdoes --yes", async () => {
    for (const situation of [{ typed: "2" }, consent(2)]) {
      const { out, asked } = await run(PURGE, { ...situation, dryRun: true });
      expect([out[1], asked]).toEqual(["Dry run: nothing was changed. To remove them: --yes --count 2", []]);
    }
  });

  test("where another number is typed, or nothing", async () => {
    for (const typed of ["1", "", "y", "2 2"]) {
      const { asked, error } = await run(DISABLE_ALL, { typed });
      expect(asked).toEqual(["Type 2 to switch off 2 proxy keys: "]);
      expect(error).toBe("nothing was changed: 2 was not typed");
    }
  });

  test("where --count is another number", async () => {
    expect((await run(PURGE, consent(3))).error).toBe(
      "nothing was changed: it would remove 2 proxy keys, and --count says 3",
    );
    expect((await run(PRUNE_EXPIRED, consent(1))).error).toBe(
      "nothing was changed: it would remove 0 proxy keys, and --count says 1",
    );
  });

  test("where the backup cannot be written", async () => {
    const { error } = await run(PURGE, { ...consent(2), backup: join(directory, "missing/backup.json") });
    expect(error).toMatch(/^nothing was changed, because the backup .*missing.backup\.json cannot be written: ENOENT/);
  });

  test("where there is nothing to do", async () => {
    expect((await run(PRUNE_EXPIRED, { typed: "0" })).out).toEqual(["No proxy key has expired."]);
    expect((await run(PRUNE_EXPIRED, consent(0))).out).toEqual(["No proxy key has expired."]);
  });
});

test("--yes and --count go together", () => {
  expect(() => checkConsent({ dryRun: false, yes: true, count: undefined })).toThrow("--yes goes with --count N");
  expect(() => checkConsent({ dryRun: false, yes: false, count: 1 })).toThrow("--count goes with --yes");
});

test("the backup has the settings of the keys that are about to change, and no values; none is overwritten", async () => {
  make("stays");
  make("goes", START_SECONDS + 5);
  await clock.advance(6_000);
  const file = join(directory, "backup.json");
  const { err } = await run(PRUNE_EXPIRED, consent(1));
  expect(err[0]).toBe(`Backup of their settings, without their values: ${file}`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual([
    {
      id: keyId(numberedKey(2)),
      name: "goes",
      allocated_amount: 1,
      expires_at: "2026-01-01T00:00:05Z",
      model_whitelist: null,
      ip_whitelist: null,
      enabled: true,
    },
  ]);

  writeFileSync(file, "precious");
  expect((await run(PURGE, consent(1))).error).toContain("there is such a file already, and none is overwritten");
  expect([readFileSync(file, "utf8"), names()]).toEqual(["precious", ["stays"]]);
});

describe("disable-all", () => {
  const isOn = () => emulator.store.keysOf(emulator.apiKey).map(({ is_active }) => is_active);

  test("switches off what is on, each with a line, and touches nothing else", async () => {
    make("on");
    emulator.store.toggle(make("off").key);
    const { out, err, error } = await run(DISABLE_ALL, { typed: " 1 " });
    expect(error).toBeUndefined();
    expect(err.slice(1)).toEqual([`[1/1] "on" (${keyId(numberedKey(1))}): switched off`]);
    expect(out.at(-1)).toBe("1 proxy key switched off.");
    expect(isOn()).toEqual([false, false]);
    expect(done()).toHaveLength(1);
  });

  test("a key that somebody switches off while it is asked stays off", async () => {
    const { key } = make("on");
    const typed = async () => {
      emulator.store.toggle(key);
      await clock.advance(11_000);
      return "1";
    };
    expect((await run(DISABLE_ALL, { typed })).error).toBeUndefined();
    expect([isOn(), done()]).toEqual([[false], []]);
  });

  test("a flip that meets another one, and one whose answer gets lost, end off", async () => {
    make("a");
    make("b");
    emulator.inject({ kind: "meanwhile", act: "toggle", endpoint: "POST /auth/proxy/toggle" });
    emulator.inject({ kind: "reset", when: "after", endpoint: "POST /auth/proxy/toggle", skip: 1 });
    expect((await run(DISABLE_ALL, consent(2))).error).toBeUndefined();
    expect(isOn()).toEqual([false, false]);
  });

  test("a key that a list lacks is not taken for gone; one that was removed is no error", async () => {
    make("lacking");
    const { key } = make("removed");
    const typed = async () => {
      emulator.store.remove(key);
      await clock.advance(11_000);
      emulator.inject({ kind: "omit", which: { name: "lacking" }, endpoint: "GET /auth/proxy" });
      return "2";
    };
    const { err, error } = await run(DISABLE_ALL, { typed });
    expect(err.slice(1).map((line) => line.replace(/ \(.*?\)/, ""))).toEqual([
      '[1/2] "lacking": failed: the API\'s list does not hold it, but it may be there',
      '[2/2] "removed": gone already',
    ]);
    expect(error).toBe("1 of 2 proxy keys not switched off; run the command again to go on with them");
  });
});

describe("prune --expired", () => {
  test("removes what has expired by the API's clock, whatever ours says", async () => {
    make("live", START_SECONDS + 1_000);
    make("now", START_SECONDS + 5);
    make("never");
    expect((await run(PRUNE_EXPIRED, { as: account(new FakeClock(START + 1e12)) })).out).toEqual([
      "No proxy key has expired.",
    ]);
    await clock.advance(5_000);
    expect((await run(PRUNE_EXPIRED, { ...consent(1), as: account(new FakeClock(0)) })).error).toBeUndefined();
    expect(names()).toEqual(["live", "never"]);
  });

  test("a key that is renewed while it is asked stays", async () => {
    const renewed = make("renewed", START_SECONDS + 5);
    make("expired", START_SECONDS + 5);
    await clock.advance(6_000);
    const typed = async () => {
      emulator.store.change(renewed.key, { expires_at: START_SECONDS + 1e6 });
      await clock.advance(61_000);
      return "2";
    };
    const { err } = await run(PRUNE_EXPIRED, { typed });
    expect(err[1]).toMatch(/^\[1\/2\] "renewed" \(.*\): renewed meanwhile, and left$/);
    expect(names()).toEqual(["renewed"]);
  });
});

describe("purge", () => {
  const whileAsked = () => {
    make("new");
    emulator.store.remove(numberedKey(1));
    return "2";
  };

  test("one by one: a key made meanwhile stays, one gone meanwhile is no error", async () => {
    make("a");
    make("b");
    const { out, err, error } = await run(PURGE, { typed: whileAsked });
    expect(error).toBeUndefined();
    expect(err.slice(1).map((line) => line.replace(/ \(.*?\)/, ""))).toEqual([
      '[1/2] "a": gone already',
      '[2/2] "b": removed',
    ]);
    expect(out.at(-1)).toBe("2 proxy keys removed.");
    expect(names()).toEqual(["new"]);
  });

  test("at once: a key made meanwhile goes too, as was said", async () => {
    make("a");
    make("b");
    emulator.inject({ kind: "reset", when: "after", endpoint: "DELETE /auth/proxy" });
    const { out, error } = await run(PURGE, { typed: whileAsked, atOnce: true });
    expect(error).toBeUndefined();
    expect(out[1]).toBe("At once: keys that are made until then are removed too, and are in no backup.\n");
    expect([names(), emulator.requests()]).toEqual([[], { "GET /auth/proxy": 2, "DELETE /auth/proxy": 1 }]);
  });

  test("a lost answer is looked up: what is gone is done", async () => {
    make("a");
    emulator.inject({ kind: "reset", when: "after", endpoint: "POST /auth/proxy/remove" });
    expect((await run(PURGE, consent(1))).error).toBeUndefined();
  });

  test("a key that fails does not keep the others; what is left is told", async () => {
    ["a", "b", "c"].forEach((name) => make(name));
    emulator.inject({
      kind: "respond",
      status: 403,
      body: "no ek-proxy-secret",
      endpoint: "POST /auth/proxy/remove",
      skip: 1,
    });
    const { out, error } = await run(PURGE, consent(3));
    expect(out.at(-1)).toMatch(
      /^2 of 3 proxy keys removed\. Not removed:\n- "b" \([0-9a-f]{32}\): POST \/auth\/proxy\/remove: /,
    );
    expect(out.join()).not.toContain("secret");
    expect(error).toBe("1 of 3 proxy keys not removed; run the command again to go on with them");
    expect(names()).toEqual(["b"]);
  });

  test.each([
    [401, 1],
    [403, 3],
  ])("HTTP status %i: %i tries, then it is not the key", async (status, tries) => {
    ["a", "b", "c", "d", "e"].forEach((name) => make(name));
    emulator.inject({ kind: "respond", status, body: {}, endpoint: "POST /auth/proxy/remove", times: 9 });
    const { out } = await run(PURGE, consent(5));
    expect(out.at(-1)?.match(/not tried/g)).toHaveLength(5 - tries);
    expect(emulator.requests()["POST /auth/proxy/remove"]).toBe(tries);
  });

  test("asked to stop: what was done and what not", async () => {
    ["a", "b", "c"].forEach((name) => make(name));
    const onLine = (line: string) => line.startsWith("[1/3]") && stop.abort();
    const { out, err, error } = await run(PURGE, { ...consent(3), onLine });
    expect(err.at(-1)).toBe("Stopping after the request under way. Ctrl-C again ends at once.");
    expect(out.at(-1)).toMatch(/^1 of 3 proxy keys removed\. Not removed:\n- "b" .*: not tried\n- "c" .*: not tried$/);
    expect(error).toBe("interrupted: 2 of 3 proxy keys not removed; run the command again to go on with them");
    expect(names()).toEqual(["b", "c"]);
  });

  test("asked to stop while waiting for the request budget: nothing more is sent", async () => {
    await emulator.stop();
    emulator = await startTestEmulator({ clock, random: numberedKeys(), requestsPerMinute: 2 });
    ["a", "b", "c"].forEach((name) => make(name));
    const running = run(PURGE, consent(3));
    // The longest pause of a wait.
    await clock.asleep(2_000);
    stop.abort();
    const { out } = await running;
    expect(out.at(-1)).toMatch(
      /^1 of 3 .*\n- "b" .*: the request was cancelled before it was sent\n- "c" .*: not tried$/,
    );
    expect([names(), emulator.requests()]).toEqual([
      ["b", "c"],
      { "GET /auth/proxy": 1, "POST /auth/proxy/remove": 1 },
    ]);
  });
});

describe("remove", () => {
  const id = (n: number) => keyId(numberedKey(n));

  test("removes the keys with these ids and no others; what is not there is said", async () => {
    ["a", "b", "c"].forEach((name) => make(name));
    const absent = "0".repeat(32);
    const { out, err, error } = await run(only([id(3), id(1).toUpperCase(), absent, id(3)], REMOVE_NAMED), {
      typed: "2",
    });
    expect(error).toBeUndefined();
    expect(out[0]).toMatch(/^To be removed: 2 of the account's 3 proxy keys\n/);
    expect(err[0]).toBe(`The account has no proxy key ${absent}.`);
    expect(err.slice(2).map((line) => line.replace(/ \(.*?\)/, ""))).toEqual([
      '[1/2] "a": removed',
      '[2/2] "c": removed',
    ]);
    expect(names()).toEqual(["b"]);
  });

  test("none of them there", async () => {
    make("a");
    expect((await run(only(["0".repeat(32)], REMOVE_NAMED))).out).toEqual([
      "The account has none of these proxy keys.",
    ]);
    expect((await run(only(["0".repeat(32)], REMOVE_NAMED), consent(1))).error).toContain("and --count says 1");
    expect(names()).toEqual(["a"]);
  });

  test.each([
    [numberedKey(1), "nothing was changed: The value of a key is no id of a proxy key"],
    ["ci", 'nothing was changed: "ci" is no id of a proxy key'],
  ])("%s is no id", (named, message) => {
    expect(() => only([named], REMOVE_NAMED)).toThrow(message);
    expect(() => only([named], REMOVE_NAMED)).not.toThrow(numberedKey(1));
  });
});

describe("disable and enable", () => {
  const ids = [1, 2].map((n) => keyId(numberedKey(n)));
  const isOn = () => emulator.store.keysOf(emulator.apiKey).map(({ is_active }) => is_active);
  beforeEach(() => ["a", "b", "c"].forEach((name) => make(name)));

  test("switch these keys and no others, each once, whatever they were", async () => {
    emulator.store.toggle(numberedKey(2));
    const off = await run(only(ids, DISABLE), { typed: "1" });
    expect([off.asked, off.out.at(-1)]).toEqual([["Type 1 to switch off 1 proxy key: "], "1 proxy key switched off."]);
    expect(isOn()).toEqual([false, false, true]);

    const on = await run(only(ids, ENABLE), { typed: "2", backup: join(directory, "second.json") });
    expect([on.asked, on.out.at(-1)]).toEqual([["Type 2 to switch on 2 proxy keys: "], "2 proxy keys switched on."]);
    expect(isOn()).toEqual([true, true, true]);
    expect(done()).toHaveLength(3);
  });

  test("what is so already is left, without a question", async () => {
    expect((await run(only(ids, ENABLE), { typed: "0" })).out).toEqual(["None of these proxy keys is off."]);
    [1, 2].forEach((n) => emulator.store.toggle(numberedKey(n)));
    expect((await run(only(ids, DISABLE), { typed: "0" })).out).toEqual(["None of these proxy keys is on."]);
    expect(done()).toEqual([]);
  });

  test("switched off before their turn by somebody else: nothing is flipped", async () => {
    const typed = async () => {
      emulator.store.toggle(numberedKey(1));
      await clock.advance(11_000);
      return "1";
    };
    const { err } = await run(only([ids[0] ?? ""], DISABLE), { typed });
    expect(err.at(-1)).toContain("switched off");
    expect([isOn(), done()]).toEqual([[false, true, true], []]);
  });
});

describe("a key of which the API tells what cannot be used", () => {
  const id = keyId(numberedKey(1));

  /** From now on the list tells the first key in this way. */
  function tell(fields: object): void {
    const [first, ...others] = emulator.store.keys();
    const body = [{ ...first, ...fields }, ...others];
    emulator.inject({ kind: "respond", status: 200, body, endpoint: "GET /auth/proxy", times: 9 });
  }

  beforeEach(() => ["odd", "b"].forEach((name) => make(name, START_SECONDS + 5)));

  test.each<[string, Chore, number, string[]]>([
    ["purge removes it", PURGE, 2, []],
    ["remove removes it", only([keyId(numberedKey(1))], REMOVE_NAMED), 1, ["b"]],
  ])("%s", async (_, chore, count, left) => {
    tell({ expires_at: "never", name: null, model_whitelist: [7] });
    const { err, error } = await run(chore, consent(count));
    expect([error, names()]).toEqual([undefined, left]);
    expect(err[0]).toBe(
      `What the API tells of these keys cannot be used:\n- ${id}: name: expected a string; expires_at: expected a number; model_whitelist: expected a list of strings`,
    );
    // Who restores it sees that null does not mean "all" there.
    const backup: unknown = JSON.parse(readFileSync(join(directory, "backup.json"), "utf8"));
    expect(backup).toHaveProperty([0, "model_whitelist"], null);
    expect(backup).toHaveProperty(
      [0, "odd"],
      ["name: expected a string", "expires_at: expected a number", "model_whitelist: expected a list of strings"],
    );
  });

  test("prune does not take an unknown expiry for one that has passed", async () => {
    tell({ expires_at: START * 1000 });
    await clock.advance(6_000);
    expect((await run(PRUNE_EXPIRED, consent(1))).error).toBeUndefined();
    expect(names()).toEqual(["odd"]);
  });

  test("disable-all switches it off, unless its status is what is odd", async () => {
    tell({ expires_at: START * 1000 });
    expect((await run(DISABLE_ALL, consent(2))).error).toBeUndefined();
    expect(emulator.store.keys().map(({ is_active }) => is_active)).toEqual([false, false]);
  });

  test("disable-all does not flip a status that is not known", async () => {
    tell({ is_active: 1 });
    const { err } = await run(DISABLE_ALL, consent(2));
    expect(err).toContain(`[1/2] "odd" (${id}): failed: the API does not tell whether it is on`);
    expect(emulator.store.keys().map(({ is_active }) => is_active)).toEqual([true, false]);
  });
});
