import { bounded, quoted, visible } from "../../src/api/visible";

test.each([
  ["a terminal colour", "\u001b[31mred\u001b[0m", "\\u001b[31mred\\u001b[0m"],
  ["a terminal title", "\u001b]0;owned\u0007", "\\u001b]0;owned\\u0007"],
  ["a link in a terminal", "\u001b]8;;http://evil.test\u001b\\key", "\\u001b]8;;http://evil.test\\u001b\\key"],
  ["an eight-bit escape", "\u009b2J", "\\u009b2J"],
  ["what erases itself", "no\b\b\u007fyes", "no\\u0008\\u0008\\u007fyes"],
  ["NUL", "a\0b", "a\\u0000b"],
  ["line breaks and tabs", "a\r\n\tb\u2028c\u2029d\u0085e", "a\\r\\n\\tb\\u2028c\\u2029d\\u0085e"],
  ["a reversed direction of writing", "abc\u202egnp.exe", "abc\\u202egnp.exe"],
  ["isolates", "\u2066a\u2069", "\\u2066a\\u2069"],
  ["what has no width", "a\u200bb\ufeffc\u00add\u034fe", "a\\u200bb\\ufeffc\\u00add\\u034fe"],
  ["a letter that is blank", "a\u3164b", "a\\u3164b"],
  ["invisible letters", "a\u{e0041}b", "a\\U000e0041b"],
  ["half a character", "a\ud800b", "a\\ud800b"],
  ["words of any script", "Schlüssel ключ 鍵 مفتاح \u{1f511} ⚙\ufe0f", "Schlüssel ключ 鍵 مفتاح \u{1f511} ⚙\ufe0f"],
])("%s is seen", (_, text, shown) => {
  expect(visible(text)).toBe(shown);
  expect(visible(shown)).toBe(shown);
});

test.each([
  ["an ordinary name", "ci", '"ci"'],
  ["a name that ends the quotation", 'ci" is gone. Key "x', '"ci\\" is gone. Key \\"x"'],
  ["a line break, unlike a backslash and an n", "a\nb\\nc", '"a\\nb\\\\nc"'],
  ["a fake diagnostic", "ci\n\nError: all keys deleted", '"ci\\n\\nError: all keys deleted"'],
  ["a name of 100 characters", "\u{1f511}".repeat(100), `"${"\u{1f511}".repeat(100)}"`],
  ["a longer name", "x".repeat(101), `"${"x".repeat(100)}..."`],
  ["no name", "", '""'],
])("%s is quoted", (_, name, shown) => {
  expect(quoted(name)).toBe(shown);
});

test("a text is cut between characters", () => {
  expect(bounded("\u{1f600}\u{1f600}\u{1f600}", 3)).toBe("\u{1f600}\u{1f600}\u{1f600}");
  expect(bounded("\u{1f600}\u{1f600}\u{1f600}", 2)).toBe("\u{1f600}\u{1f600}...");
  expect(bounded("a\nb", 2)).toBe("a\n...");
});
