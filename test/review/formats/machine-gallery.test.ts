// Plans of the real Terraform in the formats for machines: each is valid, tells every key, and holds no secret.
import Ajv2020 from "ajv/dist/2020";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { formatJson } from "../../../src/review/formats/json";
import { formatJunit } from "../../../src/review/formats/junit";
import schema from "../../../src/review/formats/review.schema.json";
import { formatSarif } from "../../../src/review/formats/sarif";
import { reviewPlans } from "../../../src/review";
import { judge, parseFailOn } from "../../../src/review/policy";

const NOW = Date.parse("2026-11-27T06:00:00Z");
const RULES = parseFailOn(
  "wider,destroy,replace,unrestricted,never-expires,expires-after=1d,spend>0,forget,drift,unknown",
);
const GALLERY = join(__dirname, "../gallery");

const isReview = new Ajv2020({ strictTypes: false }).compile(schema);

/** These are refused before there is anything to write. */
const UNREADABLE = ["newer-major-format.json", "terraform-1.0.json"];

const plans = ["plans", "by-hand"].flatMap((directory) =>
  readdirSync(join(GALLERY, directory))
    .filter((file) => file.endsWith(".json") && !UNREADABLE.includes(file))
    .map((file) => [file, readFileSync(join(GALLERY, directory, file), "utf8")] as const),
);

const reviewed = (label: string, text: string) => reviewPlans([{ label, text }], { perMinute: 5, now: NOW });

test("there are plans", () => {
  expect(plans.length).toBeGreaterThanOrEqual(40);
});

test.each(plans)("%s", (label, text) => {
  const review = reviewed(label, text);
  const verdict = judge(review, RULES, undefined, NOW);
  const json = formatJson(review, verdict);
  const parsed: unknown = JSON.parse(json);
  expect(isReview(parsed) ? [] : isReview.errors).toEqual([]);
  const sarif = formatSarif(review, verdict);
  JSON.parse(sarif);
  const junit = formatJunit(review, verdict);
  new SaxesParser().write(junit).close();
  const keys = review.plans.flatMap((plan) => plan.keys);
  expect(json.match(/"previous_address": /g) ?? []).toHaveLength(keys.length);
  for (const told of [json, sarif, junit]) expect(told).not.toMatch(/ek-(?!proxy-\*\*\*|\*\*\*)[\w-]{8}/);
});
