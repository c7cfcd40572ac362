// One process for several clients, as under a debugger: each has its own configuration, its own stop and its own open things.
import { type ObjectValue, decode, encode, types } from "../../../src/terraform/cty";
import { type Provider, computed, optional, warningDiagnostic } from "../../../src/terraform/framework";
import { providerServer } from "../../../src/terraform/protocol";
import { ProviderDefinition } from "../../../src/terraform/protocol/tfplugin6_pb";
import { type Client, createClient, inProcess } from "../../support/rpc-client";

const attributes = { account: computed(types.string, { description: "Whose." }) };
const schema = { version: 0, description: "", attributes };
const providerAttributes = { account: optional(types.string, { description: "Whose." }) };

let closed: unknown[];
/** Clients that were finished. */
let finished: unknown[];
let finish: (client: string) => Promise<void>;
/** What reads wait for. */
let answer: Promise<void>;
let errors: string[];
/** What there is to say that no call asked for. */
let warnings: string[];

const provider: Provider<typeof providerAttributes, string> = {
  schema: { version: 0, description: "", attributes: providerAttributes },
  resources: [],
  dataSources: [
    {
      typeName: "toy_whose",
      schema,
      read: async ({ client, signal }) => {
        await answer;
        return { state: { account: signal.aborted ? "stopped" : client } };
      },
    },
  ],
  ephemeralResources: [
    {
      typeName: "toy_moment",
      schema,
      open: async ({ client }) => ({ result: { account: client } }),
      close: async ({ client }) => {
        closed.push(client);
        return {};
      },
    },
  ],
  configure: async ({ config }) => {
    const client = String(config.account);
    const mine = () => warnings.splice(0).map((summary) => warningDiagnostic(`${summary} ${client}`, ""));
    return { client, graceMs: client.length, finish: () => finish(client), warnings: mine };
  },
};

const type = types.object({ account: types.string });
const wire = (value: ObjectValue) => ({ msgpack: encode(type, value) });

let server: ReturnType<typeof providerServer>;
let connections: Record<string, AbortController>;
beforeEach(() => {
  closed = [];
  finished = [];
  answer = Promise.resolve();
  errors = [];
  warnings = [];
  finish = async (client) => void finished.push(client);
  connections = { a: new AbortController(), b: new AbortController() };
  server = providerServer(
    provider,
    { trace: () => undefined, error: (text: string) => errors.push(text) },
    (text) => text,
  );
});

const clientOn = (name: string): Client<ProviderDefinition> =>
  createClient(ProviderDefinition, inProcess(server.methods, connections[name]?.signal));

const configure = (client: Client<ProviderDefinition>, account: string) =>
  client.configureProvider({ config: wire({ account }) });

async function whose(client: Client<ProviderDefinition>): Promise<unknown> {
  const { state, diagnostics } = await client.readDataSource({
    typeName: "toy_whose",
    config: wire({ account: null }),
  });
  return state ? decode(type, state.msgpack) : diagnostics[0]?.detail;
}

test("each client works with its own configuration, in any order", async () => {
  const [a, b] = [clientOn("a"), clientOn("b")];
  await configure(a, "first");
  await configure(b, "second");
  expect([await whose(a), await whose(b)]).toEqual([{ account: "first" }, { account: "second" }]);
});

test("a client that has not configured gets nobody else's configuration", async () => {
  await configure(clientOn("a"), "first");
  expect(await whose(clientOn("b"))).toContain("came before ConfigureProvider");
});

test("StopProvider stops the calls of its client alone; the end of the process those of all", async () => {
  const [a, b] = [clientOn("a"), clientOn("b")];
  await configure(a, "first");
  await configure(b, "second");
  await a.stopProvider({});
  expect([await whose(a), await whose(b)]).toEqual([{ account: "stopped" }, { account: "second" }]);
  server.stop();
  expect(await whose(b)).toEqual({ account: "stopped" });
});

