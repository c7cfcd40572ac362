// What stands as code in a sentence of a comment: not half a parenthesis.
import { prose } from "../../../src/review/formats/markdown-escape";

test.each([
  ['key.rs2 ("rs2") is allowed more.', '`key.rs2 ("rs2")` is allowed more.'],
  ['a_b ("mv") is allowed more.', '`a_b` ("mv") is allowed more.'],
  ["before: in 5 days (2026-04-01T09:00:00Z)", "before: in 5 days (`2026-04-01T09:00:00Z`)"],
  ["name: rs1 -> rs2", "name: `rs1` → `rs2`"],
  ["f(x), then", "`f(x)`, then"],
  ["f(x)), then", "`f(x)`), then"],
])("%s", (text, expected) => {
  expect(prose(text)).toBe(expected);
});
