// The service over gRPC's own types: what each RPC answers, and that no failure loses state or leaves an RPC hanging.
import { encode as pack } from "@msgpack/msgpack";
import { type ObjectValue, UNKNOWN, decode, encode, types } from "../../../src/terraform/cty";
import {
  type Attributes,
  type DataSource,
  DiagnosticsError,
  type Provider,
  type Resource,
  computed,
  errorDiagnostic,
  optional,
  optionalComputed,
  required,
  useStateForUnknown,
  warningDiagnostic,
} from "../../../src/terraform/framework";
import { type NamedMethod } from "../../../src/terraform/goplugin";
import { providerServer } from "../../../src/terraform/protocol";
import { Diagnostic_Severity, ProviderDefinition } from "../../../src/terraform/protocol/tfplugin6_pb";
import { createClient, inProcess } from "../../support/rpc-client";

const attributes = {
  name: required(types.string, {
    description: "Name.",
    validators: [
      {
        validate: (value, path) => (value === "bad" ? [errorDiagnostic("Bad name", "hush: choose another", path)] : []),
      },
      {
        validate: (value, path, stage) =>
          value === "word" && stage === "used" ? [errorDiagnostic("Made up", "by a mock", path)] : [],
      },
    ],
  }),
  size: optional(types.number, { description: "Size." }),
  id: computed(types.string, { description: "Id.", sensitive: true, planModifiers: [useStateForUnknown] }),
} satisfies Attributes;

const toy: Resource<typeof attributes, string> = {
  typeName: "toy_thing",
  schema: { version: 2, description: "A thing.", attributes },
  async create({ planned, client }) {
    if (planned.name === "explode") throw new Error("secret detail");
    return { state: { ...planned, id: `${client}-1` }, private: { made: true } };
  },
  async read({ state, private: kept }) {
    if (state.name === "gone") return { state: null };
    if (state.name === "refused") throw new DiagnosticsError([errorDiagnostic("Refused", "by hush")]);
    return { state, private: { ...kept, reads: 1 } };
  },
  async update({ planned, prior }) {
    const diagnostics = [errorDiagnostic("Half done", "size is left")];
    return { state: { ...planned, size: prior.size }, diagnostics };
  },
  async delete() {
    return { state: null };
  },
  planDestroy: () => ({ private: { warned: true }, diagnostics: [warningDiagnostic("Careful", "It will be gone.")] }),
  import: async ({ target }) => ({
    state:
      target.kind === "id"
        ? { name: target.id, size: null, id: target.id }
        : { name: "by identity", size: null, id: "1" },
  }),
  move: async ({ providerAddress, typeName, schemaVersion, state }) => {
    const text = JSON.stringify(state);
    if (text.includes("refused")) throw new DiagnosticsError([errorDiagnostic("Refused", "by hush")]);
    return {
      state: { name: `${providerAddress} ${typeName} ${schemaVersion} ${text}`, size: null, id: "moved" },
      private: { moved: true },
      diagnostics: [warningDiagnostic("Moved", "hush")],
    };
  },
  upgraders: {
    0: (state) => (isRecord(state) ? { ...state, name: "from-0" } : state),
    1: (state) => (isRecord(state) ? { ...state, id: "from-1" } : state),
  },
};

const crayonAttributes = {
  colour: optionalComputed(types.string, { description: "Colour.", default: "grey" }),
  length: optionalComputed(types.number, { description: "Length." }),
} satisfies Attributes;
const crayonType = types.object({ colour: types.string, length: types.number });

const crayon: Resource<typeof crayonAttributes, string> = {
  typeName: "toy_crayon",
  schema: { version: 0, description: "A crayon.", attributes: crayonAttributes },
  create: async ({ planned }) => ({ state: planned }),
  read: async ({ state }) => ({ state }),
  update: async ({ planned }) => ({ state: planned }),
  delete: async () => ({ state: null }),
};

const isRecord = (json: unknown): json is Record<string, never> => typeof json === "object" && json !== null;

const lookup: DataSource<typeof attributes, string> = {
  typeName: "toy_lookup",
  schema: { version: 0, description: "", attributes },
  read: async ({ config }) => ({ state: { ...config, id: "found" } }),
};

const providerAttributes = { token: optional(types.string, { description: "Token." }) } satisfies Attributes;

const provider: Provider<typeof providerAttributes, string> = {
  schema: { version: 0, description: "Toys.", attributes: providerAttributes },
  resources: [toy, crayon],
  dataSources: [lookup],
  configure: async ({ config, terraformVersion }) => ({
    client: typeof config.token === "string" ? config.token : "none",
    diagnostics: [warningDiagnostic("Hello", terraformVersion)],
  }),
};

