// The catalogue of models, as tolerantly read as its makers are many.
import { MalformedError } from "../../src/api/fields";
import { parseModels } from "../../src/api/parse-models";

const CHAT = "/v1/chat/completions";

const UNTOLD = {
  id: "a",
  name: undefined,
  owned_by: undefined,
  tokens: undefined,
  pricing: { type: undefined, input: undefined, output: undefined },
  endpoints: undefined,
  premium_model: undefined,
};

test.each<[string, unknown]>([
  ["a list within an object", { object: "list", data: [{ id: "a" }] }],
  ["a bare list", [{ id: "a" }]],
  ["fields that are not known", [{ id: "a", metadata: { vision: true }, color: "blue" }]],
  ["null in every field", [{ id: "a", name: null, owned_by: null, tokens: null, pricing: null, endpoints: null }]],
  [
    "another form of every field",
    [{ id: "a", name: 1, tokens: "8k", pricing: 2, endpoints: CHAT, premium_model: "y" }],
  ],
  ["prices of another form", [{ id: "a", pricing: { type: 1, input: "free", output: null } }]],
])("%s", (_, json) => {
  expect(parseModels(json)).toStrictEqual([UNTOLD]);
});

test("every documented field", () => {
  const model = {
    id: "a",
    name: "A",
    owned_by: "openai",
    tokens: 128_000,
    pricing: { type: "per_token", input: 2.5, output: 10 },
    endpoints: [CHAT],
    premium_model: false,
  };
  expect(parseModels({ data: [model] })).toStrictEqual([model]);
});

test("what has no id is left out, and harms no other", () => {
  expect(parseModels([{ name: "a" }, { id: "a" }, null, { id: "" }])).toStrictEqual([UNTOLD]);
  expect(parseModels([])).toEqual([]);
});

test.each<[string, unknown, string]>([
  ["no list", {}, "expected a list of models"],
  ["text", "models", "expected a list of models"],
  ["a list of models without ids", [{ name: "a" }, { id: 7 }], "id: missing in every model"],
  ["a list of models with empty ids", [{ id: "" }], "id: missing in every model"],
  ["a list of other things", [null, "a"], "id: missing in every model"],
])("%s is refused", (_, json, message) => {
  expect(() => parseModels(json)).toThrow(new MalformedError(message));
});
