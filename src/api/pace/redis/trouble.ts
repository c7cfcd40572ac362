// What stands in the way of a Redis server: something that passes, or a configuration that must be changed.
import { causeOf } from "../../failure";
import { bounded, visible } from "../../visible";
import { LedgerError } from "../ledger";
import { type RedisAddress, type RedisHost, addressText } from "./address";

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

/** As servers ask for a password that was not sent. */
const WANTS_PASSWORD = /^NOAUTH\b|\bunauthenticated\b/;
/** What was sent follows it, and that may be a password. */
const ARGUMENTS = /, with args beginning with[^]*/;
/** Redis 6 and earlier put it after the words of the script that failed. */
const READ_ONLY = /\bREADONLY\b/;

export type Asked = Pick<RedisAddress, "hosts" | "sentinelName" | "username" | "password">;

/** `asked`: whom the error comes from. Its words are repeated without the user and the password that it was sent. */
export function troubleOf(error: unknown, asked: Asked): Error {
  if (error instanceof RedisTrouble || error instanceof LedgerError) return error;
  const { reason, message: all } = causeOf(error);
  const message = all.replace(ARGUMENTS, "");
  const words = firstLine(withoutCredentials(message, asked));
  if (REFUSED.test(message) || REFUSED_IN_SCRIPT.test(message)) {
    const why = WANTS_PASSWORD.test(message) ? "it wants a password" : words;
    return new LedgerError(`the Redis server at ${addressText(asked)} refuses: ${why}`);
  }
  if (READ_ONLY.test(message)) return new ReadOnlyTrouble("it takes no writes (READONLY)");
  if (ANSWER.test(message)) return new RedisTrouble(words);
  return new ConnectionTrouble(reason || words);
}

/** However short they are: the longer one first, because the other may be a part of it. */
function withoutCredentials(text: string, { username = "", password = "" }: Asked): string {
  const secrets = [username, password].filter((secret) => secret !== "").sort((a, b) => b.length - a.length);
  return secrets.reduce((rest, secret) => rest.split(secret).join("***"), text);
}

/** A node of a cluster that does not have the key tells which one has: `MOVED 3999 10.0.0.2:6381`. */
export function movedTo(error: unknown, from: RedisHost): RedisHost | undefined {
  const [, host, port] = /^MOVED \d+ (.*):(\d{1,5})$/.exec(causeOf(error).message) ?? [];
  return host === undefined ? undefined : { host: host || from.host, port: Number(port) };
}

/** Without the full stop: it becomes a part of a sentence. */
const firstLine = (text: string): string => visible(bounded(text.split("\n")[0] ?? "", 200)).replace(/\.$/, "");