const type = types.object({ name: types.string, size: types.number, id: types.string });
const wire = (value: ObjectValue | null) => ({ msgpack: encode(type, value) });
const value = (dynamic: { msgpack: Uint8Array } | undefined) => dynamic && decode(type, dynamic.msgpack);
const json = (text: string) => ({ json: new TextEncoder().encode(text) });
const THING: ObjectValue = { name: "a", size: null, id: "1" };

let methods: readonly NamedMethod[];
let stop: () => void;

beforeEach(() => {
  const silent = { trace: () => undefined, error: () => undefined };
  const server = providerServer(provider, silent, (text) => text.replaceAll("hush", "***"));
  methods = server.methods;
  stop = server.stop;
});

const client = () => createClient(ProviderDefinition, inProcess(methods));

async function configured() {
  const config = { msgpack: encode(types.object({ token: types.string }), { token: "t" }) };
  await client().configureProvider({ terraformVersion: "1.11.4", config });
  return client();
}

test("schemas carry types, modes and capabilities", async () => {
  const {
    provider: own,
    resourceSchemas,
    dataSourceSchemas,
    serverCapabilities,
  } = await client().getProviderSchema({});
  expect(serverCapabilities).toMatchObject({ planDestroy: true, getProviderSchemaOptional: true });
  expect(own?.block?.attributes.map(({ name }) => name)).toEqual(["token"]);
  expect(Object.keys(dataSourceSchemas)).toEqual(["toy_lookup"]);
  const thing = resourceSchemas.toy_thing;
  expect(thing?.version).toBe(2n);
  expect(
    thing?.block?.attributes.map(({ name, type: typeJson, required: r, optional: o, computed: c, sensitive: s }) => [
      name,
      new TextDecoder().decode(typeJson),
      r,
      o,
      c,
      s,
    ]),
  ).toEqual([
    ["name", '"string"', true, false, false, false],
    ["size", '"number"', false, true, false, false],
    ["id", '"string"', false, false, true, true],
  ]);
});

test("metadata names what is offered", async () => {
  const { resources, dataSources } = await client().getMetadata({});
  expect([resources, dataSources].map((list) => list.map(({ typeName }) => typeName))).toEqual([
    ["toy_thing", "toy_crayon"],
    ["toy_lookup"],
  ]);
});

test("a validator's diagnostic has its path and is redacted; unknown values pass", async () => {
  const validate = (name: ObjectValue["name"]) =>
    client().validateResourceConfig({
      typeName: "toy_thing",
      config: wire({ ...THING, id: null, name: name ?? null }),
    });
  expect((await validate(UNKNOWN)).diagnostics).toEqual([]);
  expect((await validate("bad")).diagnostics).toMatchObject([
    {
      severity: Diagnostic_Severity.ERROR,
      summary: "Bad name",
      detail: "***: choose another",
      attribute: { steps: [{ selector: { $case: "attributeName", value: "name" } }] },
    },
  ]);
});

test("configure hands its client to handlers", async () => {
  const { newState, private: kept } = await (
    await configured()
  ).applyResourceChange({
    typeName: "toy_thing",
    config: wire({ ...THING, id: null }),
    priorState: wire(null),
    plannedState: wire({ ...THING, id: UNKNOWN }),
  });
  expect(value(newState)).toEqual({ name: "a", size: null, id: "t-1" });
  expect(new TextDecoder().decode(kept)).toBe('{"made":true}');
});

test.each([
  ["1e-10001", `0.${"0".repeat(10_000)}1`],
  ["1e10001", `1${"0".repeat(10_001)}`],
])("a number that nobody needs (%s) is its author's error, where it stands", async (_, size) => {
  const msgpack = pack({ ...THING, size, id: null });
  const { diagnostics } = await client().validateResourceConfig({ typeName: "toy_thing", config: { msgpack } });
  expect(diagnostics).toMatchObject([
    {
      summary: "A number is too large or too small",
      detail: "size has more than 10000 digits when it is written without an exponent. Write a number with fewer.",
      attribute: { steps: [{ selector: { $case: "attributeName", value: "size" } }] },
    },
  ]);
});

