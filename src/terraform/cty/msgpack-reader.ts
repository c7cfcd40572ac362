// The bytes of msgpack, read item by item as the specification has them. Knows nothing of Terraform's types.

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** An extension of any kind; what it holds is passed over. */
export const EXTENSION: unique symbol = Symbol("extension");

/** So many items follow, which are its elements. */
export class ArrayHead {
  constructor(readonly length: number) {}
}

/** So many pairs of items follow: a key, and what it stands for. */
export class MapHead {
  constructor(readonly size: number) {}
}

/** Of an array or a map: its head. */
export type Item = null | boolean | number | bigint | string | Uint8Array | typeof EXTENSION | ArrayHead | MapHead;

/** Its methods throw a RangeError, or a TypeError, where the bytes are not msgpack, or end early. */
export class Reader {
  private readonly bytes: Buffer;
  private at = 0;
  /** Where the latest text began. */
  private textAt = 0;

  constructor({ buffer, byteOffset, byteLength }: Uint8Array) {
    this.bytes = Buffer.from(buffer, byteOffset, byteLength);
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  next(): Item {
    const head = this.bytes[this.at++];
    if (head === undefined) throw new RangeError("the bytes end early");
    if (head < 0x80) return head;
    if (head < 0x90) return new MapHead(head & 0x0f);
    if (head < 0xa0) return new ArrayHead(head & 0x0f);
    if (head < 0xc0) return this.text(head & 0x1f);
    if (head >= 0xe0) return head - 0x100;
    return this.long(head);
  }

  /** A map's key: a text, and in UTF-8 to the last byte. */
  key(): string {
    const key = this.next();
    if (typeof key !== "string") throw new RangeError("a key that is not text");
    // In place of what is not UTF-8 it has the replacement character; which is what it may have been, too.
    if (key.includes("\ufffd")) strictUtf8.decode(this.bytes.subarray(this.textAt, this.at));
    return key;
  }

  /** Passes over a whole value. */
  skip(): void {
    for (let left = 1; left > 0; left--) {
      const item = this.next();
      if (item instanceof ArrayHead) left += item.length;
      if (item instanceof MapHead) left += 2 * item.size;
    }
  }

  /** What does not fit into the first byte. */
  private long(head: number): Item {
    switch (head) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.take(this.uint(1 << (head - 0xc4)));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.extension(this.uint(1 << (head - 0xc7)));
      case 0xca:
        return this.take(4).readFloatBE();
      case 0xcb:
        return this.take(8).readDoubleBE();
      case 0xcc:
      case 0xcd:
      case 0xce:
        return this.uint(1 << (head - 0xcc));
      case 0xcf:
        return this.take(8).readBigUInt64BE();
      case 0xd0:
      case 0xd1:
      case 0xd2: {
        const width = 1 << (head - 0xd0);
        return this.take(width).readIntBE(0, width);
      }
      case 0xd3:
        return this.take(8).readBigInt64BE();
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.extension(1 << (head - 0xd4));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.text(this.uint(1 << (head - 0xd9)));
      case 0xdc:
      case 0xdd:
        return new ArrayHead(this.uint(2 << (head - 0xdc)));
      case 0xde:
      case 0xdf:
        return new MapHead(this.uint(2 << (head - 0xde)));
      default:
        throw new RangeError("a byte that begins nothing");
    }
  }

  private text(length: number): string {
    this.textAt = this.at;
    this.pass(length);
    return this.bytes.toString("utf8", this.textAt, this.at);
  }

  private extension(length: number): typeof EXTENSION {
    // Its kind is one byte more.
    this.pass(length + 1);
    return EXTENSION;
  }

  /** `width`: 1, 2 or 4 bytes. */
  private uint(width: number): number {
    const from = this.at;
    this.pass(width);
    return this.bytes.readUIntBE(from, width);
  }

  private take(length: number): Buffer {
    const from = this.at;
    this.pass(length);
    return this.bytes.subarray(from, this.at);
  }

  private pass(length: number): void {
    if (length > this.bytes.length - this.at) throw new RangeError("the bytes end early");
    this.at += length;
  }
}
