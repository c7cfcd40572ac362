// Any character of Unicode, for strings of fast-check. Its own unit "binary" is the same, but takes most of a second of each test
// file: it makes a table of all the million.
import fc from "fast-check";

const SURROGATES = { from: 0xd800, many: 0x800 };
const LAST = 0x10ffff;

export const anyCodePoint: fc.Arbitrary<string> = fc.integer({ min: 0, max: LAST - SURROGATES.many }).map(
  (index) => String.fromCodePoint(index < SURROGATES.from ? index : index + SURROGATES.many),
  // So that fast-check also draws the strings that it knows to be dangerous, such as __proto__.
  (text) => {
    const code = typeof text === "string" ? text.codePointAt(0) : undefined;
    if (code === undefined || text !== String.fromCodePoint(code)) throw new Error("not one character");
    return code < SURROGATES.from ? code : code - SURROGATES.many;
  },
);
