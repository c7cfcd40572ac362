// `electronhub keys disable`, `enable` and `disable-all`, against the emulator: what is switched, and what is said.
import { join } from "node:path";
import { keyId } from "../../../../src/api/key-id";
import { DISABLE } from "../../../../src/cli/keys/disable";
import { DISABLE_ALL } from "../../../../src/cli/keys/disable-all";
import { ENABLE } from "../../../../src/cli/keys/enable";
import { numberedKey } from "../../../support/emulator";
import { BulkAccount, consent } from "./bulk-account";

let account: BulkAccount;

beforeEach(async () => (account = await BulkAccount.open()));
afterEach(() => account.close());

describe("disable-all", () => {
  test("switches off what is on, each with a line, and touches nothing else", async () => {
    account.make("on");
    account.emulator.store.toggle(account.make("off").key);
    const { out, err, error } = await account.run(DISABLE_ALL, { typed: " 1 " });
    expect(error).toBeUndefined();
    expect(err.slice(1)).toEqual([`[1/1] "on" (${keyId(numberedKey(1))}): switched off`]);
    expect(out.at(-1)).toBe("1 proxy key switched off.");
    expect(account.areOn()).toEqual([false, false]);
    expect(account.done()).toHaveLength(1);
  });

  test("a key that somebody switches off while it is asked stays off", async () => {
    const { key } = account.make("on");
    const typed = async () => {
      account.emulator.store.toggle(key);
      await account.clock.advance(11_000);
      return "1";
    };
    expect((await account.run(DISABLE_ALL, { typed })).error).toBeUndefined();
    expect([account.areOn(), account.done()]).toEqual([[false], []]);
  });

  test("a flip that meets another one, and one whose answer gets lost, end off", async () => {
    account.make("a");
    account.make("b");
    account.emulator.inject({ kind: "meanwhile", act: "toggle", endpoint: "POST /auth/proxy/toggle" });
    account.emulator.inject({ kind: "reset", when: "after", endpoint: "POST /auth/proxy/toggle", skip: 1 });
    expect((await account.run(DISABLE_ALL, consent(2))).error).toBeUndefined();
    expect(account.areOn()).toEqual([false, false]);
  });

  test("a key that a list lacks is not taken for gone; one that was removed is not an error", async () => {
    account.make("lacking");
    const { key } = account.make("removed");
    const typed = async () => {
      account.emulator.store.remove(key);
      await account.clock.advance(11_000);
      account.emulator.inject({ kind: "omit", which: { name: "lacking" }, endpoint: "GET /auth/proxy" });
      return "2";
    };
    const { err, error } = await account.run(DISABLE_ALL, { typed });
    expect(err.slice(1).map((line) => line.replace(/ \(.*?\)/, ""))).toEqual([
      '[1/2] "lacking": failed: the API\'s list does not hold it, but it may be there',
      '[2/2] "removed": gone already',
    ]);
    expect(error).toBe("1 of 2 proxy keys not switched off; run the command again to go on with them");
  });
});

describe("disable and enable", () => {
  const ids = [1, 2].map((n) => keyId(numberedKey(n)));
  beforeEach(() => ["a", "b", "c"].forEach((name) => account.make(name)));

  test("switch these keys and no others, each once, whatever they were", async () => {
    account.emulator.store.toggle(numberedKey(2));
    const off = await account.run(DISABLE, { ids, typed: "1" });
    expect([off.asked, off.out.at(-1)]).toEqual([["Type 1 to switch off 1 proxy key: "], "1 proxy key switched off."]);
    expect(account.areOn()).toEqual([false, false, true]);

    const on = await account.run(ENABLE, { ids, typed: "2", backup: join(account.directory, "second.json") });
    expect([on.asked, on.out.at(-1)]).toEqual([["Type 2 to switch on 2 proxy keys: "], "2 proxy keys switched on."]);
    expect(account.areOn()).toEqual([true, true, true]);
    expect(account.done()).toHaveLength(3);
  });

  test("what is so already is left, without a question", async () => {
    expect((await account.run(ENABLE, { ids, typed: "0" })).out).toEqual(["None of these proxy keys is off."]);
    [1, 2].forEach((n) => account.emulator.store.toggle(numberedKey(n)));
    expect((await account.run(DISABLE, { ids, typed: "0" })).out).toEqual(["None of these proxy keys is on."]);
    expect(account.done()).toEqual([]);
  });

  test("switched off before their turn by somebody else: nothing is flipped", async () => {
    const typed = async () => {
      account.emulator.store.toggle(numberedKey(1));
      await account.clock.advance(11_000);
      return "1";
    };
    const { err } = await account.run(DISABLE, { ids: ids.slice(0, 1), typed });
    expect(err.at(-1)).toContain("switched off");
    expect([account.areOn(), account.done()]).toEqual([[false, true, true], []]);
  });
});
