// The names of variables that a runtime reads, changed in its bytes.
import { deafen, isDeaf } from "../../../projenrc/release/deafen";

const runtime = (...texts: readonly string[]) => Buffer.from(["\x7fELF", ...texts, ""].join("\0"), "latin1");

test("every name is changed, to one of the same length, and nothing else", () => {
  const deaf = deafen(runtime("BUN_BE_BUN", "xBUN_OPTIONS", "BUN_", "JSC_useJIT", "Bun_Name", "JSC_", "NODE_ENV"));
  expect(deaf.toString("latin1")).toBe(
    "\x7fELF\0NUB_BE_BUN\0xNUB_OPTIONS\0BUN_\0CSJ_useJIT\0Bun_Name\0JSC_\0EDON_ENV\0",
  );
  expect(isDeaf(deaf)).toBe(true);
});

test("the runtime that is given stays as it is", () => {
  const given = runtime("BUN_OPTIONS", "JSC_a", "NODE_A");
  expect(isDeaf(deafen(given))).toBe(true);
  expect(isDeaf(given)).toBe(false);
});

test.each([
  ["BUN_*", runtime("JSC_a", "NODE_A")],
  ["NODE_*", runtime("BUN_A", "JSC_a")],
  ["JSC_*", runtime("BUN_A", "NODE_A")],
])("a runtime without %s is another one than we know", (prefix, file) => {
  expect(() => deafen(file)).toThrow(`the runtime knows no variable ${prefix}: is it another Bun?`);
});
