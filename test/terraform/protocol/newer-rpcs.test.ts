// What newer clients ask besides (protocol 6.7 to 6.10), over gRPC's own types: identities, ephemeral resources, lists,
// generated configuration and actions.
import { type ObjectValue, UNKNOWN, decode, encode, types } from "../../../src/terraform/cty";
import {
  type Attributes,
  DiagnosticsError,
  type Provider,
  type ResourceIdentity,
  computed,
  errorDiagnostic,
  optional,
  required,
  warningDiagnostic,
} from "../../../src/terraform/framework";
import { providerServer } from "../../../src/terraform/protocol";
import { invokeAction } from "../../../src/terraform/protocol/handlers/invoke-action";
import { Session } from "../../../src/terraform/protocol/session";
import { InvokeAction_Request, ProviderDefinition } from "../../../src/terraform/protocol/tfplugin6_pb";
import { type Client, createClient, inProcess } from "../../support/rpc-client";

const attributes = {
  name: required(types.string, {
    description: "Name.",
    validators: [{ validate: (value, path) => (value === "bad" ? [errorDiagnostic("Bad name", "hush", path)] : []) }],
  }),
  id: computed(types.string, { description: "Id." }),
} satisfies Attributes;
const schema = { version: 0, description: "A thing.", attributes };

const identity: ResourceIdentity = {
  version: 1,
  attributes: {
    id: { type: types.string, requiredForImport: true, description: "Id." },
    name: { type: types.string, requiredForImport: false, description: "Name." },
  },
  upgraders: { 0: () => ({ id: "upgraded", name: "n" }) },
};

/** What the toys were asked, in order. */
let asked: unknown[];
let logged: unknown[];

const provider: Provider = {
  schema: { version: 0, description: "Toys.", attributes: {} },
  resources: [
    {
      typeName: "toy_thing",
      schema,
      identity,
      create: async ({ planned }) => ({ state: { ...planned, id: "1" } }),
      read: async ({ state }) => ({ state: state.name === "gone" ? null : state }),
      update: async ({ planned }) => ({ state: planned }),
      delete: async () => ({ state: null }),
      import: async ({ target }) => {
        asked.push(target);
        return { state: { name: "n", id: "1" } };
      },
      advise: async ({ planned }) => [warningDiagnostic("Advice", `on hush ${typeof planned.name}`)],
    },
    {
      typeName: "toy_plain",
      schema,
      create: async ({ planned }) => ({ state: planned }),
      read: async ({ state }) => ({ state }),
      update: async ({ planned }) => ({ state: planned }),
      delete: async () => ({ state: null }),
      generateConfig: (state) => ({ ...state, name: "generated", id: null }),
    },
  ],
  dataSources: [],
  ephemeralResources: [
    {
      typeName: "toy_moment",
      schema,
      open: async ({ config }) => {
        if (config.name === "refused") throw new DiagnosticsError([errorDiagnostic("Refused", "hush")]);
        return { result: { ...config, id: "e1" }, private: { n: 1 }, renewAt: 1_700_000_000_250 };
      },
      renew: async ({ private: held }) => ({ private: { n: Number(held.n) + 1 } }),
      close: async ({ private: held, signal, end }) => {
        asked.push([held, signal.aborted]);
        if (end.aborted) throw new DiagnosticsError([errorDiagnostic("Left", "hush")]);
        return { diagnostics: [warningDiagnostic("Closed", "hush")] };
      },
    },
    { typeName: "toy_blink", schema, open: async ({ config }) => ({ result: { ...config, id: "b" } }) },
  ],
  listResources: [
    {
      typeName: "toy_thing",
      schema: { version: 0, description: "", attributes: { prefix: optional(types.string, { description: "P." }) } },
      async *list({ config, limit }) {
        asked.push([config.prefix, limit]);
        yield { displayName: "one", state: { name: "a", id: "1" }, diagnostics: [warningDiagnostic("Hm", "hush")] };
        yield { displayName: "two", state: { name: "b", id: "2" } };
        throw new DiagnosticsError([errorDiagnostic("Cut off", "hush")]);
      },
    },
  ],
  actions: [
    {
      typeName: "toy_shake",
      schema,
      plan: async ({ config, client }) => {
        if (config.name === "fragile") throw new DiagnosticsError([errorDiagnostic("Would break", "hush")]);
        return [warningDiagnostic("Will shake", `hush, ${String(client)}`)];
      },
      invoke: async ({ config, progress }) => {
        progress("hush, shaking");
        await new Promise(setImmediate);
        progress("still shaking");
        asked.push("shaken");
        if (config.name === "broken") throw new DiagnosticsError([errorDiagnostic("Broke", "hush")]);
        return [warningDiagnostic("Shaken", "not stirred")];
      },
    },
  ],
  configure: async () => ({ client: "client" }),
};

