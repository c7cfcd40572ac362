// One round as Terraform goes it: a plan, its apply, and the plan after that; with what somebody else does in between.
import { type Fault } from "../../../src/emulator";
import { type EndpointName } from "../../../src/emulator/endpoints";
import { type StoredKey } from "../../../src/emulator/proxy-key";
import { before, checkApplied } from "./applied";
import { type AttributeName, type Declared, hclOf } from "./declared";
import { POSTPONED, checkPlanned, isDue, seen } from "./planned";
import { mistakesIn } from "./rules";
import { type World } from "./world";

/** What somebody else does to the key. */
export type Act = "toggle" | "remove" | Partial<Omit<StoredKey, "key" | "userId">>;

/** What comes between a plan and its apply. */
export type Meanwhile =
  { readonly act: Act } | { readonly hours: number } | { readonly refused: EndpointName } | undefined;

export const HOUR_MS = 3_600_000;

/** False where there is no key. */
export function act(world: World, what: Act): boolean {
  const key = world.key(world.id);
  if (!key) return false;
  const { store } = world.emulator;
  if (what === "toggle") store.toggle(key.key);
  else if (what === "remove") store.remove(key.key);
  else store.change(key.key, what);
  return true;
}

/** What is known when the plan is applied, and nothing forced: as it is planned from then on. */
const settled = (declared: Declared): Declared => ({ ...declared, unknown: [], replace: false });

/** One for what was disturbed, and one for a renewal or a rotation that comes after that. */
const MOST_MORE_APPLIES = 2;

export async function planAndApply(
  world: World,
  declared: Declared | null,
  meanwhile: Meanwhile,
  moreApplies = MOST_MORE_APPLIES,
): Promise<void> {
  world.note(declared ? `apply ${hclOf(declared)}` : "destroy");
  const plan = await world.plan(declared);
  checkPlanned(world, declared, plan);
  if (plan.failed) return;
  // A mistake that only the apply can see is taken back afterwards.
  if (!declared || mistakesIn(declared.attributes).length === 0) world.declared = declared && settled(declared);
  const isPostponed =
    plan.messages.some(({ summary }) => POSTPONED.test(summary)) || (declared !== null && mayPostpone(world, declared));

  if (meanwhile) world.note(`  meanwhile: ${JSON.stringify(meanwhile)}`);
  if (meanwhile && "act" in meanwhile) act(world, meanwhile.act);
  if (meanwhile && "hours" in meanwhile) await world.wait(meanwhile.hours * HOUR_MS);
  const was = before(world);
  const run = await world.apply(plan, meanwhile && "refused" in meanwhile ? refusal(meanwhile.refused) : undefined);
  noteUnfinished(world, was.prior?.value.id);
  checkApplied(world, declared, plan, run, was, meanwhile !== undefined);
  if (!declared) return;
  // What failed or was disturbed is mended by one apply more, where no mistake is in the way.
  if (moreApplies > 0 && (meanwhile !== undefined || isPostponed)) {
    return planAndApply(world, settled(declared), undefined, moreApplies - 1);
  }
  if (!run.failed) await checkSettled(world, settled(declared));
}

/** What every plan says for as long as it is so. */
const STANDING = /expired/;

/** A second plan has nothing to do, and nothing to say but what stands. */
async function checkSettled(world: World, declared: Declared): Promise<void> {
  const plan = await world.plan(declared);
  if (plan.failed) world.fail("the plan after an apply fails");
  if (plan.changes.size > 0) world.fail("the plan after an apply is not empty");
  const news = plan.messages.filter(({ summary }) => !STANDING.test(summary));
  if (news.length > 0) world.fail("the plan after an apply is empty, and warns", { news });
}

/** What depends on a value that the plan did not know may come with the next one. */
function mayPostpone(world: World, declared: Declared): boolean {
  const names: readonly AttributeName[] = ["valid_for", "renew_before", "rotate_before", "expires_at"];
  if (!names.some((name) => declared.unknown.includes(name)) || !world.instance) return false;
  const known = settled(declared);
  return ["renew_before" as const, "rotate_before" as const].some(
    (name) => isDue(world, seen(world, known, name)) !== false,
  );
}

function noteUnfinished(world: World, before: unknown): void {
  if (world.instance?.tainted && world.id !== before) world.unfinished.add(world.id);
}

const refusal = (endpoint: EndpointName): Fault => ({
  endpoint,
  kind: "respond",
  status: 400,
  body: { error: { message: "not now", type: "x" } },
  times: 9,
});
