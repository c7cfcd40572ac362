// The one warning of a plan that removes keys: how many, and which.
import { removalWarning } from "../../../src/provider/proxy-keys-exclusive/removal-warning";

const keys = (count: number) => new Map(Array.from({ length: count }, (_, n) => [`id-${n}`, `key ${n}`]));

test("one by one: counted and named in the order of names, which cannot hide anything", () => {
  const remove = new Map([
    ["id-2", "z"],
    ["id-1", 'by "hand"\u202e'],
  ]);
  expect(removalWarning(remove, { atOnce: false })).toEqual({
    severity: "warning",
    summary: "Proxy keys that key_ids does not name will be removed",
    detail: `The apply removes 2 proxy keys of the account. They stop working at once, and there is no way back. To keep one, add its id to key_ids, or narrow name_prefix:
- "by \\"hand\\"\\u202e" (id-1)
- "z" (id-2)`,
  });
});

test("at once: whom else it hits", () => {
  const { summary, detail } = removalWarning(keys(1), { atOnce: true });
  expect(summary).toBe("Every proxy key of the account will be removed in one call");
  expect(detail).toMatch(
    /^use_delete_all is true\. The apply removes 1 proxy key, and every key that anybody makes between/,
  );
  expect(detail).toMatch(/deletion_policy = "expire" lets work on for a while/);
  expect(detail.split("\n").slice(1)).toEqual(['- "key 0" (id-0)']);
});

test.each([
  [20, [`- "key 9" (id-9)`]],
  [21, [`- "key 8" (id-8)`, "- and 1 more"]],
  [500, [`- "key 115" (id-115)`, "- and 480 more"]],
])("of %d keys at most twenty are named", (count, last) => {
  const lines = removalWarning(keys(count), { atOnce: false }).detail.split("\n");
  expect(lines.slice(-last.length)).toEqual(last);
  expect(lines.length).toBeLessThanOrEqual(22);
});
