// What must hold of every apply: of the calls that were made, of what became of the key that was there before, and of
// what somebody else did in between.
import { keyId } from "../../../src/api/key-id";
import { type KeyEvent, type StoredKey } from "../../../src/emulator/proxy-key";
import { type Instance, type Plan, type Run } from "../../support/core";
import { type Declared } from "./declared";
import { checkMessages, errorIn } from "./planned";
import {
  ACCESS,
  type Access,
  accessIn,
  accessOf,
  durationMs,
  instantMs,
  mistakesIn,
  sameAccess,
  widerIn,
} from "./rules";
import { type World } from "./world";

/** As it was right before the apply. */
export interface Before {
  readonly prior: Instance | undefined;
  readonly key: StoredKey | undefined;
  readonly events: number;
  readonly now: number;
}

export function before(world: World): Before {
  const prior = world.instance;
  const events = world.emulator.events().length;
  return { prior, key: world.key(prior?.value.id), events, now: world.now() };
}

/** `disturbed`: somebody else acted since the plan, time passed, or the API failed. */
export function checkApplied(
  world: World,
  declared: Declared | null,
  plan: Plan,
  run: Run,
  was: Before,
  disturbed: boolean,
): void {
  checkMessages(world, run.messages);
  const events = world.eventsSince(was.events).filter(({ by }) => by === "client");
  const mistakes = declared ? mistakesIn(declared.attributes) : [];
  const change = plan.changes.get("k");
  if (run.failed && !disturbed) checkFailure(world, declared, mistakes.length, run, events, change?.replaces ?? false);
  if (!run.failed && mistakes.length > 0 && change) world.fail("a mistake is applied", { mistakes });
  if (run.failed) return;
  checkNoWarnings(world, declared, run, was);
  checkCalls(world, was, events, disturbed);
  checkNotWidened(world, was);
  if (change && (change.action === "delete" || change.replaces)) checkDestroyed(world, was);
}

function checkFailure(
  world: World,
  declared: Declared | null,
  mistakes: number,
  { messages }: Run,
  events: readonly KeyEvent[],
  replaces: boolean,
): void {
  const expiry = declared && instantMs(declared.attributes.expires_at);
  const isPast = typeof expiry === "number" && expiry <= world.now();
  const most = mistakes + (isPast ? 1 : 0);
  const errors = messages.filter(({ severity }) => severity === "error");
  if (most === 0) world.fail(`a valid plan cannot be applied: ${errorIn(messages)}`);
  if (errors.length > most) world.fail(`${errors.length} errors for ${most} mistakes`, errors);
  // The destroying half of a replacement comes first, and knows nothing of the configuration.
  if (events.length > 0 && !replaces) world.fail("a call was made for a mistake", { events });
}

/** What is to come belongs into the plan: Terraform shows warnings of an apply below what was done. */
function checkNoWarnings(
  world: World,
  declared: Declared | null,
  { messages, replanned = [] }: Run,
  { prior, key }: Before,
): void {
  const warnings = [...messages, ...replanned].filter(({ severity }) => severity === "warning");
  // But of an old key that is left behind: the destroying half of a replacement is planned at apply, or not at all. It
  // is not looked up for that plan, nor to be abandoned.
  const isUnseen = declared?.createBeforeDestroy === true || prior?.value.deletion_policy === "abandon";
  const mayBeLeft = key !== undefined || isUnseen;
  const id = mayBeLeft && typeof prior?.value.id === "string" ? prior.value.id : undefined;
  const others = warnings.filter(({ detail }) => id === undefined || !detail.includes(id));
  if (others.length > 0) world.fail("a warning at apply", others);
}

/** `operations` tells the calls that were made, in their order. Beside somebody else's, they may do more or less. */
function checkCalls(world: World, { prior }: Before, events: readonly KeyEvent[], disturbed: boolean): void {
  const { instance } = world;
  if (!instance || disturbed) return;
  const own = events.filter(({ key }) => keyId(key) === instance.value.id);
  const isUntouched = instance === prior;
  const made = own.map(wordsOf);
  const told = isUntouched ? [] : operationsOf(instance).filter((words) => words !== "no call");
  const known = told.map((words) =>
    words
      .replace(/(, )?limit_type/, "")
      .replace(/^update , /, "update ")
      .trim(),
  );
  if (JSON.stringify(made) !== JSON.stringify(known))
    world.fail("operations are not the calls that were made", { told, made });
}

const operationsOf = ({ value }: Instance): readonly string[] =>
  Array.isArray(value.operations) ? value.operations.map((words) => String(words).replace(/^#\d+ /, "")) : [];

/** All but limit_type: nobody can see what it was before. */
function wordsOf({ type, before: old, after }: KeyEvent): string {
  if (type === "created") return "create";
  if (type === "removed" || !old || !after) return "remove";
  if (type === "toggled") return after.is_active ? "toggle on" : "toggle off";
  const [was, is] = [accessOf(old), accessOf(after)];
  const changed = ACCESS.filter((name) => name !== "limit_type" && name !== "enabled" && !sameAccess(was, is, name));
  return `update ${[...(old.name === after.name ? [] : ["name"]), ...changed].join(", ")}`.trim();
}

/** Where somebody else has changed a setting since the plan, it is not overwritten with more. */
function checkNotWidened(world: World, { prior, key }: Before): void {
  const now = key && world.key(keyId(key.key));
  if (!prior || !key || !now) return;
  const found = accessOf(key);
  const changed = (name: keyof Access) => name !== "limit_type" && !sameAccess(accessIn(prior.value), found, name);
  const wider = widerIn(found, accessOf(now)).filter(changed);
  if (wider.length > 0) world.fail("what was narrowed since the plan is widened", { wider });
}

/** A destroy does what the state says, to the key as it is. */
function checkDestroyed(world: World, { prior, key, now }: Before): void {
  if (!prior || !key) return;
  const id = keyId(key.key);
  const left = world.key(id);
  const isUnfinished = prior.tainted && world.unfinished.has(id);
  const policy = isUnfinished ? "delete" : prior.value.deletion_policy;
  const facts = { policy, isUnfinished, left };
  if (policy === "delete" ? left !== undefined : left === undefined) world.fail("a destroy against its policy", facts);
  if (!left) return;
  if (policy === "disable" && left.is_active) world.fail("a disabled key is on", facts);
  // A limit_type that nobody knows is set to the API's default, which the plan says.
  const isTold = (name: keyof Access) => name !== "limit_type" || prior.value.limit_type !== null;
  const wider = widerIn(accessOf(key), accessOf(left)).filter(isTold);
  if (wider.length > 0) world.fail("a destroy widens the key", { ...facts, wider });
  const latest = Math.ceil((now + (durationMs(prior.value.deletion_grace_period) ?? 0)) / 1000);
  if (policy === "expire" && (left.expires_at === -1 || left.expires_at > latest)) {
    world.fail("a key outlives its grace period", facts);
  }
}
