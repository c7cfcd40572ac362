// Whether a server is fit to keep the request budget: it answers, its user may do all that is needed, and it does not throw the budget
// away. Nothing is changed there.
import { redisKey } from "../ledger-place";
import { type LedgerOptions } from "../open-ledger";
import { type RedisAddress } from "./address";
import { RedisConnection, type Send } from "./connection";

export interface Health {
  /** For one command and its answer, with a connection that is open already. */
  readonly latencyMs: number;
  /** As in `Redis 7.0.15`. Undefined where its user may not ask (INFO). */
  readonly version: string | undefined;
  /** Why keys may go before their time, as in `allkeys-lru`, and how much memory there is. Undefined: they stay, or that is not told. */
  readonly eviction: { readonly policy: string; readonly maxMemory: string } | undefined;
}

/** Rejects with a sentence: a RedisTrouble, which may pass, or a LedgerError, where it must be configured anew. */
export async function healthOf(options: LedgerOptions, address: RedisAddress): Promise<Health> {
  const connection = new RedisConnection({ ...options, address });
  try {
    return await connection.use(async (send) => {
      const key = redisKey(options, "probe");
      // Its rights, and whether it takes writes at all; XX: only what is there is set, and this never is.
      await send(["SET", key, "", "XX"]);
      for (const command of [["GET", key], ["STRLEN", key], ["DEL", key], ["TIME"]]) await send(command);
      await send(["EVAL", "return 1", "0"]);
      const from = options.clock.now();
      await send(["GET", key]);
      const latencyMs = options.clock.now() - from;
      const [server, memory] = [await infoOn(send, "server"), await infoOn(send, "memory")];
      return { latencyMs, version: versionIn(server), eviction: evictionIn(memory) };
    });
  } finally {
    connection.close();
  }
}

/** Without the right to ask, nothing is known; no more is missing. */
async function infoOn(send: Send, section: string): Promise<ReadonlyMap<string, string>> {
  const answer = await send(["INFO", section]).catch(() => "");
  const fields = String(answer)
    .split("\r\n")
    .map((line) => line.split(":", 2));
  return new Map(fields.map(([name = "", value = ""]) => [name, value]));
}

function versionIn(info: ReadonlyMap<string, string>): string | undefined {
  const valkey = info.get("valkey_version");
  const redis = info.get("redis_version");
  return valkey !== undefined ? `Valkey ${valkey}` : redis !== undefined ? `Redis ${redis}` : undefined;
}

/** Keys with an expiry are thrown away by every policy but noeviction. */
function evictionIn(info: ReadonlyMap<string, string>): Health["eviction"] {
  const policy = info.get("maxmemory_policy") ?? "noeviction";
  const isBounded = (info.get("maxmemory") ?? "0") !== "0";
  if (!isBounded || policy === "noeviction") return undefined;
  return { policy, maxMemory: info.get("maxmemory_human") ?? "" };
}
