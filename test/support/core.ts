// Terraform core's part, played over a provider's RPCs: refresh, plan and apply of one resource type, with the rules by
// which core holds a provider to its word (core-plan.ts, core-rules.ts). What breaks them throws. State is kept as core
// keeps it: by whatever a provider answers.
import { type ObjectValue, isWhollyKnown } from "../../src/terraform/cty";
import { type Schema } from "../../src/terraform/framework";
import { type Message, type Run, isFailure, messagesOf } from "./core-messages";
import { type Decision, type Instance, type Lifecycle, type Session, Planner } from "./core-plan";
import { compatibilityBreaches } from "./core-rules";
import { fromWire, toWire } from "./typed-rpc";

export { type Instance, type Lifecycle, type Message, type Run, type Session };

export interface Plan extends Run {
  /** By address; those that change nothing are left out. */
  readonly changes: ReadonlyMap<string, Change>;
}

export interface Change extends Decision {
  readonly config: ObjectValue | null;
  readonly prior: Instance | null;
  readonly lifecycle: Lifecycle;
}

/** As many at a time as terraform does. */
const PARALLELISM = 10;

export class Core {
  readonly state = new Map<string, Instance>();
  /** Objects that were to be destroyed after their replacements were created, and could not be, by address. */
  readonly deposed = new Map<string, Instance>();
  private readonly planner: Planner;

  constructor(
    private readonly typeName: string,
    private readonly schema: Schema,
  ) {
    this.planner = new Planner(typeName, schema);
  }

  /** Refreshes the state, and plans from there. Where either fails, the state stays as it was. */
  async plan(
    session: Session,
    declared: ReadonlyMap<string, ObjectValue>,
    lifecycles: ReadonlyMap<string, Lifecycle> = new Map(),
  ): Promise<Plan> {
    const messages: Message[] = [];
    const changes = new Map<string, Change>();
    const refreshed = await this.refresh(session, this.state, messages);
    const deposed = await this.refresh(session, this.deposed, messages);
    if (isFailure(messages)) return { messages, changes, failed: true };

    await each([...new Set([...declared.keys(), ...refreshed.keys()])], async (address) => {
      const prior = refreshed.get(address) ?? null;
      const config = declared.get(address) ?? null;
      const lifecycle = lifecycles.get(address) ?? {};
      const decision = config
        ? await this.planner.decide(session, address, config, prior, lifecycle, messages)
        : await this.planner.decideDestroy(session, address, prior, messages);
      if (decision && decision.action !== "no-op") changes.set(address, { ...decision, config, prior, lifecycle });
    });
    await each([...deposed], async ([address, prior]) => {
      const decision = await this.planner.decideDestroy(session, address, prior, messages);
      changes.set(deposedName(address), { ...decision, config: null, prior, lifecycle: {} });
    });
    const failed = isFailure(messages);
    if (!failed) replace(this.state, refreshed);
    if (!failed) replace(this.deposed, deposed);
    return { messages, changes, failed };
  }

  /** In another process than the plan's. What fails or is killed leaves in state what the provider answered. */
  async apply(session: Session, plan: Plan): Promise<Run> {
    const messages: Message[] = [];
    const replanned: Message[] = [];
    await each([...plan.changes], async ([name, change]) => {
      const address = name.replace(DEPOSED, "");
      const work = this.carryOut(session, address, name !== address, change, { messages, replanned });
      await Promise.race([work, session.killed]).catch((error: unknown) =>
        rethrowUnlessKilled(error, address, messages),
      );
    });
    return { messages, failed: isFailure(messages), replanned };
  }

  async import(session: Session, address: string, id: string): Promise<Run> {
    const { typeName } = this;
    const answer = await session.rpc.importResourceState({ typeName, id });
    const messages = [...messagesOf(address, answer)];
    const [imported] = answer.importedResources;
    if (isFailure(messages) || !imported) return { messages, failed: true };
    const value = fromWire(this.schema, imported.state);
    if (value === null) throw new Error(`${address}: nothing was imported`);
    const found = new Map([[address, { value, private: imported.private, tainted: false }]]);
    const refreshed = await this.refresh(session, found, messages);
    if (!isFailure(messages)) for (const [, instance] of refreshed) this.state.set(address, instance);
    return { messages, failed: isFailure(messages) };
  }

  private async refresh(
    session: Session,
    instances: ReadonlyMap<string, Instance>,
    messages: Message[],
  ): Promise<ReadonlyMap<string, Instance>> {
    const refreshed = new Map<string, Instance>();
    await each([...instances], async ([address, instance]) => {
      const answer = await session.rpc.readResource({
        typeName: this.typeName,
        currentState: toWire(this.schema, instance.value),
        private: instance.private,
      });
      messages.push(...messagesOf(address, answer));
      const value = fromWire(this.schema, answer.newState);
      if (!isWhollyKnown(value)) throw new Error(`${address}: an unknown value is read`);
      if (value !== null) refreshed.set(address, { ...instance, value, private: answer.private });
    });
    return refreshed;
  }

