// Many machines, one account: real terraforms with state directories of their own and one ledger on a real Redis server, in real
// time. The minute or two that it takes cannot be shortened, because the server's clock is real; so all go at the same time. The long
// part, with slower limits and more keys: npm run bench:ledger.
import { type Sharing, shareLedger } from "../support/fairness";
import { describeWithRedis } from "../support/redis-server";

jest.setTimeout(600_000);

/** As many requests as the minute has, and a few more: each machine looks once, too. */
const EIGHT = { machines: 8, keys: 60, requestsPerMinute: 60 };
const THREE = { machines: 3, keys: 24, requestsPerMinute: 20 };

const harmOf = ({ failed, lost, doubled }: Sharing) => ({ failed, lost, doubled });
const NONE = { failed: [], lost: [], doubled: [] };

describeWithRedis("machines that share an account", () => {
  let eight: Sharing;
  let killed: Sharing;
  let emptied: Sharing;
  beforeAll(async () => {
    [eight, killed, emptied] = await Promise.all([
      shareLedger(EIGHT),
      shareLedger(THREE, (server) => server.kill()),
      shareLedger(THREE, (server) => server.restart()),
    ]);
  });

  test("eight at 60 a minute: no request is refused, no key is lost or doubled, and nobody waits for long", () => {
    expect([harmOf(eight), eight.refused, eight.output.includes("Warning:")]).toEqual([NONE, 0, false]);
    expect(eight.longestWait).toBeLessThan(1.5);
  });

  test("the server is killed half-way: the account is locked out once at most, and a warning names it", () => {
    expect(harmOf(killed)).toEqual(NONE);
    expect(killed.lockOuts).toBeLessThanOrEqual(1);
    expect(killed.output).toMatch(/Warning: The shared request ledger cannot be used for now/);
    expect(killed.output.replace(/[│\s]+/g, " ")).toMatch(/The Redis server at 127\.0\.0\.1:\d+ cannot be used: ECONN/);
  });

  test("the server is restarted empty half-way: the same", () => {
    expect(harmOf(emptied)).toEqual(NONE);
    expect(emptied.lockOuts).toBeLessThanOrEqual(1);
  });
});
