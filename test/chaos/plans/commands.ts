// What may happen to one key and to what is declared of it, as commands that fast-check puts together.
import * as fc from "fast-check";
import { keyId } from "../../../src/api/key-id";
import { type EndpointName } from "../../../src/emulator/endpoints";
import { type Act, type Meanwhile, HOUR_MS, act, planAndApply } from "./cycle";
import { type AttributeName, type Attributes, PLAIN } from "./declared";
import { type Edit, edits, ignored, unknowns } from "./edits";
import { type World } from "./world";

export type Command = fc.AsyncCommand<object, World>;

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>("toggle", "remove"),
  fc.constantFrom<Act>(
    { name: "b" },
    { allocated_ammount: 0.5 },
    { allocated_ammount: 7.5 },
    { ip_whitelist: ["10.0.0.1"] },
    { ip_whitelist: [] },
    { model_whitelist: ["m1"] },
    { expires_at: Date.parse("2026-05-01T00:00:00Z") / 1000 },
    { expires_at: -1 },
  ),
);

const WRITES: readonly EndpointName[] = [
  "POST /auth/proxy/create",
  "POST /auth/proxy/update",
  "POST /auth/proxy/toggle",
];

const hours = fc.constantFrom(1, 13, 23.5, 49, 3_700);
const meanwhiles: fc.Arbitrary<Meanwhile> = fc.oneof(
  { weight: 10, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: acts.map((what) => ({ act: what })) },
  { weight: 1, arbitrary: hours.map((some) => ({ hours: some })) },
  { weight: 1, arbitrary: fc.constantFrom(...WRITES).map((refused) => ({ refused })) },
);

interface Change {
  /** What passes before. */
  readonly hours: number;
  readonly edits: readonly Edit[];
  /** Takes over what was changed elsewhere, before the edits. */
  readonly follow: boolean;
  readonly unknown: readonly AttributeName[];
  readonly partly: boolean;
  readonly createBeforeDestroy: boolean;
  readonly ignoreChanges: readonly AttributeName[];
  readonly replace: boolean;
  readonly meanwhile: Meanwhile;
}

/** Edits the configuration, plans and applies. */
class EditAndApply implements Command {
  constructor(private readonly change: Change) {}
  check = (): boolean => true;
  async run(_: object, world: World): Promise<void> {
    const { hours: some, edits: all, follow, meanwhile, ...rest } = this.change;
    if (some > 0) world.note(`${some} hours pass`);
    await world.wait(some * HOUR_MS);
    const start = world.declared?.attributes ?? PLAIN;
    const attributes = all.reduce<Attributes>(
      (some, edit) => ({ ...some, ...edit }),
      follow ? followed(world, start) : start,
    );
    await planAndApply(world, { attributes, ...rest }, meanwhile);
  }
  toString = (): string => `apply ${told({ ...this.change })}`;
}

class Destroy implements Command {
  constructor(private readonly meanwhile: Meanwhile) {}
  check = (): boolean => true;
  async run(_: object, world: World): Promise<void> {
    await planAndApply(world, null, this.meanwhile);
  }
  toString = (): string => `destroy ${told({ meanwhile: this.meanwhile })}`;
}

/** Somebody has made a key, which is imported. */
class Import implements Command {
  constructor(private readonly edits: readonly Edit[]) {}
  check = (): boolean => true;
  async run(_: object, world: World): Promise<void> {
    if (world.instance) return;
    const made = this.edits.reduce<Attributes>((some, edit) => ({ ...some, ...edit }), PLAIN);
    const { store, apiKey } = world.emulator;
    const key = store.create(apiKey, {
      name: made.name || "a",
      allocated_ammount: Math.abs(made.allocated_amount),
      limit_type: made.limit_type === "weekly" ? "weekly" : "daily",
      expires_at:
        made.expires_at === null || Date.parse(made.expires_at) <= world.now()
          ? -1
          : Date.parse(made.expires_at) / 1000,
      model_whitelist: made.model_whitelist ?? [],
      ip_whitelist: made.ip_whitelist ?? [],
    });
    if (made.enabled === false) store.toggle(key.key);
    world.note(`import of ${JSON.stringify(key)}`);
    const run = await world.import(keyId(key.key));
    if (run.failed) world.fail("an import fails");
    const attributes = followed(world, PLAIN);
    world.declared = { attributes, ...NO_LIFECYCLE };
  }
  toString = (): string => `import ${told({ edits: this.edits })}`;
}

class Elsewhere implements Command {
  constructor(private readonly what: Act) {}
  check = (): boolean => true;
  async run(_: object, world: World): Promise<void> {
    if (act(world, this.what)) world.note(this.toString());
  }
  toString = (): string => `somebody else: ${JSON.stringify(this.what)}`;
}

class Taint implements Command {
  constructor(private readonly tainted: boolean) {}
  check = (): boolean => true;
  async run(_: object, world: World): Promise<void> {
    if (!world.instance || world.instance.tainted === this.tainted) return;
    world.taint(this.tainted);
    world.note(this.toString());
  }
  toString = (): string => (this.tainted ? "terraform taint" : "terraform untaint");
}

const NO_LIFECYCLE = { unknown: [], partly: false, createBeforeDestroy: false, ignoreChanges: [], replace: false };

/** The configuration is written as the key is. */
function followed(world: World, attributes: Attributes): Attributes {
  const key = world.key(world.id);
  if (!key) return attributes;
  const expiry = key.expires_at === -1 ? null : new Date(key.expires_at * 1000).toISOString().replace(".000Z", "Z");
  return {
    ...attributes,
    name: key.name,
    allocated_amount: key.allocated_ammount,
    ...(attributes.valid_for === null && { expires_at: expiry }),
    model_whitelist: key.model_whitelist.length === 0 ? null : key.model_whitelist,
    ip_whitelist: key.ip_whitelist.length === 0 ? null : key.ip_whitelist,
    enabled: key.is_active,
  };
}

/** Only what is out of the ordinary. */
const told = (facts: object): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(facts).filter(
        ([, value]: [string, unknown]) => value && !(Array.isArray(value) && value.length === 0),
      ),
    ),
  );

const changes: fc.Arbitrary<Change> = fc.record({
  hours: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: hours }),
  edits: fc.array(edits, { maxLength: 3 }),
  follow: fc.nat(2).map((one) => one === 2),
  unknown: unknowns,
  partly: fc.nat(3).map((one) => one === 3),
  createBeforeDestroy: fc.boolean(),
  ignoreChanges: ignored,
  replace: fc.nat(19).map((one) => one === 19),
  meanwhile: meanwhiles,
});

const apply = changes.map((change) => new EditAndApply(change));

export const commands: fc.Arbitrary<Command>[] = [
  apply,
  apply,
  apply,
  apply,
  fc.array(edits, { maxLength: 3 }).map((some) => new Import(some)),
  acts.map((what) => new Elsewhere(what)),
  fc.boolean().map((tainted) => new Taint(tainted)),
  meanwhiles.map((meanwhile) => new Destroy(meanwhile)),
];
