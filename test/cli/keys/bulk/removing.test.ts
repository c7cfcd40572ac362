// `electronhub keys prune`, `purge` and `remove`, against the emulator: what is removed, what stays, and what is said.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keyId } from "../../../../src/api/key-id";
import { type BulkChange } from "../../../../src/cli/keys/bulk/bulk-change";
import { checkedIds } from "../../../../src/cli/keys/bulk/change-keys";
import { DISABLE_ALL } from "../../../../src/cli/keys/disable-all";
import { PRUNE_EXPIRED } from "../../../../src/cli/keys/prune";
import { PURGE } from "../../../../src/cli/keys/purge";
import { REMOVE_NAMED } from "../../../../src/cli/keys/remove";
import { numberedKey } from "../../../support/emulator";
import { FakeClock, START, START_SECONDS } from "../../../support/fake-clock";
import { BulkAccount, consent } from "./bulk-account";

let account: BulkAccount;

beforeEach(async () => (account = await BulkAccount.open()));
afterEach(() => account.close());

describe("prune --expired", () => {
  test("removes what has expired by the API's account.clock, whatever ours says", async () => {
    account.make("live", START_SECONDS + 1_000);
    account.make("now", START_SECONDS + 5);
    account.make("never");
    expect((await account.run(PRUNE_EXPIRED, { as: account.access(new FakeClock(START + 1e12)) })).out).toEqual([
      "No proxy key has expired.",
    ]);
    await account.clock.advance(5_000);
    expect(
      (await account.run(PRUNE_EXPIRED, { ...consent(1), as: account.access(new FakeClock(0)) })).error,
    ).toBeUndefined();
    expect(account.names()).toEqual(["live", "never"]);
  });

  test("a key that is renewed while it is asked stays", async () => {
    const renewed = account.make("renewed", START_SECONDS + 5);
    account.make("expired", START_SECONDS + 5);
    await account.clock.advance(6_000);
    const typed = async () => {
      account.emulator.store.change(renewed.key, { expires_at: START_SECONDS + 1e6 });
      await account.clock.advance(61_000);
      return "2";
    };
    const { err } = await account.run(PRUNE_EXPIRED, { typed });
    expect(err[1]).toMatch(/^\[1\/2\] "renewed" \(.*\): renewed meanwhile, and left$/);
    expect(account.names()).toEqual(["renewed"]);
  });
});

describe("purge", () => {
  const whileAsked = () => {
    account.make("new");
    account.emulator.store.remove(numberedKey(1));
    return "2";
  };

  test("one by one: a key made meanwhile stays, one gone meanwhile is not an error", async () => {
    account.make("a");
    account.make("b");
    const { out, err, error } = await account.run(PURGE, { typed: whileAsked });
    expect(error).toBeUndefined();
    expect(err.slice(1).map((line) => line.replace(/ \(.*?\)/, ""))).toEqual([
      '[1/2] "a": gone already',
      '[2/2] "b": removed',
    ]);
    expect(out.at(-1)).toBe("2 proxy keys removed.");
    expect(account.names()).toEqual(["new"]);
  });

  test("at once: a key made meanwhile goes too, as was said", async () => {
    account.make("a");
    account.make("b");
    account.emulator.inject({ kind: "reset", when: "after", endpoint: "DELETE /auth/proxy" });
    const { out, error } = await account.run(PURGE, { typed: whileAsked, atOnce: true });
    expect(error).toBeUndefined();
    expect(out[1]).toBe("At once: keys that are made until then are removed too, and are in no backup.\n");
    expect([account.names(), account.emulator.requests()]).toEqual([
      [],
      { "GET /auth/proxy": 2, "DELETE /auth/proxy": 1 },
    ]);
  });

  test("a lost answer is looked up: what is gone is done", async () => {
    account.make("a");
    account.emulator.inject({ kind: "reset", when: "after", endpoint: "POST /auth/proxy/remove" });
    expect((await account.run(PURGE, consent(1))).error).toBeUndefined();
  });

  test("a key that fails does not keep the others; what is left is told", async () => {
    ["a", "b", "c"].forEach((name) => account.make(name));
    account.emulator.inject({
      kind: "respond",
      status: 403,
      body: "no ek-proxy-secret",
      endpoint: "POST /auth/proxy/remove",
      skip: 1,
    });
    const { out, error } = await account.run(PURGE, consent(3));
    expect(out.at(-1)).toMatch(
      /^2 of 3 proxy keys removed\. Not removed:\n- "b" \([0-9a-f]{32}\): POST \/auth\/proxy\/remove: /,
    );
    expect(out.join()).not.toContain("secret");
    expect(error).toBe("1 of 3 proxy keys not removed; run the command again to go on with them");
    expect(account.names()).toEqual(["b"]);
  });

  test.each([
    [401, 1],
    [403, 3],
  ])("HTTP status %i: %i tries, then it is not the key", async (status, tries) => {
    ["a", "b", "c", "d", "e"].forEach((name) => account.make(name));
    account.emulator.inject({ kind: "respond", status, body: {}, endpoint: "POST /auth/proxy/remove", times: 9 });
    const { out } = await account.run(PURGE, consent(5));
    expect(out.at(-1)?.match(/not tried/g)).toHaveLength(5 - tries);
    expect(account.emulator.requests()["POST /auth/proxy/remove"]).toBe(tries);
  });

  test("asked to stop: what was done and what not", async () => {
    ["a", "b", "c"].forEach((name) => account.make(name));
    const onLine = (line: string) => line.startsWith("[1/3]") && account.stop.abort();
    const { out, err, error } = await account.run(PURGE, { ...consent(3), onLine });
    expect(err.at(-1)).toBe("Stopping after the request under way. Ctrl-C again ends at once.");
    expect(out.at(-1)).toMatch(/^1 of 3 proxy keys removed\. Not removed:\n- "b" .*: not tried\n- "c" .*: not tried$/);
    expect(error).toBe("interrupted: 2 of 3 proxy keys not removed; run the command again to go on with them");
    expect(account.names()).toEqual(["b", "c"]);
  });

  test("asked to stop while waiting for the request budget: nothing more is sent", async () => {
    await account.close();
    account = await BulkAccount.open({ requestsPerMinute: 2 });
    ["a", "b", "c"].forEach((name) => account.make(name));
    const running = account.run(PURGE, consent(3));
    // The longest pause of a wait.
    await account.clock.asleep(2_000);
    account.stop.abort();
    const { out } = await running;
    expect(out.at(-1)).toMatch(
      /^1 of 3 .*\n- "b" .*: the request was cancelled before it was sent\n- "c" .*: not tried$/,
    );
    expect([account.names(), account.emulator.requests()]).toEqual([
      ["b", "c"],
      { "GET /auth/proxy": 1, "POST /auth/proxy/remove": 1 },
    ]);
  });
});

