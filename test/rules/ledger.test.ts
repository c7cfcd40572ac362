// The address of a server that keeps the request budget: what is understood, and what is refused without telling the password.
import fc from "fast-check";
import { type LedgerAddress, checkLedger, ledgerAddress } from "../../src/rules";

const at = (host: string, port = 6379) => ({ host, port });
const usual = { hosts: [at("cache.example")], usesTls: false, database: 0 };

test.each<[string, LedgerAddress]>([
  ["redis://cache.example", usual],
  ["REDIS://cache.example/", usual],
  ["rediss://cache.example", { ...usual, usesTls: true }],
  ["redis://cache.example:7000/3", { ...usual, hosts: [at("cache.example", 7000)], database: 3 }],
  ["redis://127.0.0.1:1,[::1]:2,b", { ...usual, hosts: [at("127.0.0.1", 1), at("::1", 2), at("b")] }],
  ["redis://:p%40ss@cache.example", { ...usual, password: "p@ss" }],
  ["rediss://runner:a:b%2F@cache.example", { ...usual, usesTls: true, username: "runner", password: "a:b/" }],
  ["redis://@cache.example", usual],
  [
    "redis+sentinel://s1,s2:7000/my%20ledger",
    { ...usual, hosts: [at("s1", 26379), at("s2", 7000)], sentinelName: "my ledger" },
  ],
  [
    "rediss+sentinel://u:p@s1/name/2",
    { hosts: [at("s1", 26379)], sentinelName: "name", usesTls: true, username: "u", password: "p", database: 2 },
  ],
])("%s", (text, address) => {
  expect(checkLedger(text)).toBeUndefined();
  expect(ledgerAddress(text)).toEqual(address);
});

const FORMS =
  "It must look like redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE], rediss://... for TLS, redis+sentinel://[[USER]:PASSWORD@]HOST[:PORT][,HOST...]/NAME[/DATABASE]; characters such as @, : and / in a password are written as %40, %3A and %2F.";

test.each<[string, string]>([
  ["", "is no address"],
  ["cache.example:6379", "is no address"],
  ["redis:cache.example", "is no address"],
  ["redis://", "is no address"],
  ["redis:///3", "is no address"],
  ["redis://cache.example?db=3", "is no address"],
  ["redis://cache.example#3", "is no address"],
  ["redis://a b", "is no address"],
  ["redis://u:hush@word@cache.example", "is no address"],
  ["redis://:hush/word@cache.example", "has a host or a port that cannot be one"],
  ["http://:hush@cache.example", "has the unknown scheme http:"],
  ["unix://:hush@cache.example", "has the unknown scheme unix:"],
  ["redis://:hush@cache.example:0", "has a host or a port that cannot be one"],
  ["redis://:hush@cache.example:65536", "has a host or a port that cannot be one"],
  ["redis://:hush@cache.example:port", "has a host or a port that cannot be one"],
  ["redis://:hush@a,,b", "has a host or a port that cannot be one"],
  ["redis://:hush@[zz]", "has a host or a port that cannot be one"],
  ["redis://hush@cache.example", "names a user without a password (USER:PASSWORD@, or :PASSWORD@)"],
  ["redis://user:@cache.example", "has an empty password"],
  ["redis://:hush%zz@cache.example", "has a % that begins no escape"],
  ["redis+sentinel://:hush@s1/%zz", "has a % that begins no escape"],
  ["redis://:hush@cache.example/first", "has a database that is no number"],
  ["redis://:hush@cache.example/-1", "has a database that is no number"],
  ["redis://:hush@cache.example/1/2", "has a database that is no number"],
  ["redis+sentinel://:hush@s1", "does not name the server that the sentinels know, after the hosts"],
  ["redis+sentinel://:hush@s1/", "does not name the server that the sentinels know, after the hosts"],
])("%j is refused", (text, mistake) => {
  expect(checkLedger(text)).toEqual({
    severity: "error",
    summary: "Invalid ledger",
    detail: `ledger ${mistake}. ${FORMS}`,
  });
});

test("whatever stands before the host is never told", () => {
  const password = fc.stringMatching(/^[!-~]{8,20}$/);
  fc.assert(
    fc.property(password, fc.constantFrom("redis", "rediss", "redis+sentinel", "x"), (secret, scheme) => {
      const told = checkLedger(`${scheme}://user:${secret}@cache.example`);
      expect(told?.detail ?? "").not.toContain(secret);
    }),
  );
});

test("any text is understood or refused", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `redis://${text}`),
      ),
      (text) => {
        if (checkLedger(text) === undefined) expect(ledgerAddress(text).hosts.length).toBeGreaterThan(0);
      },
    ),
  );
});
