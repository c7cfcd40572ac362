// The page's words and signs for what the facts hold as names and figures.
import { UNKNOWN } from "../../../terraform/cty";
import { type Access, type Counts, type Hidden, type KeyChange, SENSITIVE } from "../../facts";
import { figure } from "../../figure";
import { DONE } from "../phrases";

/** How loud something is. Each has its colours in the style; colour is never the only sign. */
export type Tone = "danger" | "caution" | "update" | "fine" | "quiet";

interface Word {
  readonly sign: string;
  /** On the card of one key. */
  readonly badge: string;
  /** After a number of keys. */
  readonly counted: string;
  readonly tone: Tone;
}

export const CHANGES: Readonly<Record<KeyChange, Word>> = {
  destroy: { sign: "−", badge: "destroy", counted: DONE.destroy, tone: "danger" },
  replace: { sign: "±", badge: "replace", counted: DONE.replace, tone: "danger" },
  update: { sign: "~", badge: "update", counted: DONE.update, tone: "update" },
  create: { sign: "+", badge: "create", counted: DONE.create, tone: "fine" },
  forget: { sign: "⌀", badge: "forget", counted: DONE.forget, tone: "caution" },
  import: { sign: "↓", badge: "import", counted: DONE.import, tone: "update" },
  move: { sign: "→", badge: "move", counted: DONE.move, tone: "quiet" },
  drift: { sign: "Δ", badge: "drift", counted: DONE.drift, tone: "caution" },
  defer: { sign: "…", badge: "put off", counted: DONE.defer, tone: "caution" },
};

/** What is counted beside the changes. */
export const COUNTED: Readonly<Record<keyof Counts, Omit<Word, "badge">>> = {
  ...CHANGES,
  undeclared: { sign: "−", counted: "undeclared removed", tone: "danger" },
  wider: { sign: "▲", counted: "allowed more", tone: "caution" },
  unknown: { sign: "?", counted: "unknown until apply", tone: "caution" },
  unchanged: { sign: "=", counted: "unchanged", tone: "quiet" },
  others: { sign: "·", counted: "of other providers", tone: "quiet" },
};

/** In the order in which counts are told. */
export const GRAVITY = [
  "destroy",
  "undeclared",
  "replace",
  "wider",
  "unknown",
  "update",
  "create",
  "forget",
  "import",
  "move",
  "drift",
  "defer",
] as const satisfies readonly (keyof Counts)[];

export const ACCESSES: Readonly<Record<Access, Omit<Word, "counted">>> = {
  wider: { sign: "▲", badge: "wider", tone: "caution" },
  narrower: { sign: "▼", badge: "narrower", tone: "fine" },
  both: { sign: "▲▼", badge: "wider and narrower", tone: "caution" },
  same: { sign: "=", badge: "same access", tone: "quiet" },
  unknown: { sign: "?", badge: "access unknown", tone: "caution" },
  new: { sign: "+", badge: "new access", tone: "fine" },
  gone: { sign: "×", badge: "access ends", tone: "danger" },
};

export const hiddenWords = (value: Hidden): string =>
  value === SENSITIVE ? "sensitive, not shown" : value === UNKNOWN ? "known only during apply" : "not shown";

/** With its direction. */
export const difference = (amount: number): string =>
  amount > 0 ? `+${figure(amount)}` : amount < 0 ? `−${figure(-amount)}` : "±0";

/** From the start of the apply: 0:05, 12:00, 1:00:00. */
export function clock(seconds: number): string {
  const at = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(at / 3600), Math.floor(at / 60) % 60, at % 60];
  const two = (part: number): string => String(part).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
