// The order in which a review shows what changes: the gravest first, and by address within that. Pure.
import { type KeyFacts } from "../facts";

const GRAVITY = [
  ({ change }: KeyFacts) => change === "destroy",
  ({ change }: KeyFacts) => change === "replace",
  ({ change, access }: KeyFacts) => change === "update" && ["wider", "both", "unknown"].includes(access),
  ({ change }: KeyFacts) => change === "update",
  ({ change }: KeyFacts) => change === "create",
  ({ change }: KeyFacts) => change === "defer",
  ({ change }: KeyFacts) => change === "forget",
  ({ change }: KeyFacts) => change === "import",
  ({ change }: KeyFacts) => change === "move",
];

export const byGravity = (keys: readonly KeyFacts[]): readonly KeyFacts[] =>
  keys
    .map((key) => ({ key, gravity: gravityOf(key), address: sortable(`${key.address} ${key.deposed ?? ""}`) }))
    .sort((a, b) => a.gravity - b.gravity || compare(a.address, b.address))
    .map(({ key }) => key);

export const byAddress = <T extends { readonly address: string }>(items: readonly T[]): readonly T[] =>
  [...items].sort((a, b) => compare(sortable(a.address), sortable(b.address)));

function gravityOf(key: KeyFacts): number {
  const found = GRAVITY.findIndex((isMeant) => isMeant(key));
  return found < 0 ? GRAVITY.length : found;
}

/** So that [2] comes before [10]. */
const sortable = (address: string): string => address.replace(/\d{1,12}/g, (digits) => digits.padStart(12, "0"));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
