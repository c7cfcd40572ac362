// The index of an element of a computed list of objects.
import { NUMBER, notMissing, ofKind } from "./kinds";

/** Throws where it is not a number: cdktf would write anything that it is given between the brackets. */
export function checkedIndex(list: string, index: number): number {
  const path = () => `${list}.get`;
  return notMissing(path, "index", ofKind(path, "index", index, NUMBER));
}