describe("remove", () => {
  const id = (n: number) => keyId(numberedKey(n));

  test("removes the keys with these ids and no others; what is not there is said", async () => {
    ["a", "b", "c"].forEach((name) => account.make(name));
    const absent = "0".repeat(32);
    const { out, err, error } = await account.run(REMOVE_NAMED, {
      ids: [id(3), id(1).toUpperCase(), absent, id(3)],
      typed: "2",
    });
    expect(error).toBeUndefined();
    expect(out[0]).toMatch(/^To be removed: 2 of the account's 3 proxy keys\n/);
    expect(err[0]).toBe(`The account has no proxy key ${absent}.`);
    expect(err.slice(2).map((line) => line.replace(/ \(.*?\)/, ""))).toEqual([
      '[1/2] "a": removed',
      '[2/2] "c": removed',
    ]);
    expect(account.names()).toEqual(["b"]);
  });

  test("none of them there", async () => {
    const ids = ["0".repeat(32)];
    account.make("a");
    expect((await account.run(REMOVE_NAMED, { ids })).out).toEqual(["The account has none of these proxy keys."]);
    expect((await account.run(REMOVE_NAMED, { ids, ...consent(1) })).error).toContain("and --count says 1");
    expect(account.names()).toEqual(["a"]);
  });

  test.each([
    [numberedKey(1), "nothing was changed: The value of a key is not an id of a proxy key"],
    ["ci", 'nothing was changed: "ci" is not an id of a proxy key'],
  ])("%s is not an id", (named, message) => {
    expect(() => checkedIds([named])).toThrow(message);
    expect(() => checkedIds([named])).not.toThrow(numberedKey(1));
  });
});

describe("a key of which the API tells what cannot be used", () => {
  const id = keyId(numberedKey(1));

  /** From now on the list tells the first key in this way. */
  function tell(fields: object): void {
    const [first, ...others] = account.emulator.store.keys();
    const body = [{ ...first, ...fields }, ...others];
    account.emulator.inject({ kind: "respond", status: 200, body, endpoint: "GET /auth/proxy", times: 9 });
  }

  beforeEach(() => ["odd", "b"].forEach((name) => account.make(name, START_SECONDS + 5)));

  test.each<[string, BulkChange, readonly string[] | undefined, number, string[]]>([
    ["purge removes it", PURGE, undefined, 2, []],
    ["remove removes it", REMOVE_NAMED, [id], 1, ["b"]],
  ])("%s", async (_, change, ids, count, left) => {
    tell({ expires_at: "never", name: null, model_whitelist: [7] });
    const { err, error } = await account.run(change, { ids, ...consent(count) });
    expect([error, account.names()]).toEqual([undefined, left]);
    expect(err[0]).toBe(
      `What the API says about these keys cannot be used:\n- ${id}: name: expected a string; expires_at: expected a number; model_whitelist: expected a list of strings`,
    );
    // Who restores it sees that null does not mean "all" there.
    const backup: unknown = JSON.parse(readFileSync(join(account.directory, "backup.json"), "utf8"));
    expect(backup).toHaveProperty([0, "model_whitelist"], null);
    expect(backup).toHaveProperty(
      [0, "odd"],
      ["name: expected a string", "expires_at: expected a number", "model_whitelist: expected a list of strings"],
    );
  });

  test("prune does not take an unknown expiry for one that has passed", async () => {
    tell({ expires_at: START * 1000 });
    await account.clock.advance(6_000);
    expect((await account.run(PRUNE_EXPIRED, consent(1))).error).toBeUndefined();
    expect(account.names()).toEqual(["odd"]);
  });

  test("disable-all switches it off, unless its status is what is odd", async () => {
    tell({ expires_at: START * 1000 });
    expect((await account.run(DISABLE_ALL, consent(2))).error).toBeUndefined();
    expect(account.emulator.store.keys().map(({ is_active }) => is_active)).toEqual([false, false]);
  });

  test("disable-all does not flip a status that is not known", async () => {
    tell({ is_active: 1 });
    const { err } = await account.run(DISABLE_ALL, consent(2));
    expect(err).toContain(`[1/2] "odd" (${id}): failed: the API does not tell whether it is on`);
    expect(account.emulator.store.keys().map(({ is_active }) => is_active)).toEqual([true, false]);
  });
});
