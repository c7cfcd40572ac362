import { readRefusal } from "../../src/api/error-body";

const json = (body: unknown): string => JSON.stringify(body);

test.each<[string, string, string, boolean]>([
  [
    "the documented form",
    json({ error: { message: "No such key", type: "not_found_error", param: null, code: "not_found" } }),
    "No such key",
    true,
  ],
  ["a cloud's form, without type", json({ error: { code: 404, message: "Nothing here" } }), "Nothing here", false],
  ["error as text", json({ error: "Nothing here" }), "Nothing here", false],
  ["detail as text, the framework's 404", json({ detail: "Not Found" }), "Not Found", false],
  [
    "detail as a list",
    json({
      detail: [
        { loc: ["body", "name"], msg: "String too long", type: "string_too_long" },
        { loc: ["body", "ip_whitelist", 0], msg: "Invalid", type: "value_error" },
      ],
    }),
    "name: String too long; ip_whitelist.0: Invalid",
    false,
  ],
  [
    "detail without a place",
    json({ detail: [{ msg: "Bad JSON" }, "odd", {}] }),
    "Bad JSON; invalid input; invalid",
    false,
  ],
  [
    "a place that is not a place",
    json({
      detail: [{ loc: ["body", { toString: 1, valueOf: 1 }, null, [["deep"]], true, "name", 2], msg: "Invalid" }],
    }),
    "name.2: Invalid",
    false,
  ],
  ["a gateway's message", json({ message: "no Route matched" }), "no Route matched", false],
  ["plain text", " upstream timed out\n", "HTTP status 404 (upstream timed out)", false],
  ["nothing", "", "HTTP status 404 without an explanation", false],
  ["blanks", " \r\n", "HTTP status 404 without an explanation", false],
  ["an empty list of details", json({ detail: [] }), "HTTP status 404 without an explanation", false],
  ["an empty message", json({ error: { message: "", type: "x" } }), "HTTP status 404 without an explanation", false],
  ["JSON of another form", json({ key: "ek-proxy-abc" }), "HTTP status 404 without an explanation", false],
  ["JSON that is not an object", "[1]", "HTTP status 404 without an explanation", false],
  ["null", "null", "HTTP status 404 without an explanation", false],
  [
    "an HTML page",
    "<!DOCTYPE html>\n<html><head><title>\n 404 Not Found </title></head><body>nginx</body></html>",
    'HTTP status 404 with an HTML page titled "404 Not Found", which is not from the API itself',
    false,
  ],
  [
    "an HTML page without a title",
    "\n<HTML><body>no</body></HTML>",
    "HTTP status 404 with an HTML page, which is not from the API itself",
    false,
  ],
])("%s", (_, body, message, apiShaped) => {
  expect(readRefusal(404, body)).toEqual({ message, apiShaped });
});

const nested = (depth: number, inside: string): string => "[".repeat(depth) + inside + "]".repeat(depth);

// As large as an answer may be. Each would take minutes, or the whole stack, if it were read without care.
test.each([
  ["beginnings of titles", `<html>${"<title".repeat(600_000)}`, "with an HTML page, which is not from the API itself"],
  ["blanks", " ".repeat(4_000_000), "without an explanation"],
  ["arrays in arrays", nested(2_000_000, ""), "without an explanation"],
  ["arrays that do not end", "[".repeat(4_000), `(${"[".repeat(4_000)})`],
])("a body full of %s is read in no time", (_, body, explanation) => {
  expect(readRefusal(500, body)).toEqual({ message: `HTTP status 500 ${explanation}`, apiShaped: false });
});

test("a place however deep is passed over", () => {
  const body = `{"detail":[{"loc":["body",${nested(200_000, '"a"')},"name"],"msg":"Invalid"}]}`;
  expect(readRefusal(422, body)).toEqual({ message: "name: Invalid", apiShaped: false });
});

test.each([
  ["__proto__", '{"__proto__":{"error":{"message":"a","type":"b"}},"message":"from the API"}'],
  ["constructor", '{"constructor":{"prototype":{"message":"a"}},"message":"from the API"}'],
  ["toString", '{"toString":"a","hasOwnProperty":1,"message":"from the API"}'],
])("a field %s is a field like any other", (_, body) => {
  expect(readRefusal(400, body)).toEqual({ message: "from the API", apiShaped: false });
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("message");
});
