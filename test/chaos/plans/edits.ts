// Random edits of a declaration. Few values each, so that changes return to where they were and keys are alike; two that
// mean the same in other spellings; and now and then a mistake.
import * as fc from "fast-check";
import { type AttributeName, type Attributes, PLAIN } from "./declared";

export type Edit = Partial<Attributes>;

const NO_VALIDITY = { expires_at: null, valid_for: null, renew_before: null, rotate_before: null };
const instants = fc.constantFrom("2026-06-01T00:00:00Z", "2026-06-01T02:00:00+02:00", "2027-01-01T00:00:00Z");
const durations = fc.constantFrom("24h", "1d", "48h");
const margins = fc.constantFrom("1h", "60m", "12h");

const validity: fc.Arbitrary<Edit> = fc.oneof(
  fc.constant(NO_VALIDITY),
  instants.map((expires_at) => ({ ...NO_VALIDITY, expires_at })),
  durations.map((valid_for) => ({ ...NO_VALIDITY, valid_for })),
  fc.tuple(durations, margins).map(([valid_for, renew_before]) => ({ ...NO_VALIDITY, valid_for, renew_before })),
  fc.tuple(durations, margins).map(([valid_for, rotate_before]) => ({ ...NO_VALIDITY, valid_for, rotate_before })),
  fc.constant({ renew_before: null, rotate_before: null }),
  margins.map((renew_before) => ({ renew_before, rotate_before: null })),
  margins.map((rotate_before) => ({ renew_before: null, rotate_before })),
);

const deletion: fc.Arbitrary<Edit> = fc.oneof(
  fc.constantFrom(null, "delete", "disable", "abandon").map((deletion_policy) => ({
    deletion_policy,
    deletion_grace_period: null,
  })),
  fc.constantFrom("1h", "2h").map((deletion_grace_period) => ({ deletion_policy: "expire", deletion_grace_period })),
);

const mistakes: fc.Arbitrary<Edit> = fc.constantFrom<Edit>(
  { name: "" },
  { allocated_amount: -1 },
  { model_whitelist: [] },
  { ip_whitelist: [] },
  { ip_whitelist: ["10.0.0.1", "10.0.0.1/32"] },
  { expires_at: "2026-06-01T00:00:00Z", valid_for: "24h" },
  { valid_for: "24h", renew_before: "48h", expires_at: null, rotate_before: null },
  { deletion_policy: "expire", deletion_grace_period: null },
  { expires_at: "2025-01-01T00:00:00Z", valid_for: null, renew_before: null, rotate_before: null },
);

const one = <N extends AttributeName>(name: N, ...values: Attributes[N][]): fc.Arbitrary<Edit> =>
  fc.constantFrom(...values).map((value) => ({ [name]: value }));

export const edits: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 2, arbitrary: one("name", "a", "b") },
  { weight: 2, arbitrary: one("allocated_amount", 1, 2, 7.5) },
  { weight: 2, arbitrary: one("limit_type", null, "daily", "weekly") },
  { weight: 12, arbitrary: validity },
  { weight: 2, arbitrary: one("model_whitelist", null, ["m1"], ["m1", "m2"]) },
  { weight: 3, arbitrary: one("ip_whitelist", null, ["10.0.0.1"], ["10.0.0.1/32"], ["10.0.0.0/8", "192.168.0.1"]) },
  { weight: 2, arbitrary: one("enabled", null, true, false) },
  { weight: 3, arbitrary: deletion },
  { weight: 2, arbitrary: one("store_key", null, true, false) },
  { weight: 1, arbitrary: mistakes },
);

export const ATTRIBUTES = Object.keys(PLAIN).filter((name): name is AttributeName => name in PLAIN);

/** Often none, mostly few, sometimes many. */
export const unknowns: fc.Arbitrary<readonly AttributeName[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.subarray<AttributeName>(["expires_at", "valid_for", "renew_before", "rotate_before"]) },
  { weight: 4, arbitrary: fc.subarray(ATTRIBUTES, { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.subarray(ATTRIBUTES) },
);

export const ignored: fc.Arbitrary<readonly AttributeName[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.subarray(ATTRIBUTES, { minLength: 1, maxLength: 2 }) },
);
