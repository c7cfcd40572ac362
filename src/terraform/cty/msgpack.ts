// Values as Terraform sends them: msgpack, read and written by type, straight from and to the bytes. A tree in between, as a msgpack
// library makes it, cost a plan more than all the rest of a call.
import { CtyError, DepthError } from "./error";
import { fromWire } from "./from-wire";
import { ArrayHead, MapHead, Reader } from "./msgpack-reader";
import { Writer } from "./msgpack-writer";
import { toWire } from "./to-wire";
import { type CtyType, MAX_WIRE_DEPTH } from "./type";
import { type Value, type ValueOf, checkedAs } from "./value";

/** Throws a CtyError where the value does not fit the type. */
export function encode(type: CtyType, value: Value): Uint8Array {
  const writer = new Writer();
  toWire(type, value, writer);
  return writer.written();
}

/** Throws a CtyError, with the place, where the bytes are not a value of the type. */
export function decode<T extends CtyType>(type: T, bytes: Uint8Array): ValueOf<T> {
  const reader = new Reader(bytes);
  try {
    const value = fromWire(type, reader);
    if (!reader.isAtEnd) throw new RangeError("something follows the value");
    return checkedAs(type, value);
  } catch (error) {
    // What is wrong with the bytes themselves comes first: where it began to be misread says nothing.
    throw problemIn(bytes) ?? error;
  }
}

/** Whether the bytes are not a msgpack value at all, or one that nests too deeply. Without recursion: they say how deep. */
function problemIn(bytes: Uint8Array): CtyError | undefined {
  const reader = new Reader(bytes);
  /** Of each array and map that is open: how many items are to come, and whether they are pairs. */
  const open: { left: number; readonly isMap: boolean }[] = [];
  try {
    do {
      const parent = open.at(-1);
      const isKey = parent?.isMap === true && parent.left % 2 === 0;
      const item = isKey ? reader.key() : reader.next();
      if (parent) parent.left--;
      if (item instanceof ArrayHead) open.push({ left: item.length, isMap: false });
      if (item instanceof MapHead) open.push({ left: 2 * item.size, isMap: true });
      // What follows is not read: the bytes would say how much memory this takes.
      if (open.length > MAX_WIRE_DEPTH) return new DepthError();
      while (open.at(-1)?.left === 0) open.pop();
    } while (open.length > 0);
  } catch {
    return new CtyError("not a msgpack value");
  }
  return reader.isAtEnd ? undefined : new CtyError("not a msgpack value");
}