test("a bug in create is a diagnostic that asks for a report, without state", async () => {
  const { newState, diagnostics } = await (
    await configured()
  ).applyResourceChange({
    typeName: "toy_thing",
    config: wire({ ...THING, name: "explode", id: null }),
    priorState: wire(null),
    plannedState: wire({ ...THING, name: "explode", id: UNKNOWN }),
  });
  expect(value(newState)).toBeNull();
  expect(diagnostics.map(({ summary }) => summary)).toEqual(["Bug in the provider during apply of toy_thing"]);
});

test("an update that fails half-way answers the state that was reached", async () => {
  const { newState, diagnostics } = await (
    await configured()
  ).applyResourceChange({
    typeName: "toy_thing",
    config: wire({ ...THING, name: "b", id: null }),
    priorState: wire(THING),
    plannedState: wire({ ...THING, name: "b" }),
  });
  expect(value(newState)).toEqual({ ...THING, name: "b" });
  expect(diagnostics.map(({ summary }) => summary)).toEqual(["Half done"]);
});

test("what was unknown in the plan is validated before anything is called", async () => {
  const { newState, diagnostics } = await (
    await configured()
  ).applyResourceChange({
    typeName: "toy_thing",
    config: wire({ ...THING, name: "bad", id: null }),
    priorState: wire(null),
    plannedState: wire({ ...THING, name: "bad", id: UNKNOWN }),
  });
  expect(value(newState)).toBeNull();
  expect(diagnostics.map(({ summary }) => summary)).toEqual(["Bad name"]);
});

describe("read", () => {
  const read = async (name: string) =>
    (await configured()).readResource({ typeName: "toy_thing", currentState: wire({ ...THING, name }) });

  test("gone is null", async () => expect(value((await read("gone")).newState)).toBeNull());

  test("a refusal leaves the state alone", async () => {
    const { newState, diagnostics } = await read("refused");
    expect(value(newState)).toEqual({ ...THING, name: "refused" });
    expect(diagnostics.map(({ detail }) => detail)).toEqual(["by ***"]);
  });

  test("private state is kept and added to", async () => {
    const response = await (
      await configured()
    ).readResource({ typeName: "toy_thing", currentState: wire(THING), private: json('{"made":true}').json });
    expect(new TextDecoder().decode(response.private)).toBe('{"made":true,"reads":1}');
  });

  test("before configure is answered with a diagnostic, and the state", async () => {
    const { newState, diagnostics } = await client().readResource({ typeName: "toy_thing", currentState: wire(THING) });
    expect(value(newState)).toEqual(THING);
    expect(diagnostics).toHaveLength(1);
  });
});

test("a planned destroy is null and may warn", async () => {
  const { plannedState, diagnostics } = await (
    await configured()
  ).planResourceChange({ typeName: "toy_thing", priorState: wire(THING), proposedNewState: wire(null) });
  expect(value(plannedState)).toBeNull();
  expect(diagnostics).toMatchObject([{ severity: Diagnostic_Severity.WARNING, summary: "Careful" }]);
});

describe("upgrade of stored state", () => {
  const upgrade = (version: bigint, text: string) =>
    client().upgradeResourceState({ typeName: "toy_thing", version, rawState: json(text) });

  test("at the same version loses no digit of a number", async () => {
    const { upgradedState } = await upgrade(2n, '{"name":"a","size":9007199254740993,"id":"1"}');
    const upgraded = value(upgradedState);
    expect(upgraded !== null && upgraded !== UNKNOWN && String(upgraded?.size)).toBe("9007199254740993");
  });

  test("goes step by step from an older version", async () => {
    const { upgradedState } = await upgrade(0n, '{"name":"a"}');
    expect(value(upgradedState)).toEqual({ name: "from-0", size: null, id: "from-1" });
  });

  test("from a newer version says to upgrade the provider", async () => {
    const { diagnostics } = await upgrade(3n, "{}");
    expect(diagnostics.map(({ summary }) => summary)).toEqual([
      "The state of toy_thing was written by a newer version of the provider",
    ]);
  });

  test.each([
    ["that lacks an attribute has its default: the attribute was added since", "{}", "grey"],
    ["that has null keeps it", '{"colour":null}', null],
    ["that has a value keeps it", '{"colour":"red"}', "red"],
    ["with an attribute that the schema lacks goes without it", '{"colour":"red","shape":"round"}', "red"],
  ])("%s", async (_, text, colour) => {
    const { upgradedState, diagnostics } = await client().upgradeResourceState({
      typeName: "toy_crayon",
      version: 0n,
      rawState: json(text),
    });
    expect(diagnostics).toEqual([]);
    expect(upgradedState && decode(crayonType, upgradedState.msgpack)).toEqual({ colour, length: null });
  });

  test("that is not JSON is a diagnostic", async () => {
    expect((await upgrade(2n, "{")).diagnostics).toHaveLength(1);
  });
});