test("what a client has left open is closed when its connection ends, with its own configuration", async () => {
  const [a, b] = [clientOn("a"), clientOn("b")];
  await configure(a, "first");
  await configure(b, "second");
  for (const client of [a, b]) {
    await client.openEphemeralResource({ typeName: "toy_moment", config: wire({ account: null }) });
  }
  connections.a?.abort();
  await new Promise(setImmediate);
  expect(closed).toEqual(["first"]);
  await server.finish(new AbortController().signal);
  expect(closed).toEqual(["first", "second"]);
});

test("what every configuration has left to do is waited for at the end, after what was left open, and is done once", async () => {
  const a = clientOn("a");
  await configure(a, "first");
  await configure(a, "second");
  await a.openEphemeralResource({ typeName: "toy_moment", config: wire({ account: null }) });
  let go: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (go = resolve));
  finish = async (client) => {
    finished.push([client, ...closed]);
    await gone;
  };
  let isOver = false;
  const end = server.finish(new AbortController().signal).then(() => (isOver = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect([isOver, finished]).toEqual([
    false,
    [
      ["first", "second"],
      ["second", "second"],
    ],
  ]);
  go();
  await end;
  await server.finish(new AbortController().signal);
  expect(finished).toHaveLength(2);
});

test("a client that is gone has its work finished at once, and what fails of it fails nobody else", async () => {
  const [a, b] = [clientOn("a"), clientOn("b")];
  await configure(a, "first");
  await configure(b, "second");
  finish = async (client) => {
    if (client === "first") throw new Error("out of reach");
    finished.push(client);
  };
  connections.a?.abort();
  await server.finish(new AbortController().signal);
  expect([finished, errors]).toEqual([["second"], ["Bug in the provider during the end of the process"]]);
});

test("a client that is gone has its calls let finish, before what is left to do is done", async () => {
  const a = clientOn("a");
  await configure(a, "first");
  let go: () => void = () => undefined;
  answer = new Promise<void>((resolve) => (go = resolve));
  const read = whose(a);
  await new Promise(setImmediate);
  connections.a?.abort();
  const end = server.finish(new AbortController().signal);
  await new Promise(setImmediate);
  expect(finished).toEqual([]);
  go();
  await Promise.all([read.catch(() => undefined), end]);
  expect(finished).toEqual(["first"]);
});

test("a connection that ends leaves no configuration behind", async () => {
  const a = clientOn("a");
  await configure(a, "first");
  connections.a?.abort();
  expect(await whose(a)).toContain("came before ConfigureProvider");
});

test("without connections all calls are one client's", async () => {
  await configure(clientOn("nowhere"), "first");
  expect(await whose(clientOn("elsewhere"))).toEqual({ account: "first" });
});

test("the process waits for as long as the most patient of its clients may need", async () => {
  expect(server.graceMs()).toBe(0);
  await configure(clientOn("a"), "first");
  await configure(clientOn("b"), "the second");
  expect(server.graceMs()).toBe(10);
});

test("what there is to say besides is said with the next answer of a client that is configured, failed ones too, and once", async () => {
  const [a, b] = [clientOn("a"), clientOn("b")];
  warnings.push("at configure, to");
  const { diagnostics: first } = await configure(a, "first");
  warnings.push("later, to");
  await whose(b);
  const ask = (typeName: string) => a.readDataSource({ typeName, config: wire({ account: null }) });
  const { diagnostics: second, state } = await ask("toy_whose");
  warnings.push("beside an error, to");
  const { diagnostics: third } = await ask("toy_nothing");
  const { diagnostics: fourth } = await ask("toy_whose");
  expect([first, second, third, fourth].map((said) => said.map(({ summary }) => summary))).toEqual([
    ["at configure, to first"],
    ["later, to first"],
    [expect.stringContaining("has no data source toy_nothing"), "beside an error, to first"],
    [],
  ]);
  expect(state).toBeDefined();
});