const type = types.object({ name: types.string, id: types.string });
const wire = (value: ObjectValue | null) => ({ msgpack: encode(type, value) });
const value = (dynamic: { msgpack: Uint8Array } | undefined) => dynamic && decode(type, dynamic.msgpack);
const named = (name: string): ObjectValue => ({ name, id: null });
const text = (json: Uint8Array) => new TextDecoder().decode(json);

const END = new AbortController().signal;

let client: Client<ProviderDefinition>;
let finish: (end: AbortSignal) => Promise<void>;
beforeEach(async () => {
  asked = [];
  logged = [];
  const log = { trace: () => undefined, error: (...line: unknown[]) => void logged.push(line) };
  const server = providerServer(provider, log, (message) => message.replaceAll("hush", "***"));
  finish = server.finish;
  client = createClient(ProviderDefinition, inProcess(server.methods));
  await client.configureProvider({ config: { msgpack: Uint8Array.of(0x80) } });
});

async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

test("what is offered is told by schema and metadata alike", async () => {
  const schemas = await client.getProviderSchema({});
  expect(Object.keys(schemas.ephemeralResourceSchemas)).toEqual(["toy_moment", "toy_blink"]);
  expect(Object.keys(schemas.listResourceSchemas)).toEqual(["toy_thing"]);
  expect(schemas.actionSchemas.toy_shake?.schema?.block?.attributes.map(({ name }) => name)).toEqual(["name", "id"]);
  expect(schemas.serverCapabilities).toMatchObject({ generateResourceConfig: true });
  expect(await client.getMetadata({})).toMatchObject({
    ephemeralResources: [{ typeName: "toy_moment" }, { typeName: "toy_blink" }],
    listResources: [{ typeName: "toy_thing" }],
    actions: [{ typeName: "toy_shake" }],
  });
});

describe("identity", () => {
  const IDENTITY: ObjectValue = { id: "1", name: "n" };
  const told = (data: { identityData?: { msgpack: Uint8Array } } | undefined) => value(data?.identityData);

  test("its schema, for resources that have one", async () => {
    const { identitySchemas } = await client.getResourceIdentitySchemas({});
    expect(Object.keys(identitySchemas)).toEqual(["toy_thing"]);
    expect(identitySchemas.toy_thing?.version).toBe(1n);
    expect(
      identitySchemas.toy_thing?.identityAttributes.map((a) => [
        a.name,
        text(a.type),
        a.requiredForImport,
        a.optionalForImport,
      ]),
    ).toEqual([
      ["id", '"string"', true, false],
      ["name", '"string"', false, true],
    ]);
  });

  test("is answered by read, plan, apply and import, and left out while it is not known", async () => {
    const typeName = "toy_thing";
    const state = wire({ id: "1", name: "n" });
    const read = await client.readResource({ typeName, currentState: state });
    expect(told(read.newIdentity)).toEqual(IDENTITY);
    const gone = await client.readResource({ typeName, currentState: wire({ id: "1", name: "gone" }) });
    expect([gone.newState && value(gone.newState), gone.newIdentity]).toEqual([null, undefined]);
    const creation = await client.planResourceChange({
      typeName,
      priorState: wire(null),
      proposedNewState: wire(named("n")),
      config: wire(named("n")),
    });
    expect([value(creation.plannedState), creation.plannedIdentity]).toEqual([{ name: "n", id: UNKNOWN }, undefined]);
    const kept = await client.planResourceChange({
      typeName,
      priorState: state,
      proposedNewState: state,
      config: wire(named("n")),
    });
    expect(told(kept.plannedIdentity)).toEqual(IDENTITY);
    const destroy = await client.planResourceChange({ typeName, priorState: state, proposedNewState: wire(null) });
    expect(told(destroy.plannedIdentity)).toEqual(IDENTITY);
    const applied = await client.applyResourceChange({
      typeName,
      priorState: wire(null),
      plannedState: creation.plannedState,
      config: wire(named("n")),
    });
    expect(told(applied.newIdentity)).toEqual(IDENTITY);
    const imported = await client.importResourceState({ typeName, id: "1" });
    expect(told(imported.importedResources[0]?.identity)).toEqual(IDENTITY);
  });

  test("an import may bring an identity instead of an id", async () => {
    await client.importResourceState({ typeName: "toy_thing", identity: { identityData: wire(IDENTITY) } });
    await client.importResourceState({ typeName: "toy_thing", id: "x" });
    expect(asked).toEqual([
      { kind: "identity", identity: { id: "1", name: "n" } },
      { kind: "id", id: "x" },
    ]);
  });

  test.each<[string, bigint, string, ObjectValue | string]>([
    ["of this version", 1n, '{"id":"7","name":"m"}', { id: "7", name: "m" }],
    ["of an earlier version", 0n, '{"old":true}', { id: "upgraded", name: "n" }],
    ["of a later version", 2n, "{}", "The identity of toy_thing was written by a newer version of the provider"],
    ["that is no such object", 1n, '{"id":{}}', "Bug in the provider during UpgradeResourceIdentity"],
  ])("a stored one %s", async (_, version, json, expected) => {
    const rawIdentity = { json: new TextEncoder().encode(json) };
    const answer = await client.upgradeResourceIdentity({ typeName: "toy_thing", version, rawIdentity });
    const upgraded = told(answer.upgradedIdentity);
    expect(upgraded ?? answer.diagnostics[0]?.summary).toEqual(expected);
  });

  test("none is stored for an object of before", async () => {
    const answer = await client.upgradeResourceIdentity({ typeName: "toy_thing", version: 0n });
    expect([answer.upgradedIdentity, answer.diagnostics]).toEqual([undefined, []]);
  });
});

