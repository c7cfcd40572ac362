// A ledger as text and as JSON, whose form is stable: docs/requests.md describes it. Never a secret.
import { type LedgerStatus, type Store } from "../../api/pace/ledger-status";
import { type Snapshot } from "../../api/pace/snapshot";
import { redact } from "../../api/secrets";
import { visible } from "../../api/visible";
import { formatInstant } from "../../rules";

/** Whose ledger. */
export interface Whose {
  readonly baseUrl: string;
  /** By which it is named, wherever it is kept. */
  readonly hash: string;
}

export function textOf({ baseUrl, hash }: Whose, status: LedgerStatus): string {
  return table([["Account", `${baseUrl}, ledger ${hash}`], ...rowsOf(status)]);
}

export function jsonOf({ baseUrl, hash }: Whose, status: LedgerStatus): string {
  const snapshot = status.kind === "shared" ? status.snapshot : undefined;
  return JSON.stringify(
    {
      format_version: "1.0",
      base_url: baseUrl,
      ledger: hash,
      state: status.kind,
      store: status.kind === "none" ? null : status.store,
      reason: status.kind === "unusable" ? redact(status.reason) : null,
      ...(snapshot ? figuresOf(snapshot) : NO_FIGURES),
    },
    null,
    2,
  );
}

/** In words, for a line. */
export const storeOf = (store: Store): string =>
  store.kind === "file" ? visible(store.file) : `Redis at ${visible(store.server)}`;

/** What somebody who clears it gives up; one line each. */
export const rowsOfSnapshot = ({ at, outlook, counted, underWay, waiting, lockedUntil }: Snapshot): readonly Row[] => [
  [
    "Left",
    `${outlook.free} of ${outlook.perMinute} requests a minute${outlook.isAssumed ? "; the limit is assumed" : ""}`,
  ],
  ["Last minute", `${requests(counted)} counted`],
  ["Under way", requests(underWay)],
  ["Waiting", waitingText(waiting, at)],
  ["Locked out", lockedUntil === undefined ? "no" : `until ${instant(lockedUntil)}, for ${seconds(lockedUntil - at)}`],
];

type Row = readonly [label: string, text: string];

export function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return rows.map(([label, text]) => `${label.padEnd(width)}${text}`).join("\n");
}

function rowsOf(status: LedgerStatus): readonly Row[] {
  switch (status.kind) {
    case "none":
      return [["Kept in", "no place: there is no state directory, so each process has a ledger of its own"]];
    case "new":
      return [["Kept in", `${storeOf(status.store)}, from the first request on; there was none so far`]];
    case "unusable":
      return [
        ["Kept in", `${storeOf(status.store)}, which cannot be used: ${visible(redact(status.reason))}`],
        ...(status.store.kind === "redis" ? [MEANWHILE] : []),
      ];
    case "shared":
      return [["Kept in", storeOf(status.store)], ...rowsOfSnapshot(status.snapshot)];
  }
}

const MEANWHILE: Row = ["Meanwhile", "each machine keeps a ledger of its own in a file"];

function waitingText({ processes, requests: wanted, since }: Snapshot["waiting"], at: number): string {
  if (since === undefined) return "nobody";
  const who = processes === 1 ? "1 process" : `${processes} processes`;
  return `${who} for ${requests(wanted)}, the first since ${instant(since)}, for ${seconds(at - since)}`;
}

const figuresOf = ({ at, outlook, counted, underWay, waiting, lockedUntil }: Snapshot) => ({
  at: instant(at),
  requests_per_minute: outlook.perMinute,
  requests_per_minute_assumed: outlook.isAssumed,
  left: outlook.free,
  last_minute: counted,
  under_way: underWay,
  waiting: {
    processes: waiting.processes,
    requests: waiting.requests,
    since: waiting.since === undefined ? null : instant(waiting.since),
  },
  locked_out_until: lockedUntil === undefined ? null : instant(lockedUntil),
});

const NO_FIGURES: { readonly [Name in keyof ReturnType<typeof figuresOf>]: null } = {
  at: null,
  requests_per_minute: null,
  requests_per_minute_assumed: null,
  left: null,
  last_minute: null,
  under_way: null,
  waiting: null,
  locked_out_until: null,
};

const instant = (ms: number): string => formatInstant(Math.round(ms / 1000));
const seconds = (ms: number): string => `${Math.max(0, Math.ceil(ms / 1000))} s`;
const requests = (count: number): string => (count === 1 ? "1 request" : `${count} requests`);
