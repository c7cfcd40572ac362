// Values as Terraform sends them: msgpack, read and written by type. Here is what concerns the bytes; to-wire.ts and
// from-wire.ts turn values into the tree that they spell, and back.
import { type DecoderOptions, type ExtensionCodecType, Decoder, Encoder, ExtData } from "@msgpack/msgpack";
import { CtyError } from "./error";
import { KEY_MARK, UNKNOWN_EXTENSION, fromWire } from "./from-wire";
import { toWire } from "./to-wire";
import { type CtyType, MAX_DEPTH } from "./type";
import { type Value, type ValueOf, checkedAs } from "./value";

/** On reading any extension is an unknown value, whatever it says about its refinements. */
const extensionCodec: ExtensionCodecType<undefined> = {
  tryToEncode: (wire) => (wire instanceof ExtData ? wire : null),
  decode: () => UNKNOWN_EXTENSION,
};

/** Room for a value of the deepest type, and for the array around each dynamic value on the way. */
const MAX_WIRE_DEPTH = 2 * MAX_DEPTH;

/** Throws a CtyError where the value does not fit the type. */
export function encode(type: CtyType, value: Value): Uint8Array {
  const wire = toWire(type, value, []);
  refuseDeep(wire);
  return new Encoder({ extensionCodec, useBigInt64: true, maxDepth: MAX_WIRE_DEPTH + 1 }).encode(wire);
}

/** Throws a CtyError, with the place, where the bytes are not a value of the type. */
export function decode<T extends CtyType>(type: T, bytes: Uint8Array): ValueOf<T> {
  const wire = parse(bytes);
  refuseDeep(wire);
  return checkedAs(type, fromWire(type, wire, []));
}

function parse(bytes: Uint8Array): unknown {
  const options: DecoderOptions = {
    extensionCodec,
    useBigInt64: true,
    // Arrays are allocated as soon as their length is read: no array is longer than the message that holds it.
    maxArrayLength: bytes.length,
    keyDecoder: markedKeys,
    mapKeyConverter: onlyStrings,
  };
  try {
    return new Decoder(options).decode(bytes);
  } catch {
    throw new CtyError("not a msgpack value");
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Marked keys cannot meet a name that JavaScript objects treat specially; the library would refuse `__proto__`. */
const markedKeys = {
  canBeCached: () => true,
  decode: (bytes: Uint8Array, start: number, length: number) =>
    KEY_MARK + utf8.decode(bytes.subarray(start, start + length)),
};

function onlyStrings(key: unknown): string {
  if (typeof key !== "string") throw new TypeError("a key that is not a string");
  return key;
}

/** The walks by type recurse, and dynamic values would let the bytes say how deep. */
function refuseDeep(wire: unknown): void {
  if (nestsDeeperThan(MAX_WIRE_DEPTH, wire)) throw new CtyError("a value that nests too deeply");
}

function nestsDeeperThan(depth: number, wire: unknown): boolean {
  if (typeof wire !== "object" || wire === null || wire instanceof Uint8Array || wire instanceof ExtData) return false;
  return depth === 0 || Object.values(wire).some((part) => nestsDeeperThan(depth - 1, part));
}