test("advice is given beside a plan", async () => {
  const config = wire(named("n"));
  const answer = await client.planResourceChange({
    typeName: "toy_thing",
    priorState: wire(null),
    proposedNewState: config,
    config,
  });
  expect(answer.diagnostics).toMatchObject([{ summary: "Advice", detail: "on *** string" }]);
});

test("a generated configuration: what the provider alone computes is null, or as the resource says", async () => {
  const state = wire({ name: "${hostile}", id: "1" });
  const generic = await client.generateResourceConfig({ typeName: "toy_thing", state });
  expect(generic.config && value(generic.config)).toEqual({ name: "${hostile}", id: null });
  const own = await client.generateResourceConfig({ typeName: "toy_plain", state });
  expect(own.config && value(own.config)).toEqual({ name: "generated", id: null });
});

describe("ephemeral resources", () => {
  test("open, renew and close hand on what is held", async () => {
    const typeName = "toy_moment";
    const opened = await client.openEphemeralResource({ typeName, config: wire(named("m")) });
    expect(opened.result && value(opened.result)).toEqual({ name: "m", id: "e1" });
    expect(opened.renewAt).toEqual(new Date(1_700_000_000_250));
    const renewed = await client.renewEphemeralResource({ typeName, private: opened.private });
    expect(renewed.renewAt).toBeUndefined();
    const closed = await client.closeEphemeralResource({ typeName, private: renewed.private });
    expect(closed.diagnostics).toMatchObject([{ summary: "Closed", detail: "***" }]);
    expect(asked).toEqual([[{ n: 2 }, false]]);
  });

  test("a close that brings what was held at the opening closes what was renewed last, and nothing is left", async () => {
    const typeName = "toy_moment";
    const opened = await client.openEphemeralResource({ typeName, config: wire(named("m")) });
    await client.renewEphemeralResource({ typeName, private: opened.private });
    await client.renewEphemeralResource({ typeName, private: opened.private });
    await client.closeEphemeralResource({ typeName, private: opened.private });
    await finish(END);
    expect(asked).toEqual([[{ n: 3 }, false]]);
  });

  test("what was not closed is closed at the end, once, as it was renewed last", async () => {
    const typeName = "toy_moment";
    const open = () => client.openEphemeralResource({ typeName, config: wire(named("m")) });
    const [first, second] = [await open(), await open(), await open()];
    await client.closeEphemeralResource({ typeName, private: first.private });
    await client.renewEphemeralResource({ typeName, private: second.private });
    await client.openEphemeralResource({ typeName: "toy_blink", config: wire(named("m")) });
    asked = [];
    await finish(END);
    await finish(END);
    expect(asked).toEqual([
      [{ n: 2 }, false],
      [{ n: 1 }, false],
    ]);
  });

  test("what cannot be closed until the end is logged, for nobody listens any more", async () => {
    await client.openEphemeralResource({ typeName: "toy_moment", config: wire(named("m")) });
    await finish(AbortSignal.abort());
    expect(logged).toEqual([["Left", { during: "close of toy_moment", detail: "***" }]]);
  });

  test("close is asked of the resource after StopProvider too", async () => {
    await client.stopProvider({});
    await client.closeEphemeralResource({ typeName: "toy_moment", private: new TextEncoder().encode('{"n":1}') });
    expect(asked).toEqual([[{ n: 1 }, true]]);
  });

  test("one that needs neither renewing nor closing", async () => {
    const typeName = "toy_blink";
    const opened = await client.openEphemeralResource({ typeName, config: wire(named("m")) });
    const renewed = await client.renewEphemeralResource({ typeName, private: opened.private });
    const closed = await client.closeEphemeralResource({ typeName, private: opened.private });
    expect([opened.renewAt, renewed.diagnostics, closed.diagnostics]).toEqual([undefined, [], []]);
  });

  test.each([
    ["refused", "Refused"],
    ["bad", "Bad name"],
  ])("a failure (%s) is a diagnostic", async (name, summary) => {
    const opened = await client.openEphemeralResource({ typeName: "toy_moment", config: wire(named(name)) });
    expect(opened.diagnostics).toMatchObject([{ summary, detail: "***" }]);
  });

  test("validation", async () => {
    const answer = await client.validateEphemeralResourceConfig({ typeName: "toy_moment", config: wire(named("bad")) });
    expect(answer.diagnostics).toMatchObject([{ summary: "Bad name" }]);
  });
});

