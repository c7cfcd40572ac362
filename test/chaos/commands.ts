// What may happen to an account and to the configuration that declares its keys, as commands that fast-check puts together.
import * as fc from "fast-check";
import { keyId } from "../../src/api/key-id";
import { type Fault } from "../../src/emulator";
import { type EndpointName } from "../../src/emulator/endpoints";
import { type FaultKind } from "../../src/emulator/faults";
import { type Declaration, declarations } from "./declaration";
import { type Invariants } from "./invariants";
import { type Applied, type Declared, type Interruption, type System, keysOf } from "./system";

/** What is declared, by address. */
export interface Model {
  readonly declared: Map<string, Declaration>;
}

export interface Real {
  readonly system: System;
  readonly invariants: Invariants;
}

type Command = fc.AsyncCommand<Model, Real>;

const ADDRESSES = ["k1", "k2", "k3"];

/** By address; null: no longer declared. */
type Edits = Readonly<Record<string, Declaration | null>>;

/** The configuration is edited, and applied; some of it may go wrong. */
class EditAndApply implements Command {
  constructor(
    private readonly edits: Edits,
    private readonly faults: readonly Fault[],
    private readonly interruption: Interruption | undefined,
  ) {}
  check = (): boolean => true;
  async run({ declared }: Model, real: Real): Promise<void> {
    for (const [address, declaration] of Object.entries(this.edits)) {
      if (declaration) declared.set(address, declaration);
      else declared.delete(address);
    }
    await applyAndCheck(real, declared, this.faults, this.interruption);
  }
  toString = (): string =>
    `apply ${JSON.stringify({ edits: this.edits, faults: this.faults, interruption: this.interruption })}`;
}

/** Somebody at the console, or another machine, between two applies. */
class Somebody implements Command {
  constructor(
    private readonly act: "toggle" | "update" | "remove",
    private readonly which: number,
  ) {}
  check = (): boolean => true;
  async run(_: Model, { system, invariants }: Real): Promise<void> {
    const { store } = system.emulator;
    const keys = keysOf(system);
    const key = keys[this.which % keys.length];
    if (!key) return;
    const from = system.emulator.events().length;
    if (this.act === "toggle") store.toggle(key.key);
    else if (this.act === "remove") store.remove(key.key);
    else store.update(key.key, { ...key, allocated_ammount: key.allocated_ammount + 1, ip_whitelist: [] });
    invariants.noteOthers(system.emulator.events().slice(from));
  }
  toString = (): string => `somebody: ${this.act} ${this.which}`;
}

/** Somebody makes a key that looks like a declared one; perhaps it is brought under management. */
class SomebodyCreates implements Command {
  constructor(
    private readonly declaration: Declaration,
    private readonly imported: string | null,
  ) {}
  check = (): boolean => true;
  async run({ declared }: Model, { system, invariants }: Real): Promise<void> {
    const { store, apiKey } = system.emulator;
    const { name, amount, models, ips } = this.declaration;
    const from = system.emulator.events().length;
    const settings = { name, expires_at: -1, allocated_ammount: amount };
    const key = store.create(apiKey, { ...settings, model_whitelist: models ?? [], ip_whitelist: ips ?? [] });
    invariants.noteOthers(system.emulator.events().slice(from));
    if (this.imported === null || [...system.owners().values()].includes(this.imported)) return;
    declared.set(this.imported, this.declaration);
    await system.import(declared, this.imported, keyId(key.key));
    invariants.adopt(key.key);
  }
  toString = (): string => `somebody: create ${JSON.stringify(this.declaration)}, import ${this.imported}`;
}

export async function applyAndCheck(
  { system, invariants }: Real,
  declared: Declared,
  faults: readonly Fault[] = [],
  interruption?: Interruption,
): Promise<Applied> {
  const before = system.owners();
  const applied = await system.apply(declared, faults, interruption);
  invariants.check(declared, before, applied);
  return applied;
}

const WRITES: readonly EndpointName[] = [
  "POST /auth/proxy/create",
  "POST /auth/proxy/update",
  "POST /auth/proxy/toggle",
  "POST /auth/proxy/remove",
];
const ENDPOINTS: readonly EndpointName[] = [...WRITES, "GET /auth/proxy", "POST /auth/proxy/lookup"];

