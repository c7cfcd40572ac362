// Provider functions over gRPC's own types: signatures, calls before configure, and one error for each mistake.
import { type CtyType, type Value, UNKNOWN, decode, encode, types } from "../../../src/terraform/cty";
import { FunctionError, type Provider, unaryFunction } from "../../../src/terraform/framework";
import { providerServer } from "../../../src/terraform/protocol";
import { ProviderDefinition } from "../../../src/terraform/protocol/tfplugin6_pb";
import { type Client, createClient, inProcess } from "../../support/rpc-client";

const shout = unaryFunction({
  name: "shout",
  summary: "Louder",
  description: "In capitals.",
  parameter: { name: "text", type: types.string, description: "What to say." },
  returns: types.string,
  call(text) {
    if (text === "") throw new FunctionError("text is empty; hush.", 0);
    if (text === "bug") throw new Error("a bug that says hush");
    return text.toUpperCase();
  },
});

const provider: Provider = {
  schema: { version: 0, description: "", attributes: {} },
  resources: [],
  dataSources: [],
  functions: [shout],
  configure: async () => ({ client: {} }),
};

let client: Client<ProviderDefinition>;
beforeEach(() => {
  const silent = { trace: () => undefined, error: () => undefined };
  const server = providerServer(provider, silent, (text) => text.replaceAll("hush", "***"));
  client = createClient(ProviderDefinition, inProcess(server.methods));
});

const argument = (type: CtyType, value: Value) => ({ msgpack: encode(type, value) });
const call = (name: string, ...given: { msgpack: Uint8Array }[]) => client.callFunction({ name, arguments: given });

test("signatures are told by schema, functions and metadata alike", async () => {
  const signature = {
    summary: "Louder",
    description: "In capitals.",
    parameters: [
      { name: "text", description: "What to say.", allowNullValue: false, type: new TextEncoder().encode('"string"') },
    ],
    return: { type: new TextEncoder().encode('"string"') },
  };
  expect((await client.getProviderSchema({})).functions.shout).toMatchObject(signature);
  expect((await client.getFunctions({})).functions.shout).toMatchObject(signature);
  expect((await client.getMetadata({})).functions).toMatchObject([{ name: "shout" }]);
});

test("a call answers a value, before the provider is configured", async () => {
  const { result, error } = await call("shout", argument(types.string, "ciao"));
  expect([decode(types.string, result?.msgpack ?? new Uint8Array()), error]).toEqual(["CIAO", undefined]);
});

test.each<[string, string, { msgpack: Uint8Array }[], string, bigint | undefined]>([
  ["the function's own refusal", "shout", [argument(types.string, "")], "text is empty; ***", 0n],
  ["null", "shout", [argument(types.string, null)], "text must be known and not null", 0n],
  ["unknown", "shout", [argument(types.string, UNKNOWN)], "text must be known and not null", 0n],
  ["no argument", "shout", [], "shout takes 1 arguments, and was given 0", 0n],
  [
    "one too many",
    "shout",
    [argument(types.string, "a"), argument(types.string, "b")],
    "shout takes 1 arguments, and was given 2",
    0n,
  ],
  ["a function that is not there", "whisper", [], "This version of the provider has no function whisper", undefined],
])("%s is one error, without the full stop that Terraform adds", async (_, name, given, text, index) => {
  const { result, error } = await call(name, ...given);
  expect(result).toBeUndefined();
  expect(error?.text).toBe(text);
  expect(error?.functionArgument).toBe(index);
});

test("bytes that are not such a value are an error at the argument", async () => {
  const { error } = await call("shout", { msgpack: Uint8Array.of(0x93) });
  expect(error?.functionArgument).toBe(0n);
});

test("a bug asks for a report, and tells no secret", async () => {
  const { error } = await call("shout", argument(types.string, "bug"));
  expect(error?.text).toMatch(/^Bug in the provider during function shout: .*Please report it/s);
  expect(error?.text).not.toContain("hush");
});
