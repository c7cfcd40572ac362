// A server that repeats what it was sent: no command and no log shows its user or its password.
import { systemClock } from "../../../../src/api";
import { checkLedgerServer } from "../../../../src/cli/doctor/ledger";
import { showLedger } from "../../../../src/cli/ledger/show";
import { describeWithRedis, startRedis } from "../../../support/redis-server";
import { newHome, startRunner } from "./runner";

describeWithRedis("a server that knows no AUTH", () => {
  test("repeats what it was sent; nobody is shown that", async () => {
    const server = await startRedis({ args: ["--rename-command", "AUTH", ""] });
    try {
      const url = `redis://bob:pw1@127.0.0.1:${server.port}`;
      const runner = startRunner(url);
      await runner.spend("a");
      await runner.ledger.close();
      const env = {
        ELECTRONHUB_API_KEY: "ek-hush-hush",
        ELECTRONHUB_BASE_URL: "https://example.com",
        ELECTRONHUB_LEDGER: url,
        XDG_STATE_HOME: newHome(),
      };
      const shown = [await showLedger(env, false), await showLedger(env, true)].map(({ text }) => text);
      const finding = await checkLedgerServer({
        env,
        directory: env.XDG_STATE_HOME,
        platform: process.platform,
        nodeVersion: process.version,
        version: "1.2.3",
        now: () => systemClock.now(),
        stop: new AbortController().signal,
      });
      for (const text of [...runner.troubles, ...shown, JSON.stringify(finding), runner.lines.join()]) {
        expect(text).toContain("ERR unknown command 'AUTH'");
        expect(text).not.toMatch(/pw1|bob/);
      }
    } finally {
      await server.stop();
    }
  });
});