describe("lists", () => {
  const config = { msgpack: encode(types.object({ prefix: types.string }), { prefix: "p" }) };

  test("one event for each object, and what fails is the last", async () => {
    const events = await all(client.listResource({ typeName: "toy_thing", config, includeResourceObject: true }));
    expect(
      events.map(({ displayName, identity: identified, resourceObject, diagnostic }) => [
        displayName,
        value(identified?.identityData),
        resourceObject && value(resourceObject),
        diagnostic.map(({ summary, detail }) => `${summary}: ${detail}`),
      ]),
    ).toEqual([
      ["one", { id: "1", name: "a" }, { name: "a", id: "1" }, ["Hm: ***"]],
      ["two", { id: "2", name: "b" }, { name: "b", id: "2" }, []],
      ["", undefined, undefined, ["Cut off: ***"]],
    ]);
    expect(asked).toEqual([["p", Infinity]]);
  });

  test("no more than the limit, no objects that are not asked for, and no config block", async () => {
    const events = await all(client.listResource({ typeName: "toy_thing", limit: 1n }));
    expect(events.map(({ displayName, resourceObject }) => [displayName, resourceObject])).toEqual([
      ["one", undefined],
    ]);
    expect(asked).toEqual([[null, 1]]);
  });

  test("an unknown type is an event too", async () => {
    const events = await all(client.listResource({ typeName: "toy_other" }));
    expect(events.map(({ diagnostic }) => diagnostic[0]?.summary)).toEqual([
      "This version of the provider has no list resource toy_other",
    ]);
  });

  test("validation", async () => {
    const answer = await client.validateListResourceConfig({ typeName: "toy_thing", config });
    expect(answer.diagnostics).toEqual([]);
  });
});

describe("actions", () => {
  const invoke = async (name: string) => {
    const events = await all(client.invokeAction({ actionType: "toy_shake", config: wire(named(name)) }));
    return events.map(({ type: event }) =>
      event?.$case === "completed"
        ? event.value.diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`)
        : event?.value.message,
    );
  };

  test("progress as it comes, then one completion", async () => {
    expect(await invoke("n")).toEqual(["***, shaking", "still shaking", ["Shaken: not stirred"]]);
  });

  test("a client that hears no more does not end it early", async () => {
    const session = new Session(provider, { trace: () => undefined, error: () => undefined }, (message) => message);
    session.configure({ client: "client", graceMs: 0 });
    const request = InvokeAction_Request.fromPartial({ actionType: "toy_shake", config: wire(named("n")) });
    for await (const event of invokeAction(session, request)) {
      expect([event.type?.$case, asked]).toEqual(["progress", []]);
      break;
    }
    expect(asked).toEqual(["shaken"]);
  });

  test("a failure completes it", async () => {
    expect(await invoke("broken")).toEqual(["***, shaking", "still shaking", ["Broke: ***"]]);
    expect(await invoke("bad")).toEqual([["Bad name: ***"]]);
  });

  test("validation and plan", async () => {
    const request = { actionType: "toy_shake", config: wire(named("bad")) };
    expect((await client.validateActionConfig(request)).diagnostics).toMatchObject([{ summary: "Bad name" }]);
    expect((await client.planAction(request)).diagnostics).toMatchObject([{ summary: "Bad name" }]);
    const planned = (name: string) => client.planAction({ actionType: "toy_shake", config: wire(named(name)) });
    expect((await planned("n")).diagnostics).toMatchObject([{ summary: "Will shake", detail: "***, client" }]);
    expect((await planned("fragile")).diagnostics).toMatchObject([{ summary: "Would break", detail: "***" }]);
    const unknown = await client.planAction({ actionType: "toy_other" });
    expect(unknown.diagnostics).toMatchObject([{ summary: "This version of the provider has no action toy_other" }]);
  });
});
