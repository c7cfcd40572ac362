// What must hold of every plan.
import { type ObjectValue, type Value, UNKNOWN } from "../../../src/terraform/cty";
import { type Message, type Plan } from "../../support/core";
import { type AttributeName, type Declared } from "./declared";
import { accessIn, durationMs, instantMs, isLater, mistakesIn, widerIn } from "./rules";
import { type World } from "./world";

/** How the plan says that a key will be allowed more; the detail names the attributes. */
const WIDENING = /allowed more/i;

export function checkPlanned(world: World, declared: Declared | null, plan: Plan): void {
  checkMessages(world, plan.messages);
  if (plan.failed) return checkRefused(world, declared, plan.messages);
  const change = plan.changes.get("k");
  if (!declared || !world.instance || world.instance.tainted) return;
  checkDue(world, declared, plan);
  if (!change?.planned) return;
  checkReplacement(world, declared, change.replaces);
  if (change.replaces) return;
  checkRenewal(world, declared, change.planned.expires_at ?? null);
  checkWidening(world, declared, change.planned, plan.messages);
}

/** Nobody's bug, and nothing without a word on what to do. */
export function checkMessages(world: World, messages: readonly Message[]): void {
  const bug = messages.find(({ summary }) => summary.startsWith("Bug in the provider"));
  if (bug) world.fail(`${bug.summary}`, bug);
  const blank = messages.find(({ summary, detail }) => summary === "" || detail === "");
  if (blank) world.fail("a message without words", blank);
}

export const errorIn = (messages: readonly Message[]): string =>
  messages.find(({ severity }) => severity === "error")?.summary ?? "without an error";

/** Only a mistake is refused, or an expiry that has passed. */
function checkRefused(world: World, declared: Declared | null, messages: readonly Message[]): void {
  const expiry = declared && instantMs(declared.attributes.expires_at);
  const isPast = typeof expiry === "number" && expiry <= world.now();
  if (!declared || (mistakesIn(declared.attributes).length === 0 && !isPast)) {
    world.fail(`the plan of a valid configuration fails: ${errorIn(messages)}`);
  }
}

/** What the provider sees of an attribute in the plan. */
export function seen(world: World, declared: Declared, name: AttributeName): Value {
  const prior = world.instance;
  if (prior && !prior.tainted && declared.ignoreChanges.includes(name)) return prior.value[name] ?? null;
  if (declared.unknown.includes(name)) return UNKNOWN;
  const value = declared.attributes[name];
  return typeof value === "number" ? String(value) : value;
}

/** A due moment is met to the second by luck only; then either is right. */
const MOMENT_MS = 5_000;

/** Whether less than so much is left of the key's time. Undefined: not known yet. */
export function isDue(world: World, before: Value): boolean | undefined {
  if (before === UNKNOWN) return undefined;
  const expiry = instantMs(world.instance?.value.expires_at);
  const margin = durationMs(before);
  if (margin === undefined || expiry === null) return false;
  const over = margin - (expiry - world.now());
  return Math.abs(over) < MOMENT_MS ? undefined : over > 0;
}

/** How a plan says that the next one has more to do: a new line to renew by counts from then on. */
export const POSTPONED = /due for a renewal after this apply/;

/** What is due is planned. */
function checkDue(world: World, declared: Declared, plan: Plan): void {
  if (!keepsValidity(world, declared)) return;
  const change = plan.changes.get("k");
  const renews = change?.planned?.expires_at === UNKNOWN;
  const isLater = plan.messages.some(({ summary }) => POSTPONED.test(summary));
  if (isDue(world, seen(world, declared, "rotate_before")) && !change?.replaces)
    world.fail("a due rotation is not planned");
  if (isDue(world, seen(world, declared, "renew_before")) && !renews && !isLater)
    world.fail("a due renewal is not planned");
}

function checkReplacement(world: World, declared: Declared, replaces: boolean): void {
  if (!replaces || declared.replace) return;
  if (isDue(world, seen(world, declared, "rotate_before")) === false) {
    world.fail("the plan replaces the key, and no rotation is due");
  }
}

/** The same validity goes on where it is not time yet, and nobody else has set another expiry. */
function checkRenewal(world: World, declared: Declared, planned: Value): void {
  if (planned !== UNKNOWN || !keepsValidity(world, declared)) return;
  if (isDue(world, seen(world, declared, "renew_before")) !== false) return;
  if (isExpiryForeign(world)) return;
  world.fail("the plan renews the expiry, and no renewal is due");
}

function keepsValidity(world: World, declared: Declared): boolean {
  const validity = durationMs(seen(world, declared, "valid_for"));
  return (
    validity !== undefined &&
    validity === durationMs(world.instance?.value.valid_for) &&
    seen(world, declared, "expires_at") === null
  );
}

/** Whether somebody else has changed the expiry since the provider set it. */
function isExpiryForeign(world: World): boolean {
  const key = world.key(world.id);
  const settings = world.emulator.events().filter(({ type, key: value }) => type !== "toggled" && value === key?.key);
  const ours = settings.filter(({ by }) => by === "client");
  return ours.at(-1)?.after?.expires_at !== key?.expires_at;
}

/** Nothing known is widened without a word. */
function checkWidening(world: World, declared: Declared, planned: ObjectValue, messages: readonly Message[]): void {
  const prior = world.instance;
  if (!prior) return;
  const before = accessIn(prior.value);
  const known = widerIn(before, accessIn(planned)).filter((name) => isKnown(planned[name]));
  const validity = durationMs(seen(world, declared, "valid_for"));
  const isComputed =
    planned.expires_at === UNKNOWN && validity !== undefined && seen(world, declared, "expires_at") === null;
  const isNew = !keepsValidity(world, declared) || isExpiryForeign(world);
  const isLonger = isComputed && isNew && isLater(before.expires_at, world.now() + (validity ?? 0));
  const told = messages.filter(({ summary }) => WIDENING.test(summary)).map(({ detail }) => detail);
  for (const name of isLonger ? [...known, "expires_at" as const] : known) {
    const words = name === "expires_at" ? ["expires_at", "valid_for"] : [name];
    if (words.some((word) => told.some((detail) => detail.includes(word)))) continue;
    world.fail(`${name} is widened without a warning in the plan`);
  }
}

const isKnown = (value: Value = null): boolean =>
  value !== UNKNOWN && !(Array.isArray(value) && value.includes(UNKNOWN));