test("import and data sources answer state", async () => {
  const { importedResources } = await (await configured()).importResourceState({ typeName: "toy_thing", id: "x" });
  expect(importedResources.map(({ state }) => value(state))).toEqual([{ name: "x", size: null, id: "x" }]);
  const { state } = await client().readDataSource({ typeName: "toy_lookup", config: wire({ ...THING, id: null }) });
  expect(value(state)).toEqual({ ...THING, id: "found" });
});

test.each([
  ["an unknown type", { typeName: "toy_other", currentState: wire(THING) }],
  ["bytes that are not a value", { typeName: "toy_thing", currentState: { msgpack: Uint8Array.of(0xc1) } }],
  ["a value that does not fit", { typeName: "toy_thing", currentState: { msgpack: Uint8Array.of(0x80) } }],
  ["nothing", {}],
])("%s is answered with one diagnostic", async (_, request) => {
  const { diagnostics } = await (await configured()).readResource(request);
  expect(diagnostics).toHaveLength(1);
});

test("what only a mocked provider may make up passes where it is configured, and is refused where it is used", async () => {
  const typeName = "toy_thing";
  const rpc = await configured();
  const config = wire({ name: "word", size: null, id: null });
  const request = { typeName, config, priorState: wire(null), proposedNewState: config, plannedState: config };
  const said = ({ diagnostics }: { diagnostics: { summary: string }[] }) => diagnostics.map(({ summary }) => summary);
  expect([
    said(await rpc.validateResourceConfig(request)),
    said(await rpc.planResourceChange(request)),
    said(await rpc.applyResourceChange(request)),
  ]).toEqual([[], ["Made up"], ["Made up"]]);
});

describe("moved from another type", () => {
  const move = (targetTypeName: string, state: string) =>
    client().moveResourceState({
      targetTypeName,
      sourceTypeName: "other_thing",
      sourceProviderAddress: "registry.terraform.io/example/other",
      sourceSchemaVersion: 3n,
      sourceState: { json: new TextEncoder().encode(state) },
    });

  test("is offered, by schema and metadata alike", async () => {
    const capabilities = { moveResourceState: true };
    expect((await client().getProviderSchema({})).serverCapabilities).toMatchObject(capabilities);
    expect((await client().getMetadata({})).serverCapabilities).toMatchObject(capabilities);
  });

  test("the resource makes its state of the other's, before ConfigureProvider", async () => {
    const { targetState, targetPrivate, diagnostics } = await move("toy_thing", '{"called":"n"}');
    expect(value(targetState)).toEqual({
      name: 'registry.terraform.io/example/other other_thing 3 {"called":"n"}',
      size: null,
      id: "moved",
    });
    expect(new TextDecoder().decode(targetPrivate)).toBe('{"moved":true}');
    expect(diagnostics).toMatchObject([{ severity: Diagnostic_Severity.WARNING, summary: "Moved", detail: "***" }]);
  });

  test.each([
    ["a refusal of the resource", "toy_thing", '{"called":"refused"}', "Refused"],
    ["a resource that takes nothing over", "toy_crayon", "{}", "toy_crayon cannot be moved from other_thing"],
    ["no state", "toy_thing", "", "toy_thing cannot be moved from other_thing"],
    ["no resource of ours", "toy_other", "{}", "This version of the provider has no resource toy_other"],
  ])("%s is one diagnostic and no state", async (_, target, state, summary) => {
    const answer = await move(target, state);
    expect([answer.targetState, answer.diagnostics.map((diagnostic) => diagnostic.summary)]).toEqual([
      undefined,
      [summary],
    ]);
  });
});

test("StopProvider and the process's end abort the handlers' signal", async () => {
  const signals: AbortSignal[] = [];
  const original = toy.read.bind(toy);
  toy.read = async (request) => {
    signals.push(request.signal);
    return original(request);
  };
  const configuredClient = await configured();
  await configuredClient.readResource({ typeName: "toy_thing", currentState: wire(THING) });
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  await configuredClient.stopProvider({});
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  await configuredClient.readResource({ typeName: "toy_thing", currentState: wire(THING) });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  // As a process that is debugged meets the next terraform command.
  const next = await configured();
  await next.readResource({ typeName: "toy_thing", currentState: wire(THING) });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, false]);
  stop();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
  toy.read = original;
});
