// Terraform core's part, played over a provider's RPCs: refresh, plan and apply of one resource type, with the rules by
// which core holds a provider to its word. State is kept as core keeps it: by whatever a provider answers.
import { type Client } from "@connectrpc/connect";
import { type ObjectValue, type Value, decode, encode, equal, isWhollyKnown } from "../../src/terraform/cty";
import { type Schema, isComputed, objectTypeOf } from "../../src/terraform/framework";
import { type Provider, Diagnostic_Severity } from "../../src/terraform/protocol/tfplugin6_pb";

/** One provider process, configured. */
export interface Session {
  readonly rpc: Client<typeof Provider>;
  /** Rejects with {@link Killed} when the process is killed; what it answers afterwards is not heard. */
  readonly killed: Promise<never>;
  readonly isAlive: () => boolean;
}

export interface Instance {
  readonly value: ObjectValue;
  readonly private: Uint8Array;
  /** Its creation did not end well: it is replaced. */
  readonly tainted: boolean;
}

export interface Message {
  readonly address: string;
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
}

export interface Run {
  readonly messages: readonly Message[];
  readonly failed: boolean;
}

export interface Plan extends Run {
  /** By address; those that change nothing are left out. */
  readonly changes: ReadonlyMap<string, Change>;
}

interface Change {
  readonly config: ObjectValue | null;
  readonly prior: Instance | null;
  /** Null: to be destroyed. */
  readonly planned: ObjectValue | null;
  readonly private: Uint8Array;
  /** A new object in the place of the prior one. */
  readonly replaces: boolean;
}

type Wire = { readonly msgpack: Uint8Array } | undefined;
type Answered = { readonly diagnostics: readonly { severity: number; summary: string; detail: string }[] };

/** As many at a time as terraform does. */
const PARALLELISM = 10;

export class Core {
  readonly state = new Map<string, Instance>();

  constructor(
    private readonly typeName: string,
    private readonly schema: Schema,
  ) {}

  /** Refreshes the state, and plans from there. Where either fails, the state stays as it was. */
  async plan(session: Session, declared: ReadonlyMap<string, ObjectValue>): Promise<Plan> {
    const messages: Message[] = [];
    const changes = new Map<string, Change>();
    const refreshed = new Map<string, Instance>();
    await each([...this.state], async ([address, instance]) => {
      const answer = await session.rpc.readResource({
        typeName: this.typeName,
        currentState: this.wire(instance.value),
        private: instance.private,
      });
      messages.push(...messagesOf(address, answer));
      const value = this.value(answer.newState);
      if (value !== null) refreshed.set(address, { ...instance, value, private: answer.private });
    });
    if (isFailure(messages)) return { messages, changes, failed: true };

    await each([...new Set([...declared.keys(), ...refreshed.keys()])], async (address) => {
      const prior = refreshed.get(address) ?? null;
      const config = declared.get(address) ?? null;
      const change = await this.planOne(session, address, config, prior, messages);
      if (change) changes.set(address, change);
    });
    const failed = isFailure(messages);
    if (!failed) this.replaceState(refreshed);
    return { messages, changes, failed };
  }

  /** In another process than the plan's. What fails or is killed leaves in state what the provider answered. */
  async apply(session: Session, plan: Plan): Promise<Run> {
    const messages: Message[] = [];
    await each([...plan.changes], async ([address, change]) => {
      const steps = change.replaces ? [destroyOf(change), creationOf(change)] : [change];
      for (const step of steps) {
        const before = messages.length;
        await Promise.race([this.applyOne(session, address, step, messages), session.killed]).catch((error: unknown) =>
          rethrowUnlessKilled(error, address, messages),
        );
        if (isFailure(messages.slice(before).filter((message) => message.address === address))) return;
      }
    });
    return { messages, failed: isFailure(messages) };
  }

  async import(session: Session, address: string, id: string): Promise<Run> {
    const { typeName } = this;
    const answer = await session.rpc.importResourceState({ typeName, id });
    const messages = messagesOf(address, answer);
    const [imported] = answer.importedResources;
    if (isFailure(messages) || !imported) return { messages, failed: true };
    const read = await session.rpc.readResource({
      typeName,
      currentState: this.wire(this.value(imported.state)),
      private: imported.private,
    });
    messages.push(...messagesOf(address, read));
    const value = this.value(read.newState);
    if (value !== null && !isFailure(messages)) {
      this.state.set(address, { value, private: read.private, tainted: false });
    }
    return { messages, failed: isFailure(messages) };
  }

  private async planOne(
    session: Session,
    address: string,
    config: ObjectValue | null,
    prior: Instance | null,
    messages: Message[],
  ): Promise<Change | undefined> {
    const { typeName } = this;
    if (config === null) {
      const answer = await session.rpc.planResourceChange({
        typeName,
        priorState: this.wire(prior?.value ?? null),
        proposedNewState: this.wire(null),
        config: this.wire(null),
        priorPrivate: prior?.private ?? new Uint8Array(),
      });
      messages.push(...messagesOf(address, answer));
      return { config, prior, planned: null, private: answer.plannedPrivate, replaces: false };
    }
    const validated = await session.rpc.validateResourceConfig({ typeName, config: this.wire(config) });
    messages.push(...messagesOf(address, validated));
    if (isFailure(validated.diagnostics.map(toMessage(address)))) return undefined;
    const from = prior?.tainted ? null : prior;
    const asked = await this.askPlan(session, address, config, from, messages);
    if (from && asked.requiresReplace) {
      const { planned, private: kept } = await this.askPlan(session, address, config, null, messages);
      return { config, prior, planned, private: kept, replaces: true };
    }
    const { planned, private: kept } = asked;
    const unchanged = from !== null && planned !== null && equal(objectTypeOf(this.schema), from.value, planned);
    return unchanged ? undefined : { config, prior, planned, private: kept, replaces: prior?.tainted ?? false };
  }

