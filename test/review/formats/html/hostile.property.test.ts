// Whatever a plan holds, the page is ours: nothing of the plan becomes an element, an attribute or a link.
import fc from "fast-check";
import { formatHtml } from "../../../../src/review/formats/html";
import { type Review } from "../../../../src/review/facts";
import { type Verdict, NO_VERDICT } from "../../../../src/review/policy/verdict";
import { SECRETS, anyReview, anyText } from "../../any-review";
import { HOSTILE_KEY, HOSTILE_REVIEW } from "./hostile";
import { type Page, classesOf, parsed, words } from "./parsed";

const violation = fc
  .record({ address: fc.option(anyText, { nil: undefined }), plan: anyText, value: anyText, words: anyText })
  .map((facts) => ({ ...facts, rule: "wider" as const, name: undefined, exemption: undefined }));

const anyVerdict: fc.Arbitrary<Verdict> = fc.record({
  violations: fc.array(violation, { maxLength: 3 }),
  exempted: fc.array(
    violation.chain((found) =>
      fc.record({ reason: anyText, until: anyText }).map((exemption) => ({ ...found, exemption })),
    ),
    { maxLength: 2 },
  ),
  notes: fc.array(anyText, { maxLength: 2 }),
});

const ELEMENTS = new Set(
  (
    "html head meta title style body a header p span h1 h2 h3 h4 main section ul ol li strong em b i bdi br code div fieldset " +
    "legend input label article details summary table caption thead tbody tr th td dl dt dd ins del svg rect figure figcaption footer small"
  ).split(" "),
);

const ATTRIBUTES = new Set(
  (
    "lang charset http-equiv content name class id href tabindex for type autocomplete checked open scope role aria-label " +
    "aria-labelledby aria-hidden width height x y viewbox viewBox preserveAspectRatio"
  ).split(" "),
);

/** Of attributes whose value is ours in all cases. */
const OURS: Readonly<Record<string, RegExp>> = {
  id: /^[a-z0-9-]+$/,
  class: /^[a-z0-9 -]*$/,
  href: /^#[a-z0-9-]+$/,
  for: /^show-[a-z-]+$/,
  "aria-labelledby": /^[a-z0-9-]+( [a-z0-9-]+)?$/,
  "aria-label": /^[A-Z][a-z ]+$/,
  width: /^\d+(\.\d+)?%?$/,
  height: /^\d+(\.\d+)?%?$/,
  x: /^\d+$/,
  y: /^\d+(\.\d+)?$/,
};

/** One expectation of many elements: an expectation of each would take minutes. */
function holds(page: Page): void {
  expect(page.errors).toEqual([]);
  expect(page.comments).toBe(0);
  const attributes = page.elements.flatMap(({ attributes: all }) => [...all]);
  expect(page.elements.map(({ name }) => name).filter((name) => !ELEMENTS.has(name))).toEqual([]);
  expect(attributes.filter(([name, value]) => !ATTRIBUTES.has(name) || OURS[name]?.test(value) === false)).toEqual([]);

  const valuesOf = (attribute: string): readonly string[] =>
    attributes.flatMap(([name, value]) => (name === attribute ? value.split(" ") : []));
  const ids = valuesOf("id");
  const known = new Set(ids);
  expect(known.size).toBe(ids.length);
  const links = valuesOf("href").map((href) => href.slice(1));
  expect([...valuesOf("for"), ...valuesOf("aria-labelledby"), ...links].filter((id) => !known.has(id))).toEqual([]);
  const labelled = new Set(valuesOf("for"));
  expect(page.named("input").filter((input) => !labelled.has(input.attributes.get("id") ?? ""))).toEqual([]);
  headingsInOrder(page);
}

/** No level is left out on the way down. */
function headingsInOrder(page: Page): void {
  const levels = page.elements.filter(({ name }) => /^h\d$/.test(name)).map(({ name }) => Number(name.slice(1)));
  expect(levels[0]).toBe(1);
  expect(levels.filter((level) => level === 1).length).toBe(1);
  expect(levels.filter((level, at) => level - (levels[at - 1] ?? 0) > 1)).toEqual([]);
}

/** Each key has a card, or the page tells how many have none. */
function isWhole(page: Page, review: Review): void {
  const expected = review.plans.reduce((sum, { keys, exclusives }) => sum + keys.length + exclusives.length, 0);
  const cards = page.named("article").length;
  const leftOut = page
    .ofClass("alert")
    .map((alert) => /the last (\d+) cards? (?:is|are) left out/.exec(words(alert))?.[1])
    .find((number) => number !== undefined);
  expect(cards + Number(leftOut ?? 0)).toBe(expected);
}

test("is made of our elements and attributes alone, whatever the plan holds", () => {
  fc.assert(
    fc.property(anyReview, anyVerdict, (review, verdict) => {
      const text = formatHtml(review, verdict);
      const page = parsed(text);
      holds(page);
      isWhole(page, review);
      for (const secret of SECRETS) expect(text).not.toMatch(new RegExp(`(?<![\\w-])${secret}`));
      // Controls, and what turns the direction of writing around.
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 60 },
  );
});

test("is whole or says what is missing, however little room there is", () => {
  const room = fc.record({ whole: fc.nat(30_000), all: fc.nat(30_000) });
  fc.assert(
    fc.property(anyReview, room, (review, given) => {
      const page = parsed(formatHtml(review, NO_VERDICT, { room: given }));
      holds(page);
      isWhole(page, review);
    }),
    { numRuns: 40 },
  );
});

test("shows what would do harm as the text that it is", () => {
  const page = parsed(formatHtml(HOSTILE_REVIEW, NO_VERDICT));
  holds(page);
  expect(page.named("bdi").map(({ text }) => text)).toContain(`<script>alert("name")</script>`);
  const text = page.named("article").map(words).join("");
  expect(text).toContain(`'"><img src=x onerror=alert(1)>`);
  expect(text).toContain("\\u202egnp.exe");
  expect(HOSTILE_KEY.address).toContain("<svg onload=alert(1)>");
});

test("bounds each text", () => {
  const long = "x".repeat(100_000);
  const review = {
    ...HOSTILE_REVIEW,
    plans: HOSTILE_REVIEW.plans.map((plan) => ({
      ...plan,
      label: long,
      keys: [{ ...HOSTILE_KEY, address: long, names: { before: long, after: long }, constructPath: long }],
      gaps: [{ address: long, words: long }],
    })),
  };
  const text = formatHtml(review, NO_VERDICT);
  expect(text.length).toBeLessThan(60_000);
  expect(text).not.toContain("x".repeat(401));
});

test("marks what can be scrolled as a group with a name, which the keyboard reaches", () => {
  const page = parsed(formatHtml(HOSTILE_REVIEW, NO_VERDICT));
  const scrolled = page.elements.filter((element) => classesOf(element).includes("scroll"));
  expect(scrolled.length).toBeGreaterThan(0);
  for (const { attributes } of scrolled) {
    expect([attributes.get("role"), attributes.get("tabindex")]).toEqual(["group", "0"]);
    expect(attributes.get("aria-label")).not.toBe("");
  }
});
