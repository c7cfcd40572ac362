// What every part of an analysis needs to know beside the plan.
import { SETTINGS, type Table } from "../../provider/proxy-key/settings";
import { WORDS, type Words } from "./words";

export interface Moment {
  /** Milliseconds since 1970: when the plan was made. */
  readonly now: number;
  readonly table: Table;
  readonly words: Words;
}

export const momentOf = (now: number): Moment => ({ now, table: SETTINGS, words: WORDS });
