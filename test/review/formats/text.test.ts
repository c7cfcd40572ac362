// A review for the terminal: how it reads, and what holds of any.
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { shownAddress } from "../../../src/review/formats/shown";
import { formatText } from "../../../src/review/formats/text";
import { NO_VERDICT } from "../../../src/review/policy/verdict";
import { SECRETS, anyReview } from "../any-review";
import { EVERYTHING, NO_COUNTS, UNCHANGED, key, plan, reviewOf } from "../sample";
import { anyVerdict } from "./any-verdict";
import { VERDICT } from "./sample-verdict";

const PLAIN = { width: 80, colour: false };
const golden = (name: string): string => readFileSync(join(__dirname, "golden", name), "utf8");

test("everything that may be in a review", () => {
  expect(formatText(EVERYTHING, VERDICT, PLAIN)).toBe(golden("everything.txt"));
});

test("in colour it says the same", () => {
  const colourful = formatText(EVERYTHING, VERDICT, { width: 80, colour: true });
  expect(colourful).toContain('\u001b[31m-\u001b[39m   \u001b[1m\u001b[31mmodule.team["a"]');
  expect(stripVTControlCharacters(colourful)).toBe(golden("everything.txt"));
});

test("nothing changes: one line", () => {
  expect(formatText(UNCHANGED, NO_VERDICT, PLAIN)).toBe("No key changes; 3 unchanged.\n");
});

test("other resources change: said, though no key changes", () => {
  const review = reviewOf(
    plan({
      others: [
        { type: "x", counts: { create: 1, update: 0, replace: 0, destroy: 0, read: 2, forget: 0, unchanged: 0 } },
      ],
      counts: { ...NO_COUNTS, others: 1 },
    }),
  );
  expect(formatText(review, NO_VERDICT, PLAIN))
    .toBe(`Review of tfplan (Terraform 1.11.4, planned at 2026-11-27T05:00:00Z)

No key changes; 0 unchanged; 1 other resource changes
no request

Other resources
  x: 1 to create, 2 to read
`);
});

test("what could not be analysed comes before everything", () => {
  const gaps = [{ address: "electronhub_proxy_key.odd", words: "Its provider is newer than this review." }];
  const text = formatText(reviewOf(plan({ gaps, isErrored: true })), NO_VERDICT, PLAIN);
  expect(text).toContain(`
NOT ANALYSED: 2. This review is not whole.
  Terraform failed half-way: what follows is not the whole change.
  electronhub_proxy_key.odd: Its provider is newer than this review.
`);
});

test("a destroy in the last of several plans comes first, with its plan", () => {
  const made = key({ address: "electronhub_proxy_key.made", change: "create", access: "new" });
  const gone = key({ address: "electronhub_proxy_key.gone", change: "destroy", access: "gone" });
  const review = {
    ...reviewOf(plan()),
    plans: [plan({ label: "one", keys: [made] }), plan({ label: "two", keys: [gone] })],
  };
  const text = formatText(review, NO_VERDICT, PLAIN);
  expect(text).toMatch(/^Review of 2 plans\n/);
  expect(text).toMatch(
    /\n- {3}electronhub_proxy_key\.gone "ci": destroyed\n {4}plan {6}two\n.*\n\+ {3}electronhub_proxy_key\.made/s,
  );
});

test("a destroy that keeps the key says so", () => {
  const keys = [key({ address: "electronhub_proxy_key.ci", change: "destroy", access: "narrower" })];
  expect(formatText(reviewOf(plan({ keys })), NO_VERDICT, PLAIN)).toContain(
    '-   electronhub_proxy_key.ci "ci": destroyed, the key itself is kept, narrower\n',
  );
});

test("an import that changes the key says both", () => {
  const keys = [key({ address: "electronhub_proxy_key.ci", change: "update", importId: "name:ci" })];
  expect(formatText(reviewOf(plan({ keys })), NO_VERDICT, PLAIN)).toContain(
    '~   electronhub_proxy_key.ci "ci": imported and changed\n',
  );
});

test("what is beyond a list's length is counted", () => {
  const warnings = Array.from({ length: 25 }, (_, at) => ({ summary: `w${at}`, detail: "", origin: "log" as const }));
  const keys = [key({ address: "electronhub_proxy_key.ci", change: "update", warnings })];
  const text = formatText(reviewOf(plan({ keys })), NO_VERDICT, PLAIN);
  expect(text).toContain("w19");
  expect(text).not.toContain("w20");
  expect(text).toContain("    warning   and 5 more\n");
});

test("the warning of a widening is not told a second time", () => {
  expect(formatText(EVERYTHING, NO_VERDICT, PLAIN)).not.toContain("allowed more than before");
  const [ci] = EVERYTHING.plans.flatMap(({ keys }) => keys.filter(({ names }) => names.after === "ci"));
  const silent = key({ address: "electronhub_proxy_key.ci", change: "update", warnings: ci?.warnings ?? [] });
  expect(formatText(reviewOf(plan({ keys: [silent] })), NO_VERDICT, PLAIN)).toContain("allowed more than before");
});

const withoutSpace = (text: string): string => text.replace(/\s+/g, "");

test("any review: as wide as the screen, every address, no control, no secret; with colours or without", () => {
  fc.assert(
    fc.property(anyReview, anyVerdict, fc.integer({ min: 20, max: 200 }), (review, verdict, width) => {
      const text = formatText(review, verdict, { width, colour: false });
      const widest = Math.max(...text.split("\n").map((line) => stringWidth(line)));
      expect(widest).toBeLessThanOrEqual(Math.max(width, 40));
      expect(text).not.toMatch(/(?!\n|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
      const together = withoutSpace(text);
      for (const { keys, exclusives, actions } of review.plans) {
        for (const { address } of [...keys, ...exclusives, ...actions]) {
          expect(together).toContain(withoutSpace(shownAddress(address)));
        }
      }
      for (const secret of SECRETS) expect(together).not.toContain(secret.slice(0, 20));
      expect(stripVTControlCharacters(formatText(review, verdict, { width, colour: true }))).toBe(text);
    }),
    { numRuns: 30 },
  );
});

test("any review: no longer than its entries may be", () => {
  fc.assert(
    fc.property(anyReview, anyVerdict, (review, verdict) => {
      const entries = review.plans.flatMap(({ keys, exclusives, actions }) => [...keys, ...exclusives, ...actions]);
      const { length } = formatText(review, verdict, PLAIN);
      expect(length).toBeLessThan(20_000 * (1 + entries.length));
    }),
    { numRuns: 30 },
  );
});
