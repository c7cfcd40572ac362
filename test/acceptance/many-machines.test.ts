// Many machines, one account: eight real terraforms with state directories of their own and one ledger on a real Redis server, in
// real time. The minute that it takes cannot be shortened, because the server's clock is real. The long part, with slower limits
// and more keys: npm run bench:ledger.
import { shareLedger } from "../support/fairness";
import { describeWithRedis } from "../support/redis-server";

jest.setTimeout(600_000);

/** As many requests as the minute has, and a few more: each machine looks once, too. */
const RUSH = { machines: 8, keys: 60, requestsPerMinute: 60 };

describeWithRedis("eight machines at 60 a minute", () => {
  test("no request is refused, no key is lost or doubled, and nobody waits for long", async () => {
    const { failed, refused, lost, doubled, longestWait } = await shareLedger(RUSH);
    expect({ failed, refused, lost, doubled }).toEqual({ failed: [], refused: 0, lost: [], doubled: [] });
    expect(longestWait).toBeLessThan(1.5);
  });
});
