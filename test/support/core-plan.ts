// How core makes a plan for one object: what it asks of the provider, what it makes of the answer, and what it does not
// let pass (internal/terraform/node_resource_abstract_instance.go).
import { type ObjectValue, type Value, equal } from "../../src/terraform/cty";
import { type Schema, isComputed } from "../../src/terraform/framework";
import { type ProviderDefinition } from "../../src/terraform/protocol/tfplugin6_pb";
import { type Message, isFailure, messagesOf } from "./core-messages";
import { planBreaches } from "./core-rules";
import { type Client } from "./rpc-client";
import { fromWire, toWire } from "./typed-rpc";

/** One provider process, configured. */
export interface Session {
  readonly rpc: Client<ProviderDefinition>;
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

/** What a configuration says beside the attributes, and what is only known when it is applied. */
export interface Lifecycle {
  /** The attributes at apply, where some were unknown in the plan. */
  readonly resolved?: ObjectValue;
  readonly createBeforeDestroy?: boolean;
  readonly ignoreChanges?: readonly string[];
  /** As with -replace. */
  readonly replace?: boolean;
}

/** What a plan comes to. Null planned: to be destroyed. */
export interface Decision {
  readonly action: "no-op" | "create" | "update" | "delete";
  /** A new object in the place of the prior one. */
  readonly replaces: boolean;
  readonly planned: ObjectValue | null;
  readonly private: Uint8Array;
}

interface Answer {
  readonly planned: ObjectValue;
  readonly private: Uint8Array;
  readonly requiresReplace: readonly string[];
  readonly messages: readonly Message[];
}

const NOTHING = new Uint8Array();

export class Planner {
  constructor(
    private readonly typeName: string,
    private readonly schema: Schema,
  ) {}

  /** Undefined where the provider refuses. */
  async decide(
    session: Session,
    address: string,
    config: ObjectValue,
    prior: Instance | null,
    { ignoreChanges = [], replace: isForced = false }: Lifecycle,
    messages: Message[],
  ): Promise<Decision | undefined> {
    const { typeName, schema } = this;
    const validated = messagesOf(
      address,
      await session.rpc.validateResourceConfig({ typeName, config: this.wire(config) }),
    );
    messages.push(...validated);
    if (isFailure(validated)) return undefined;

    // A tainted object is planned anew as if there were none, and without what is kept of it in private.
    const from = prior?.tainted ? null : prior;
    const considered = from ? ignoring(config, from.value, ignoreChanges) : config;
    const asked = await this.ask(session, address, considered, from, from?.private ?? NOTHING);
    messages.push(...asked.messages);
    if (isFailure(asked.messages)) return undefined;
    const breaches = planBreaches(schema, from?.value ?? null, considered, asked.planned);
    if (breaches.length > 0) throw new Error(`${address}: invalid plan: ${breaches.join("; ")}`);
    if (from === null) return { ...asked, action: "create", replaces: prior !== null };

    const differs = (name: string) => !this.same(name, from.value, asked.planned);
    const mustBeReplaced = isForced || asked.requiresReplace.some(differs);
    if (!mustBeReplaced && !Object.keys(schema.attributes).some(differs))
      return { ...asked, action: "no-op", replaces: false };
    if (!mustBeReplaced) return { ...asked, action: "update", replaces: false };
    // Of this plan, warnings are not shown, and nothing is ignored in a new object.
    const anew = await this.ask(session, address, config, null, asked.private);
    if (isFailure(anew.messages)) messages.push(...anew.messages);
    return isFailure(anew.messages) ? undefined : { ...anew, action: "create", replaces: true };
  }

  async decideDestroy(
    session: Session,
    address: string,
    prior: Instance | null,
    messages: Message[],
  ): Promise<Decision> {
    const answer = await session.rpc.planResourceChange({
      typeName: this.typeName,
      priorState: this.wire(prior?.value ?? null),
      proposedNewState: this.wire(null),
      config: this.wire(null),
      priorPrivate: prior?.private ?? NOTHING,
    });
    messages.push(...messagesOf(address, answer));
    return { action: "delete", replaces: false, planned: null, private: answer.plannedPrivate };
  }

  private async ask(
    session: Session,
    address: string,
    config: ObjectValue,
    prior: Instance | null,
    priorPrivate: Uint8Array,
  ): Promise<Answer> {
    const answer = await session.rpc.planResourceChange({
      typeName: this.typeName,
      priorState: this.wire(prior?.value ?? null),
      proposedNewState: this.wire(this.proposed(config, prior?.value ?? null)),
      config: this.wire(config),
      priorPrivate,
    });
    const messages = messagesOf(address, answer);
    const planned = fromWire(this.schema, answer.plannedState) ?? (isFailure(messages) ? {} : null);
    if (planned === null) throw new Error(`${address}: a declared object is planned as null`);
    const requiresReplace = answer.requiresReplace.map(({ steps: [step] }) => String(step?.selector?.value));
    return { planned, private: answer.plannedPrivate, requiresReplace, messages };
  }

  private proposed(config: ObjectValue, prior: ObjectValue | null): ObjectValue {
    const entries = Object.entries(this.schema.attributes).map(([name, attribute]): [string, Value] => {
      const configured = config[name] ?? null;
      return [name, configured === null && isComputed(attribute) ? (prior?.[name] ?? null) : configured];
    });
    return Object.fromEntries(entries);
  }

  private same(name: string, a: ObjectValue, b: ObjectValue): boolean {
    const attribute = this.schema.attributes[name];
    if (!attribute) throw new Error(`there is no attribute ${name}`);
    return equal(attribute.type, a[name] ?? null, b[name] ?? null);
  }

  private wire(value: ObjectValue | null) {
    return toWire(this.schema, value);
  }
}

/** What changed of an attribute whose changes are ignored is not seen by the provider. */
const ignoring = (config: ObjectValue, prior: ObjectValue, names: readonly string[]): ObjectValue => ({
  ...config,
  ...Object.fromEntries(names.map((name) => [name, prior[name] ?? null])),
});