  /** One planned change, with `said` to be told. */
  private async carryOut(
    session: Session,
    address: string,
    isDeposed: boolean,
    change: Change,
    said: { messages: Message[]; replanned: Message[] },
  ): Promise<void> {
    const { action, lifecycle, prior, replaces } = change;
    if (isDeposed) return void (await this.destroy(session, address, this.deposed, change, said.messages));
    if (action === "delete") return void (await this.destroy(session, address, this.state, change, said.messages));
    if (!replaces) return void (await this.make(session, address, change, said));
    if (!lifecycle.createBeforeDestroy || !prior) {
      // There was no plan for this half: it gets what the plan of the new object answered.
      const isGone = await this.destroy(session, address, this.state, change, said.messages);
      if (isGone) await this.make(session, address, { ...change, prior: null }, said);
      return;
    }
    this.state.delete(address);
    this.deposed.set(address, prior);
    const isMade = await this.make(session, address, { ...change, prior: null }, said);
    if (!session.isAlive()) return;
    if (!isMade) {
      if (!this.state.has(address)) this.state.set(address, prior);
      if (this.state.get(address) === prior) this.deposed.delete(address);
      return;
    }
    const destroying = await this.planner.decideDestroy(session, address, prior, said.messages);
    await this.destroy(session, address, this.deposed, { ...change, ...destroying }, said.messages);
  }

  /** Creates or updates, by a plan that is made again, in which everything is known. True where that went well. */
  private async make(
    session: Session,
    address: string,
    change: Change,
    said: { messages: Message[]; replanned: Message[] },
  ): Promise<boolean> {
    const config = change.lifecycle.resolved ?? change.config;
    if (config === null) throw new Error(`${address}: nothing is declared`);
    const replanned: Message[] = [];
    const lifecycle = { ...change.lifecycle, replace: false };
    const again = await this.planner.decide(session, address, config, change.prior, lifecycle, replanned);
    said.messages.push(...replanned.filter(({ severity }) => severity === "error"));
    said.replanned.push(...replanned.filter(({ severity }) => severity === "warning"));
    if (!again) return false;
    this.checkPlannedAgain(address, change, again);
    if (again.action === "no-op") return true;

    const { prior } = change;
    const answer = await session.rpc.applyResourceChange({
      typeName: this.typeName,
      priorState: toWire(this.schema, prior?.value ?? null),
      plannedState: toWire(this.schema, again.planned),
      config: toWire(this.schema, config),
      plannedPrivate: again.private,
    });
    if (!session.isAlive()) return false;
    const own = messagesOf(address, answer);
    said.messages.push(...own);
    const value = fromWire(this.schema, answer.newState);
    const failed = isFailure(own);
    if (!isWhollyKnown(value)) throw new Error(`${address}: an unknown value is left after apply`);
    if (value !== null) {
      this.state.set(address, { value, private: answer.private, tainted: failed && prior === null });
    }
    if (!failed) this.checkApplied(address, again.planned, value);
    return !failed;
  }

  /** True where the object is gone from `instances`. */
  private async destroy(
    session: Session,
    address: string,
    instances: Map<string, Instance>,
    change: Change,
    messages: Message[],
  ): Promise<boolean> {
    const { prior } = change;
    if (!prior) return true;
    const answer = await session.rpc.applyResourceChange({
      typeName: this.typeName,
      priorState: toWire(this.schema, prior.value),
      plannedState: toWire(this.schema, null),
      config: toWire(this.schema, null),
      plannedPrivate: change.private,
    });
    if (!session.isAlive()) return false;
    const own = messagesOf(address, answer);
    messages.push(...own);
    const value = fromWire(this.schema, answer.newState);
    if (!isFailure(own)) this.checkApplied(address, null, value);
    if (value !== null) instances.set(address, { ...prior, value, private: answer.private });
    else if (!isFailure(own)) instances.delete(address);
    return !isFailure(own);
  }

  /** Core's "inconsistent final plan". An update may turn out to be none. */
  private checkPlannedAgain(address: string, first: Change, again: Decision): void {
    const isSame = again.action === first.action && (again.replaces === first.replaces || first.action === "create");
    if (!isSame && !(first.action === "update" && again.action === "no-op")) {
      const became = again.replaces ? "replace" : again.action;
      throw new Error(`${address}: inconsistent final plan: ${first.action} has become ${became}`);
    }
    const breaches = compatibilityBreaches(this.schema, first.planned, again.planned);
    if (breaches.length > 0) throw new Error(`${address}: inconsistent final plan: ${breaches.join("; ")}`);
  }

  private checkApplied(address: string, planned: ObjectValue | null, value: ObjectValue | null): void {
    const breaches = compatibilityBreaches(this.schema, planned, value);
    if (breaches.length > 0) throw new Error(`${address}: inconsistent result after apply: ${breaches.join("; ")}`);
  }
}

const DEPOSED = " (deposed)";
const deposedName = (address: string): string => `${address}${DEPOSED}`;

function replace<T>(all: Map<string, T>, next: ReadonlyMap<string, T>): void {
  all.clear();
  for (const [address, one] of next) all.set(address, one);
}

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
