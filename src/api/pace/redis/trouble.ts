// What stands in the way of a Redis server: something that passes, or a configuration that must be changed.
import { causeOf } from "../../failure";
import { bounded, visible } from "../../visible";
import { LedgerError } from "../ledger";
import { type RedisHost } from "./address";

/** It may work again later. The message is a reason in a few words, without a secret. */
export class RedisTrouble extends Error {}

/** The server takes no writes: another one may. */
export class ReadOnlyTrouble extends RedisTrouble {}

/** The connection failed, or ended: a new one may not. */
export class ConnectionTrouble extends RedisTrouble {}

/** As servers have begun their refusals since version 6; earlier ones say "ERR invalid password". */
const REFUSED =
  /^(WRONGPASS|NOAUTH|NOPERM|DENIED)\b|^ERR (AUTH|invalid password|.*\bunauthenticated\b|.*\bDB index\b|SELECT is not allowed)/;
/** A script may not do what its user may not do: "ACL failure in script: ...", "The user executing the script can't ...". */
const REFUSED_IN_SCRIPT = /ACL failure in script|user executing the script can't/;
/** What a server answers begins with its kind. */
const ANSWER = /^[A-Z]{2,}\b/;

/** `where` is for messages. */
export function troubleOf(error: unknown, where: string): Error {
  if (error instanceof RedisTrouble || error instanceof LedgerError) return error;
  const { reason, message } = causeOf(error);
  if (REFUSED.test(message) || REFUSED_IN_SCRIPT.test(message)) {
    return new LedgerError(`the Redis server at ${where} refuses: ${firstLine(message)}`);
  }
  if (message.startsWith("READONLY")) return new ReadOnlyTrouble("it takes no writes (READONLY)");
  if (ANSWER.test(message)) return new RedisTrouble(firstLine(message));
  return new ConnectionTrouble(reason || firstLine(message));
}

/** A node of a cluster that does not have the key tells which one has: `MOVED 3999 10.0.0.2:6381`. */
export function movedTo(error: unknown, from: RedisHost): RedisHost | undefined {
  const [, host, port] = /^MOVED \d+ (.*):(\d{1,5})$/.exec(causeOf(error).message) ?? [];
  return host === undefined ? undefined : { host: host || from.host, port: Number(port) };
}

/** Without the full stop: it becomes a part of a sentence. */
const firstLine = (text: string): string => visible(bounded(text.split("\n")[0] ?? "", 200)).replace(/\.$/, "");
