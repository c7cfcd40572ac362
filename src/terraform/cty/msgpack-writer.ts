// msgpack, written item by item, each in the shortest form that the specification has for it. Knows nothing of Terraform's types.

const FIRST_SIZE = 1024;
/** The forms of a length: its first byte, and in how many bytes it follows. */
type Forms = readonly (readonly [head: number, width: 1 | 2 | 4])[];
const TEXT: Forms = [
  [0xd9, 1],
  [0xda, 2],
  [0xdb, 4],
];
const BINARY: Forms = [
  [0xc4, 1],
  [0xc5, 2],
  [0xc6, 4],
];
const ARRAY: Forms = [
  [0xdc, 2],
  [0xdd, 4],
];
const MAP: Forms = [
  [0xde, 2],
  [0xdf, 4],
];
const UNSIGNED: Forms = [
  [0xcc, 1],
  [0xcd, 2],
  [0xce, 4],
];

export class Writer {
  private bytes = Buffer.allocUnsafe(FIRST_SIZE);
  private length = 0;

  written(): Uint8Array {
    return new Uint8Array(this.bytes.subarray(0, this.length));
  }

  nil(): void {
    this.byte(0xc0);
  }

  bool(value: boolean): void {
    this.byte(value ? 0xc3 : 0xc2);
  }

  /** Of 32 bits with a sign. */
  integer(value: number): void {
    if (value >= 0 && value < 0x80) this.byte(value);
    else if (value >= 0) this.head(UNSIGNED, value);
    else if (value >= -0x20) this.byte(value + 0x100);
    else if (value >= -0x80) this.signed(0xd0, 1, value);
    else if (value >= -0x8000) this.signed(0xd1, 2, value);
    else this.signed(0xd2, 4, value);
  }

  /** Of 64 bits with a sign. */
  long(value: bigint): void {
    this.byte(value < 0n ? 0xd3 : 0xcf);
    const at = this.claim(8);
    this.bytes.writeBigUInt64BE(BigInt.asUintN(64, value), at);
  }

  double(value: number): void {
    this.byte(0xcb);
    const at = this.claim(8);
    this.bytes.writeDoubleBE(value, at);
  }

  /** A lone surrogate, which has no UTF-8, becomes the replacement character. */
  text(value: string): void {
    const size = Buffer.byteLength(value);
    if (size < 0x20) this.byte(0xa0 | size);
    else this.head(TEXT, size);
    const at = this.claim(size);
    this.bytes.write(value, at);
  }

  binary(value: Uint8Array): void {
    this.head(BINARY, value.length);
    const at = this.claim(value.length);
    this.bytes.set(value, at);
  }

  /** As many items follow. */
  array(length: number): void {
    if (length < 0x10) this.byte(0x90 | length);
    else this.head(ARRAY, length);
  }

  /** As many pairs of items follow. */
  map(size: number): void {
    if (size < 0x10) this.byte(0x80 | size);
    else this.head(MAP, size);
  }

  /** Extension 0 with a byte of its own. */
  extension(byte: number): void {
    this.byte(0xd4);
    this.byte(0);
    this.byte(byte);
  }

  /** In the first form that has room for it. */
  private head(forms: Forms, value: number): void {
    const form = forms.find(([, width]) => value < 2 ** (8 * width));
    if (!form) throw new RangeError("too long for msgpack");
    const [head, width] = form;
    this.byte(head);
    const at = this.claim(width);
    this.bytes.writeUIntBE(value, at, width);
  }

  private signed(head: number, width: number, value: number): void {
    this.byte(head);
    const at = this.claim(width);
    this.bytes.writeIntBE(value, at, width);
  }

  private byte(value: number): void {
    const at = this.claim(1);
    this.bytes[at] = value;
  }

  /** Makes room, and tells where it begins. */
  private claim(size: number): number {
    const at = this.length;
    this.length += size;
    if (this.length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(2 * this.length);
      larger.set(this.bytes.subarray(0, at));
      this.bytes = larger;
    }
    return at;
  }
}
