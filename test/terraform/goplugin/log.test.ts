// Log lines in the exact form that Terraform reads.
import { createLogger } from "../../../src/terraform/goplugin";

function logWith(env: Record<string, string>) {
  const lines: string[] = [];
  const log = createLogger({
    env,
    module: "example",
    write: (line) => lines.push(line),
    now: () => new Date("2026-03-01T12:00:00.123Z"),
    redact: (text) => text.replaceAll("hush", "***"),
  });
  return { log, lines };
}

test("a line is JSON with the four standard strings, six fractional digits and the fields", () => {
  const { log, lines } = logWith({ TF_LOG: "TRACE" });
  log.info("Request sent", { path: "/a", status: 200, huge: 2n ** 64n, "@level": 7 });
  expect(lines).toEqual([
    '{"path":"/a","status":200,"huge":"18446744073709551616","@level":"info","@message":"Request sent","@module":"example","@timestamp":"2026-03-01T12:00:00.123000Z"}\n',
  ]);
});

test.each<[string, unknown, string]>([
  ["an error", new TypeError("no"), '"TypeError: no"'],
  ["infinity", Infinity, '"Infinity"'],
  ["a symbol", Symbol("s"), '"Symbol(s)"'],
  ["a nested bigint", { a: [1n] }, '{"a":["1"]}'],
  ["null", null, "null"],
])("%s as a field is written as text or JSON", (_name, value, written) => {
  const { log, lines } = logWith({ TF_LOG: "TRACE" });
  log.info("x", { value });
  expect(lines[0]).toBe(
    `{"value":${written},"@level":"info","@message":"x","@module":"example","@timestamp":"2026-03-01T12:00:00.123000Z"}\n`,
  );
});

test("fields that JSON refuses as a whole become one text, redacted too", () => {
  const { log, lines } = logWith({ TF_LOG: "TRACE" });
  const circular: Record<string, unknown> = { secret: "hush" };
  circular.self = circular;
  log.info("x", circular);
  expect(lines).toEqual([
    `{"fields":"<ref *1> { secret: '***', self: [Circular *1] }","@level":"info","@message":"x","@module":"example","@timestamp":"2026-03-01T12:00:00.123000Z"}\n`,
  ]);
});

test("a line break in a message does not break the line", () => {
  const { log, lines } = logWith({ TF_LOG: "TRACE" });
  log.error("two\nlines");
  expect(lines).toHaveLength(1);
  expect(lines[0]?.match(/\n/g)).toHaveLength(1);
});

test("every line is redacted, fields included", () => {
  const { log, lines } = logWith({ TF_LOG: "TRACE" });
  log.debug("hush", { nested: { secret: "hush" } });
  expect(lines.join("")).not.toContain("hush");
});

test.each<[Record<string, string>, string[]]>([
  [{}, []],
  [{ TF_LOG: "OFF" }, []],
  [{ TF_LOG: "error" }, ["error"]],
  [{ TF_LOG: "WARN" }, ["warn", "error"]],
  [{ TF_LOG: "Info" }, ["info", "warn", "error"]],
  [{ TF_LOG: "DEBUG" }, ["debug", "info", "warn", "error"]],
  [{ TF_LOG: "JSON" }, ["trace", "debug", "info", "warn", "error"]],
  [{ TF_LOG: "ERROR", TF_LOG_PROVIDER: "DEBUG" }, ["debug", "info", "warn", "error"]],
  [{ TF_LOG: "TRACE", TF_LOG_PROVIDER: "OFF" }, []],
  [{ TF_LOG: "1" }, ["trace", "debug", "info", "warn", "error"]],
])("%j shows %j", (env, expected) => {
  const { log, lines } = logWith(env);
  for (const level of ["trace", "debug", "info", "warn", "error"] as const) {
    log[level]("x");
    expect(log.enabled(level)).toBe(expected.includes(level));
  }
  const parsed = lines.map((line): unknown => JSON.parse(line));
  expect(parsed).toEqual(expected.map((level): unknown => expect.objectContaining({ "@level": level })));
});