  private async askPlan(
    session: Session,
    address: string,
    config: ObjectValue,
    prior: Instance | null,
    messages: Message[],
  ): Promise<{ planned: ObjectValue | null; private: Uint8Array; requiresReplace: boolean }> {
    const answer = await session.rpc.planResourceChange({
      typeName: this.typeName,
      priorState: this.wire(prior?.value ?? null),
      proposedNewState: this.wire(this.proposed(config, prior?.value ?? null)),
      config: this.wire(config),
      priorPrivate: prior?.private ?? new Uint8Array(),
    });
    messages.push(...messagesOf(address, answer));
    const planned = this.value(answer.plannedState);
    if (planned === null) throw new Error(`${address}: a declared object was planned as null`);
    for (const [name, { type }] of Object.entries(this.schema.attributes)) {
      const configured = config[name] ?? null;
      const value = planned[name] ?? null;
      const asPrior = prior !== null && equal(type, value, prior.value[name] ?? null);
      if (configured === null || equal(type, value, configured) || asPrior) continue;
      throw new Error(`${address}: ${name} is planned otherwise than configured`);
    }
    return { planned, private: answer.plannedPrivate, requiresReplace: answer.requiresReplace.length > 0 };
  }

  private async applyOne(session: Session, address: string, change: Change, messages: Message[]): Promise<void> {
    const { config, planned } = change;
    const prior = change.prior;
    if (prior && planned && config) await this.planAgain(session, address, { config, prior, planned });
    const answer = await session.rpc.applyResourceChange({
      typeName: this.typeName,
      priorState: this.wire(prior?.value ?? null),
      plannedState: this.wire(planned),
      config: this.wire(config),
      plannedPrivate: change.private,
    });
    if (!session.isAlive()) return;
    const own = messagesOf(address, answer);
    messages.push(...own);
    const value = this.value(answer.newState);
    const failed = isFailure(own);
    if (value === null) this.state.delete(address);
    else this.state.set(address, { value, private: answer.private, tainted: failed && prior === null });
    if (value !== null && !isWhollyKnown(value)) throw new Error(`${address}: an unknown value is left after apply`);
    if (!failed) this.checkApplied(address, planned, value);
  }

  /** Core's "inconsistent final plan". */
  private async planAgain(
    session: Session,
    address: string,
    { config, prior, planned }: { config: ObjectValue; prior: Instance; planned: ObjectValue },
  ): Promise<void> {
    const again = await this.askPlan(session, address, config, prior, []);
    if (again.planned === null || !equal(objectTypeOf(this.schema), again.planned, planned)) {
      throw new Error(`${address}: the plan at apply differs from the first one`);
    }
  }

  /** Core's "inconsistent result after apply". */
  private checkApplied(address: string, planned: ObjectValue | null, value: ObjectValue | null): void {
    if ((planned === null) !== (value === null)) throw new Error(`${address}: apply made or lost an object unplanned`);
    for (const [name, { type }] of Object.entries(this.schema.attributes)) {
      const wanted = planned?.[name] ?? null;
      if (!isWhollyKnown(wanted) || equal(type, wanted, value?.[name] ?? null)) continue;
      throw new Error(`${address}: ${name} is not as planned after apply`);
    }
  }

  private proposed(config: ObjectValue, prior: ObjectValue | null): ObjectValue {
    const entries = Object.entries(this.schema.attributes).map(([name, attribute]): [string, Value] => {
      const configured = config[name] ?? null;
      return [name, configured === null && isComputed(attribute) ? (prior?.[name] ?? null) : configured];
    });
    return Object.fromEntries(entries);
  }

  private replaceState(next: ReadonlyMap<string, Instance>): void {
    this.state.clear();
    for (const [address, instance] of next) this.state.set(address, instance);
  }

  private wire(value: ObjectValue | null): Wire {
    return { msgpack: encode(objectTypeOf(this.schema), value) };
  }

  private value(wire: Wire): ObjectValue | null {
    if (!wire) return null;
    const value = decode(objectTypeOf(this.schema), wire.msgpack);
    if (typeof value === "symbol") throw new Error("the provider answered an unknown object");
    return value;
  }
}

/** Core hands the destroying half the private state of the object, for which there was no plan. */
const destroyOf = (change: Change): Change => ({
  ...change,
  config: null,
  planned: null,
  private: change.prior?.private ?? new Uint8Array(),
});
const creationOf = (change: Change): Change => ({ ...change, prior: null });

const toMessage =
  (address: string) =>
  ({ severity, summary, detail }: Answered["diagnostics"][number]): Message => ({
    address,
    severity: severity === Number(Diagnostic_Severity.ERROR) ? "error" : "warning",
    summary,
    detail,
  });

const messagesOf = (address: string, { diagnostics }: Answered): Message[] => diagnostics.map(toMessage(address));

const isFailure = (messages: readonly Message[]): boolean => messages.some(({ severity }) => severity === "error");

/** What the process had not answered is lost with it: core keeps the prior state. */
export class Killed extends Error {}

function rethrowUnlessKilled(error: unknown, address: string, messages: Message[]): void {
  if (!(error instanceof Killed)) throw error;
  messages.push({ address, severity: "error", summary: "The plugin did not respond", detail: "" });
}

async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: PARALLELISM }, worker));
}
