// Random changes of a few keys: what is declared and applied first, what happens then, and what is declared after that.
import * as fc from "fast-check";
import { type Act } from "../../chaos/plans/cycle";
import { type Attributes, type Declared, PLAIN } from "../../chaos/plans/declared";
import { edits, unknowns } from "../../chaos/plans/edits";
import { mistakesIn } from "../../chaos/plans/rules";

export interface KeyChange {
  /** Null: there is no such key yet. */
  readonly before: Attributes | null;
  /** What somebody else does to it. */
  readonly outside: readonly Act[];
  /** Null: it is declared no longer. */
  readonly after: Declared | null;
}

/** By address. */
export interface Change {
  readonly keys: Readonly<Record<string, KeyChange>>;
  /** How much time passes between. */
  readonly hours: number;
}

const MOST_KEYS = 3;

/** The switch is half of what the order of calls is about. */
const switched = (attributes: Attributes): fc.Arbitrary<Attributes> =>
  fc.constantFrom(attributes, { ...attributes, enabled: true }, { ...attributes, enabled: false });

/** Each as often as the others: what a destroy does hangs on it. */
const deletions = fc.constantFrom<Partial<Attributes>>(
  {},
  { deletion_policy: "disable" },
  { deletion_policy: "abandon" },
  { deletion_policy: "expire", deletion_grace_period: "2h" },
);

const declared: fc.Arbitrary<Attributes> = deletions.chain((deletion) =>
  edited({ ...PLAIN, ...deletion }, 6).chain(switched),
);

/** Without mistakes: a review does not see plans that fail. */
function edited(start: Attributes, most: number): fc.Arbitrary<Attributes> {
  return fc
    .array(edits, { minLength: 1, maxLength: most })
    .map((all) => all.reduce<Attributes>((some, edit) => ({ ...some, ...edit }), start))
    .filter((attributes) => mistakesIn(attributes).length === 0 && !isPast(attributes));
}

/** Of the instants that are drawn. */
const isPast = ({ expires_at: expiry }: Attributes): boolean => expiry?.startsWith("2025") === true;

const rarely = fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const acts: fc.Arbitrary<readonly Act[]> = fc.oneof(
  { weight: 8, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<Act>(
        "toggle",
        "remove",
        { allocated_ammount: 7.5 },
        { ip_whitelist: [] },
        { model_whitelist: ["m1"] },
        { expires_at: -1 },
      )
      .map((act) => [act]),
  },
);

const afterwards = (attributes: fc.Arbitrary<Attributes>): fc.Arbitrary<Declared> =>
  fc.record({
    attributes,
    unknown: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: unknowns }),
    partly: fc.boolean(),
    createBeforeDestroy: fc.boolean(),
    ignoreChanges: fc.constant([]),
    replace: rarely,
  });

const keyChanges: fc.Arbitrary<KeyChange> = fc.oneof(
  { weight: 2, arbitrary: afterwards(declared).map((after) => ({ before: null, outside: [], after })) },
  { weight: 2, arbitrary: fc.record({ before: declared, outside: acts, after: fc.constant(null) }) },
  {
    weight: 6,
    arbitrary: declared.chain((before) =>
      fc.record({ before: fc.constant(before), outside: acts, after: afterwards(edited(before, 3).chain(switched)) }),
    ),
  },
);

export const changesOf = (least: number, most: number): fc.Arbitrary<Change> =>
  fc.record({
    keys: fc
      .array(keyChanges, { minLength: least, maxLength: most })
      .map((all) => Object.fromEntries(all.map((one, index) => [`k${index}`, one]))),
    hours: fc.constantFrom(0, 0, 13, 23.5),
  });

export const changes: fc.Arbitrary<Change> = changesOf(1, MOST_KEYS);
