// What is kept beside a key's state, and what of it is still true after each step.
import { fingerprintOf } from "../../../src/provider/fingerprint";
import {
  type Change,
  type Kept,
  afterChange,
  afterCreate,
  afterFailedDelete,
  afterPlannedDestroy,
  afterRead,
  keptIn,
  privateStateOf,
} from "../../../src/provider/proxy-key/private-state";

const URL = "https://api.example/v1";
const seenBy = (apiKey: string) => fingerprintOf({ baseUrl: URL, writtenBaseUrl: URL, apiKey });
const HERE = seenBy("ek-1");
const SEEN = { seen_base_url: HERE.baseUrl, seen_api_key: HERE.apiKey };
const NOTHING = keptIn({});
const FULL: Kept = {
  seen: SEEN,
  isRenewalDue: true,
  computedExpiry: "2026-01-01T00:00:00Z",
  isLimitTypeUnsure: true,
  isDeletionWarned: true,
};

test("as Terraform stores it", () => {
  expect(privateStateOf(FULL)).toEqual({
    ...SEEN,
    expiry_due: "renew",
    expiry_computed: "2026-01-01T00:00:00Z",
    limit_type_unsure: true,
    deletion_warned: true,
  });
  expect(keptIn(privateStateOf(FULL))).toEqual(FULL);
  expect(privateStateOf(NOTHING)).toEqual({});
});

test("what is damaged, or of another version, is not kept", () => {
  const damaged = {
    seen_base_url: 7,
    expiry_due: "soon",
    expiry_computed: 1,
    limit_type_unsure: "yes",
    of_later: true,
  };
  expect(keptIn(damaged)).toEqual(NOTHING);
});

const CHANGE: Change = { isComplete: true, updated: undefined, isLimitTypeLost: false };
const UPDATED = { computedExpiry: "2027-01-01T00:00:00Z" };

describe("what is still true", () => {
  test.each<[string, Kept, Partial<Kept>]>([
    ["of a new key", afterCreate(HERE, "2026-01-01T00:00:00Z"), { seen: SEEN, computedExpiry: "2026-01-01T00:00:00Z" }],
    [
      "after a refresh: where it was seen, what is due now; and no plan has warned",
      afterRead(FULL, seenBy("ek-2"), true),
      {
        ...FULL,
        seen: { ...SEEN, seen_api_key: seenBy("ek-2").apiKey },
        isDeletionWarned: false,
      },
    ],
    [
      "after a refresh at which nothing is due",
      afterRead(FULL, HERE, false),
      { ...FULL, isRenewalDue: false, isDeletionWarned: false },
    ],
    ["when a destroy is planned", afterPlannedDestroy(NOTHING), { isDeletionWarned: true }],
    ["when a destroy has failed", afterFailedDelete(FULL), { ...FULL, isDeletionWarned: false }],
    ["after a change of state alone: nothing is due", afterChange(FULL, CHANGE), { ...FULL, isRenewalDue: false }],
    [
      "after an update: its instant is ours, and limit_type is sure",
      afterChange(FULL, { ...CHANGE, updated: UPDATED }),
      { ...FULL, ...UPDATED, isRenewalDue: false, isLimitTypeUnsure: false },
    ],
    [
      "after an update that computed no instant",
      afterChange(FULL, { ...CHANGE, updated: { computedExpiry: undefined } }),
      { ...FULL, isRenewalDue: false, computedExpiry: undefined, isLimitTypeUnsure: false },
    ],
    [
      "after an update whose toggle failed",
      afterChange(FULL, { isComplete: false, updated: UPDATED, isLimitTypeLost: false }),
      { ...FULL, ...UPDATED, isLimitTypeUnsure: false },
    ],
    [
      "after an update of limit_type whose answer was lost",
      afterChange(NOTHING, { isComplete: false, updated: undefined, isLimitTypeLost: true }),
      { isLimitTypeUnsure: true },
    ],
    ["after a change that failed at once", afterChange(FULL, { ...CHANGE, isComplete: false }), FULL],
  ])("%s", (_, kept, expected) => {
    expect(kept).toEqual({ ...NOTHING, ...expected });
  });
});
