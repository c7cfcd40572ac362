// What a 64-bit, little-endian ELF program asks of the system's loader: for machines without a readelf.

export interface DynamicallyLinked {
  /** As `libc.so.6`. */
  readonly libraries: readonly string[];
  /** Versions of symbols in them, as `GLIBC_2.17`. */
  readonly versions: readonly string[];
}

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const DT_NEEDED = 1;
const DT_STRTAB = 5;
const DT_VERNEED = 0x6ffffffe;
const DT_VERNEEDNUM = 0x6fffffff;

export function dynamicallyLinked(file: Buffer): DynamicallyLinked {
  const at = (offset: number) => Number(file.readBigUInt64LE(offset));
  const segments = Array.from({ length: file.readUInt16LE(56) }, (_, index) => {
    const header = at(32) + index * file.readUInt16LE(54);
    return { type: file.readUInt32LE(header), offset: at(header + 8), address: at(header + 16), size: at(header + 32) };
  });
  /** Where in the file a place in memory comes from. */
  const placeOf = (address: number): number => {
    const segment = segments.find(
      ({ type, address: from, size }) => type === PT_LOAD && from <= address && address < from + size,
    );
    if (!segment) throw new Error(`nothing of the file is loaded to ${address}.`);
    return segment.offset + address - segment.address;
  };
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  if (!dynamic) throw new Error("the program is linked statically.");
  const entries = Array.from({ length: dynamic.size / 16 }, (_, index) => {
    const entry = dynamic.offset + index * 16;
    return { tag: at(entry), value: at(entry + 8) };
  });
  const valueOf = (wanted: number): number => {
    const entry = entries.find(({ tag }) => tag === wanted);
    if (!entry) throw new Error(`the program's dynamic section has no entry ${wanted}.`);
    return entry.value;
  };
  const strings = placeOf(valueOf(DT_STRTAB));
  const text = (offset: number) => file.toString("latin1", strings + offset, file.indexOf(0, strings + offset));

  const versions: string[] = [];
  let need = placeOf(valueOf(DT_VERNEED));
  for (let library = 0; library < valueOf(DT_VERNEEDNUM); library++) {
    let version = need + file.readUInt32LE(need + 8);
    for (let left = file.readUInt16LE(need + 2); left > 0; left--) {
      versions.push(text(file.readUInt32LE(version + 8)));
      version += file.readUInt32LE(version + 12);
    }
    need += file.readUInt32LE(need + 12);
  }
  const libraries = entries.filter(({ tag }) => tag === DT_NEEDED).map(({ value }) => text(value));
  return { libraries, versions };
}
