// The chaos on two machines that share an account and a ledger on a real Redis server: every promise is kept, and no request is refused
// for the rate, although each process sees only what the server tells of the others.
import * as fc from "fast-check";
import { describeWithRedis, startRedis } from "../support/redis-server";
import { TIMEOUT_MS } from "./in-process";
import { converges } from "./sequence";
import { TwoMachines } from "./two-machines";

// Bounded by the number of sequences; a busy machine takes its time.
jest.setTimeout(900_000);

describeWithRedis("two machines, one ledger", () => {
  test("begin with an empty server", async () => {
    const server = await startRedis();
    try {
      await server.ask("SET", "electronhub:{of-the-same-port}:claim:1", "another");
      const system = await TwoMachines.create(server);
      expect(await server.ask("DBSIZE")).toBe(0);
      await system.stop();
    } finally {
      await server.stop();
    }
  });

  test("200 sequences keep every promise and converge, with no request refused", async () => {
    const server = await startRedis();
    try {
      const limits = { timeoutMs: TIMEOUT_MS, lockOuts: false, interruptions: ["stop", "kill"] } as const;
      const property = converges(
        () => TwoMachines.create(server),
        limits,
        12,
        () => undefined,
      );
      await fc.assert(property, { numRuns: 200, seed: 20_260_101 });
    } finally {
      await server.stop();
    }
  });
});
