// Which ledger a process has: on a Redis server where one is configured, else in the user's file, else in memory.
import { type Clock } from "../clock";
import { type Log } from "../log";
import { keepSecret } from "../secrets";
import { FileHolder } from "./file-ledger";
import { type Holder, type Ledger, LedgerOn, MemoryHolder } from "./ledger";
import { type LedgerKey, ledgerPlace, redisClaimKey, redisKey } from "./ledger-place";
import { type RedisAddress, addressText } from "./redis/address";
import { RedisConnection } from "./redis/connection";
import { RedisHolder } from "./redis/holder";
import { SharedHolder } from "./shared-holder";

export interface LedgerOptions extends LedgerKey {
  /** A server that keeps the budget for processes of many machines. Undefined: it is kept in a file. */
  readonly address?: RedisAddress | undefined;
  readonly caCertificateFile?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Told once, in a sentence, where the server cannot be used and the budget is kept in the file meanwhile. */
  readonly onTrouble?: ((trouble: string) => void) | undefined;
  /** A file's lock that is not had within this time is skipped: pacing is not worth standing still for. @default 2000 */
  readonly lockWaitMs?: number | undefined;
}

export function openLedger(options: LedgerOptions): Ledger {
  const { address } = options;
  return new LedgerOn(address ? sharedHolder(options, address) : ownHolder(options));
}

function ownHolder(options: LedgerOptions): Holder {
  const place = ledgerPlace(options);
  if (place) return new FileHolder(place, options);
  options.log.debug("The request budget is not shared: there is no state directory");
  return new MemoryHolder(options.clock);
}

function sharedHolder(options: LedgerOptions, address: RedisAddress): Holder {
  const { clock, log, onTrouble = () => undefined } = options;
  return new SharedHolder({
    server: redisHolder(options, address),
    meanwhile: ownHolder(options),
    where: addressText(address),
    clock,
    log,
    onTrouble,
  });
}

/** The server alone, for a look at it. To be closed in the end. */
export function redisHolder(options: LedgerOptions, address: RedisAddress): RedisHolder {
  keepSecret(address.password);
  const keys = [redisKey(options, "budget"), redisKey(options, "turn")] as const;
  const claimKey = (id: string) => redisClaimKey(options, id);
  return new RedisHolder({ ...options, connection: new RedisConnection({ ...options, address }), keys, claimKey });
}
