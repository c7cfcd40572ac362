// The same with the real terraform: what is told of a change is what its apply does, and the plans that the other
// properties make are told as Terraform tells them.
import * as fc from "fast-check";
import { keyId } from "../../src/api/key-id";
import { reviewPlans } from "../../src/review";
import { numberedKey } from "../support/emulator";
import { type CarriedOut } from "./changes/carried-out";
import { type Change, type KeyChange, changesOf } from "./changes/change";
import { compared } from "./changes/compared";
import { inProcess } from "./changes/in-process";
import { realTerraform } from "./changes/real-terraform";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(300_000);

const KEYS = 6;
const drawn = fc.sample(changesOf(KEYS, KEYS), { numRuns: 20, seed: 3 }).map(nullsKnown);

/** An output of terraform_data that is null is known before it is made. */
function nullsKnown({ keys, hours }: Change): Change {
  const known = Object.entries(keys).map(([address, { after, ...rest }]): [string, KeyChange] => {
    const unknown = after?.unknown.filter((name) => after.attributes[name] !== null) ?? [];
    return [address, { ...rest, after: after && { ...after, unknown } }];
  });
  return { keys: Object.fromEntries(known), hours };
}

interface Resources {
  readonly resource_changes?: readonly Told[];
  readonly resource_drift?: readonly Told[];
}

interface Told {
  readonly address: string;
  readonly type: string;
  readonly change: Readonly<Record<string, unknown>>;
}

/** What is told of keys, with names in the place of the ids and values that hang on which was made first. */
function toldOf({ json, before }: CarriedOut) {
  const values = new Map([...Array(2 * KEYS).keys()].map((n) => [keyId(numberedKey(n + 1)), numberedKey(n + 1)]));
  const named = [...before].reduce(
    (text, [address, id]) =>
      text.replaceAll(id, `id of ${address}`).replaceAll(values.get(id) ?? id, `key of ${address}`),
    json,
  );
  const plan = JSON.parse(named) as Resources;
  const keysOf = (all: readonly Told[] = []) =>
    all
      .filter(({ type }) => type === "electronhub_proxy_key")
      .map(({ change: { replace_paths: _paths, ...change }, ...rest }) => ({ ...rest, change }))
      .sort((a, b) => (a.address < b.address ? -1 : 1));
  return { changes: keysOf(plan.resource_changes), drift: keysOf(plan.resource_drift) };
}

test("12 changes of keys in two plans", async () => {
  let carried = 0;
  for (const change of drawn) {
    const played = await inProcess(change);
    // Refused as a whole, because of one of them.
    if (played === undefined) continue;
    const real = await realTerraform(change);
    expect(toldOf(played)).toEqual(toldOf(real));
    const review = reviewPlans([{ text: real.json, label: "plan" }], { perMinute: 60, now: 0 });
    expect(compared(review, real).breaches).toEqual([]);
    carried += 1;
    if (carried === 2) break;
  }
  expect(carried).toBe(2);
});