/** What a system can take. */
export interface Limits {
  readonly timeoutMs: number;
  /** Faults that have other requests wait for minutes. */
  readonly lockOuts: boolean;
  readonly interruptions: readonly Interruption["kind"][];
}

const when = fc.constantFrom("before" as const, "after" as const);
const status = fc.constantFrom(500, 502, 503, 400, 402);
const body = fc.constant({ error: { message: "no", type: "x" } });

const answers = ({ timeoutMs, lockOuts }: Limits): fc.Arbitrary<FaultKind> =>
  fc.oneof(
    fc.record({ kind: fc.constant("reset" as const), when }),
    fc.record({ kind: fc.constant("html" as const), when }),
    // An effect comes at most as long after the client gave up as it had waited.
    fc.record({
      kind: fc.constant("delay" as const),
      when,
      milliseconds: fc.constantFrom(0.2, 1.5, 1.9).map((share) => Math.round(timeoutMs * share)),
    }),
    fc.record({ kind: fc.constant("respond" as const), status, body }),
    fc.constant({ kind: "respond" as const, status: 503, when: "after" as const }),
    fc.constant({ kind: "truncate" as const }),
    fc.constant({ kind: "wrong-types" as const }),
    fc.constant({ kind: "unknown-fields" as const }),
    ...(lockOuts ? [fc.constant({ kind: "lock-out" as const })] : []),
  );

const interference: fc.Arbitrary<FaultKind> = fc.record({
  kind: fc.constant("meanwhile" as const),
  when,
  act: fc.constantFrom("toggle" as const, "update" as const, "remove" as const),
});

const omission: fc.Arbitrary<FaultKind> = fc.record({
  kind: fc.constant("omit" as const),
  which: fc.constantFrom("newest" as const, "oldest" as const),
});

/** A list that lacks a key now and then: once in an apply, because two in a row are believed. */
const seldom = fc.record({ times: fc.constant(1), skip: fc.integer({ min: 0, max: 5 }) });
const howOften = fc.record({ times: fc.integer({ min: 1, max: 4 }), skip: fc.integer({ min: 0, max: 3 }) });

const faultAt = (
  endpoints: readonly EndpointName[],
  kinds: fc.Arbitrary<FaultKind>,
  often = howOften,
): fc.Arbitrary<Fault> =>
  fc
    .tuple(fc.constantFrom(...endpoints), kinds, often)
    .map(([endpoint, kind, times]) => ({ endpoint, ...kind, ...times }));

const atMostOneOmission = (faults: readonly Fault[]): readonly Fault[] => {
  const first = faults.findIndex(({ kind }) => kind === "omit");
  return faults.filter(({ kind }, index) => kind !== "omit" || index === first);
};

export function commandsWithin(limits: Limits): fc.Arbitrary<Command>[] {
  const faults = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: faultAt(ENDPOINTS, answers(limits)) },
      { weight: 2, arbitrary: faultAt(WRITES, interference) },
      { weight: 1, arbitrary: faultAt(["GET /auth/proxy"], omission, seldom) },
    ),
    { maxLength: 3 },
  );
  const interruption = fc.option(
    fc.record({ kind: fc.constantFrom(...limits.interruptions), afterCalls: fc.integer({ min: 0, max: 6 }) }),
    { nil: undefined, freq: 3 },
  );
  const address = fc.constantFrom(...ADDRESSES);
  const act = fc.constantFrom("toggle" as const, "update" as const, "remove" as const);
  const edits = fc.dictionary(address, fc.option(declarations, { freq: 5 }), { maxKeys: 3 });
  const troubled = fc
    .tuple(edits, faults.map(atMostOneOmission), interruption)
    .map((args) => new EditAndApply(...args));
  return [
    edits.map((changes) => new EditAndApply(changes, [], undefined)),
    troubled,
    troubled,
    troubled,
    fc.tuple(act, fc.nat(9)).map((args) => new Somebody(...args)),
    fc.tuple(declarations, fc.option(address)).map((args) => new SomebodyCreates(...args)),
  ];
}
