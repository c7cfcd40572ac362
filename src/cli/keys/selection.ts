// Which keys a list shows: those of a name, those that lie idle.
import { type KeyObject } from "../../api";
import { isUnusedSince } from "../../api/keys/unused";

/** Every condition that is given must hold. */
export interface Selection {
  /** Of the whole name; * stands for any characters. */
  readonly name: string | undefined;
  /** Milliseconds in which the key was not used, nor made. */
  readonly idleMs: number | undefined;
}

export const EVERYTHING: Selection = { name: undefined, idleMs: undefined };

/** `now` in milliseconds since 1970. */
export function selects({ name, idleMs }: Selection, now: number): (key: KeyObject) => boolean {
  const pattern = name === undefined ? undefined : patternOf(name);
  return (key) =>
    (pattern === undefined || (key.name !== undefined && pattern.test(key.name.normalize()))) &&
    (idleMs === undefined || isUnusedSince(key, (now - idleMs) / 1000));
}

/** One name has several spellings in Unicode; they are one here. */
const patternOf = (name: string): RegExp =>
  new RegExp(
    `^${name
      .normalize()
      .split("*")
      .map((part) => part.replace(/[\\^$.+?()[\]{}|/]/g, "\\$&"))
      .join(".*")}$`,
    "su",
  );
