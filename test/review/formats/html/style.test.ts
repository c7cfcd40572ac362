import { STYLE, THEMES } from "../../../../src/review/formats/html/style";

/** Of a colour as in #1251b5, by the definition of WCAG 2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

test("reckons contrast as it is defined", () => {
  expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.478, 3);
});

describe.each(Object.entries(THEMES))("in %s", (_, { page, surface, ink, soft, track, focus, tones }) => {
  test.each(Object.entries(tones))("%s is legible on its tint, on cards and on the page", (_tone, colours) => {
    for (const ground of [colours.tint, page, surface]) {
      expect(contrast(colours.ink, ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(soft, ground)).toBeGreaterThanOrEqual(4.5);
    }
    // Of bars and of what is chosen.
    expect(contrast(colours.ink, track)).toBeGreaterThanOrEqual(3);
    expect(contrast(surface, ink)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(focus, page)).toBeGreaterThanOrEqual(3);
  });
});

test("fetches nothing, and is in one piece", () => {
  expect(STYLE).not.toMatch(/url\(|@import|@font-face|<\//);
});

test("names only colours that there are", () => {
  const used = [...STYLE.matchAll(/var\((--[a-z-]+)\)/g)].map(([, name]) => name);
  const defined = new Set([...STYLE.matchAll(/(--[a-z-]+):/g)].map(([, name]) => name));
  expect(used.filter((name) => !defined.has(name))).toEqual([]);
});
