// The ledger on a real Redis server, on a virtual clock: the server's script asks for that clock's time in place of its own. All
// else is as the provider has it.
import { type Clock } from "../../src/api";
import { type Ledger, LedgerOn, MemoryHolder } from "../../src/api/pace/ledger";
import { redisClaimKey, redisKey } from "../../src/api/pace/ledger-place";
import { RedisConnection, type Send } from "../../src/api/pace/redis/connection";
import { RedisHolder } from "../../src/api/pace/redis/holder";
import { SharedHolder } from "../../src/api/pace/shared-holder";
import { type Emulator } from "../../src/emulator";
import { type RedisServer } from "./redis-server";
import { underWayUntil } from "./requests-under-way";

const TIME = "redis.call('TIME')";
const VIRTUAL_TIME =
  "(function() local now = redis.call('GET', 'now'); return {math.floor(now / 1000), now % 1000 * 1000} end)()";

/** For how long an answer is waited for: a busy machine takes its time. */
const PATIENT: Clock = { now: () => 0, sleep: () => new Promise(() => undefined) };

class VirtualConnection extends RedisConnection {
  constructor(
    server: RedisServer,
    private readonly clock: Clock,
  ) {
    const hosts = [{ host: "127.0.0.1", port: server.port }];
    super({ address: { hosts, usesTls: false, database: 0 }, env: {}, clock: PATIENT });
  }

  override use<T>(work: (send: Send) => Promise<T>): Promise<T> {
    return super.use((send) => work((args) => underWayUntil(this.sendAt(send, args))));
  }

  private async sendAt(send: Send, args: readonly string[]): Promise<unknown> {
    const [command, script = "", ...rest] = args;
    // Never the script as it was loaded, if it ever was.
    if (command === "EVALSHA") throw new Error("NOSCRIPT");
    if (command !== "EVAL") return send(args);
    if (!script.includes(TIME)) throw new Error("the script does not ask for the time");
    await send(["SET", "now", String(this.clock.now())]);
    return send([command, script.replace(TIME, VIRTUAL_TIME), ...rest]);
  }
}

/** A process's own, for the emulator's first account. `onTrouble` is told where the server cannot be used. */
export function virtualLedger(
  server: RedisServer,
  { baseUrl, apiKey }: Emulator,
  clock: Clock,
  onTrouble: (trouble: string) => void,
): Ledger {
  const log = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, enabled: () => false };
  const key = { baseUrl, apiKey, env: {} };
  const connection = new VirtualConnection(server, clock);
  return new LedgerOn(
    new SharedHolder({
      server: new RedisHolder({
        connection,
        keys: [redisKey(key, "budget"), redisKey(key, "turn")],
        claimKey: (id) => redisClaimKey(key, id),
        clock,
        log,
      }),
      meanwhile: new MemoryHolder(clock),
      where: server.url,
      clock,
      log,
      onTrouble,
    }),
  );
}
