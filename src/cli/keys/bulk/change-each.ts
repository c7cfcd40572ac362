// Changes many keys, one after the other, with a line for each. A key that fails does not keep the others from their
// turn, unless the others would fail as well.
import { ApiError, type KeyObject, redact } from "../../../api";
import { type KeyAccess } from "../../../api/keys/access";
import { keyId } from "../../../api/key-id";
import { quoted, visible } from "../../../api/visible";
import { sentenceOf } from "../../explain";
import { type KeyChange } from "./bulk-change";

export interface Failure {
  readonly key: KeyObject;
  readonly reason: string;
}

export interface Report {
  /** Keys of which nothing is left to do. */
  readonly settled: number;
  readonly failures: readonly Failure[];
}

export interface Round {
  readonly account: KeyAccess;
  readonly keyChange: KeyChange;
  readonly keys: readonly KeyObject[];
  readonly stop: AbortSignal;
  /** Takes a line. */
  readonly tell: (line: string) => void;
}

/** Failures that follow each other: then it is not the key. */
const MOST_IN_A_ROW = 3;

export async function changeEach(round: Round): Promise<Report> {
  const { keys, stop, tell } = round;
  const failures: Failure[] = [];
  let inARow = 0;
  for (const [index, key] of keys.entries()) {
    if (stop.aborted || inARow >= MOST_IN_A_ROW) {
      failures.push({ key, reason: "not tried" });
      continue;
    }
    const place = `[${index + 1}/${keys.length}] ${nameOf(key)}`;
    try {
      tell(`${place}: ${await perform(round, key)}`);
      inARow = 0;
    } catch (error) {
      const reason = reasonOf(error);
      tell(`${place}: failed: ${reason}`);
      failures.push({ key, reason });
      inARow = concernsAll(error) ? MOST_IN_A_ROW : inARow + 1;
    }
  }
  return { settled: keys.length - failures.length, failures };
}

function perform({ account, keyChange, stop }: Round, { key }: KeyObject): Promise<string> {
  const places = { count: keyChange.places, label: keyChange.endpoint, signal: stop };
  return account.client.together(places, (calls) => keyChange.perform(key, { account, calls, stop }));
}

export const nameOf = (key: KeyObject): string => `${quoted(key.name ?? "")} (${keyId(key.key)})`;

function reasonOf(error: unknown): string {
  if (!(error instanceof ApiError)) return visible(redact(error instanceof Error ? error.message : "unknown"));
  const unsure = error.effect === "unknown" ? "; it is not known whether it took effect" : "";
  return `${sentenceOf(error)}${unsure}`;
}

/** What the API would answer, or not answer, to any call. */
const concernsAll = (error: unknown): boolean =>
  error instanceof ApiError && ["unauthorized", "rate_limited", "tls", "proxy", "cancelled"].includes(error.code);
