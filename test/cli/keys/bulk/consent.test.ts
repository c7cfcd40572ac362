// What a bulk command asks before it changes anything, and what it keeps.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keyId } from "../../../../src/api/key-id";
import { checkConsent } from "../../../../src/cli/keys/bulk/consent";
import { DISABLE_ALL } from "../../../../src/cli/keys/disable-all";
import { PRUNE_EXPIRED } from "../../../../src/cli/keys/prune";
import { PURGE } from "../../../../src/cli/keys/purge";
import { numberedKey } from "../../../support/emulator";
import { START_SECONDS } from "../../../support/fake-clock";
import { BulkAccount, consent } from "./bulk-account";

let account: BulkAccount;

beforeEach(async () => (account = await BulkAccount.open()));
afterEach(() => account.close());

describe("nothing is changed", () => {
  beforeEach(() => [account.make("a"), account.make("b")]);
  afterEach(() => {
    expect(account.done()).toEqual([]);
    expect(readdirSync(account.directory)).toEqual([]);
  });

  test("without a terminal and without --yes", async () => {
    const { out, error } = await account.run(PURGE);
    expect(out[0]).toMatch(/^To be removed: 2 of the account's 2 proxy keys\n\nID +NAME /);
    expect(out[1]).toBe(
      "Dry run, because there is no terminal to ask at: nothing was changed. To remove them: --yes --count 2",
    );
    expect([out.join().includes("ek-proxy"), error]).toEqual([false, undefined]);
  });

  test("with --dry-run, which asks nothing and outdoes --yes", async () => {
    for (const situation of [{ typed: "2" }, consent(2)]) {
      const { out, asked } = await account.run(PURGE, { ...situation, dryRun: true });
      expect([out[1], asked]).toEqual(["Dry run: nothing was changed. To remove them: --yes --count 2", []]);
    }
  });

  test("where another number is typed, or nothing", async () => {
    for (const typed of ["1", "", "y", "2 2"]) {
      const { asked, error } = await account.run(DISABLE_ALL, { typed });
      expect(asked).toEqual(["Type 2 to switch off 2 proxy keys: "]);
      expect(error).toBe("nothing was changed: 2 was not typed");
    }
  });

  test("where --count is another number", async () => {
    expect((await account.run(PURGE, consent(3))).error).toBe(
      "nothing was changed: it would remove 2 proxy keys, and --count says 3",
    );
    expect((await account.run(PRUNE_EXPIRED, consent(1))).error).toBe(
      "nothing was changed: it would remove 0 proxy keys, and --count says 1",
    );
  });

  test("where the backup cannot be written", async () => {
    const { error } = await account.run(PURGE, {
      ...consent(2),
      backup: join(account.directory, "missing/backup.json"),
    });
    expect(error).toMatch(/^nothing was changed, because the backup .*missing.backup\.json cannot be written: ENOENT/);
  });

  test("where there is nothing to do", async () => {
    expect((await account.run(PRUNE_EXPIRED, { typed: "0" })).out).toEqual(["No proxy key has expired."]);
    expect((await account.run(PRUNE_EXPIRED, consent(0))).out).toEqual(["No proxy key has expired."]);
  });
});

test("--yes and --count go together", () => {
  expect(() => checkConsent({ dryRun: false, yes: true, count: undefined })).toThrow("--yes goes with --count N");
  expect(() => checkConsent({ dryRun: false, yes: false, count: 1 })).toThrow("--count goes with --yes");
});

test("the backup has the settings of the keys that are about to change, and no values; none is overwritten", async () => {
  account.make("stays");
  account.make("goes", START_SECONDS + 5);
  await account.clock.advance(6_000);
  const file = join(account.directory, "backup.json");
  const { err } = await account.run(PRUNE_EXPIRED, consent(1));
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
  expect((await account.run(PURGE, consent(1))).error).toContain("the file exists already, and is not overwritten");
  expect([readFileSync(file, "utf8"), account.names()]).toEqual(["precious", ["stays"]]);
});
