// The data source electronhub_models: which models pass, and what is told of them.
import { modelsState } from "../../src/provider/data-models";
import { Decimal } from "../../src/terraform/cty";

const CONFIG = { owner: null, endpoint: null, premium: null, ids: null, models: null };
const CHAT = "/v1/chat/completions";

const MODELS = [
  { id: "a", owned_by: "openai", endpoints: [CHAT, "/v1/responses"], premium_model: true },
  { id: "b", owned_by: "openai", endpoints: ["/v1/embeddings"], premium_model: false },
  { id: "c", owned_by: "anthropic", endpoints: [CHAT], premium_model: false },
  { id: "untold" },
];

test.each<[object, string[]]>([
  [{}, ["a", "b", "c", "untold"]],
  [{ owner: "openai" }, ["a", "b"]],
  [{ owner: "open" }, []],
  [{ endpoint: CHAT }, ["a", "c"]],
  [{ endpoint: "/v1/chat" }, []],
  [{ premium: true }, ["a"]],
  [{ premium: false }, ["b", "c"]],
  [{ owner: "openai", endpoint: CHAT, premium: true }, ["a"]],
  [{ owner: "anthropic", premium: true }, []],
])("%j lets %j pass", (filters, ids) => {
  expect(modelsState({ ...CONFIG, ...filters }, MODELS)).toMatchObject({ ids, models: ids.map((id) => ({ id })) });
});

test("all that the API tells, and null for what it does not", () => {
  const told = {
    id: "a",
    name: "A",
    owned_by: "openai",
    tokens: 128_000,
    pricing: { type: "per_token", input: 2.5, output: 10 },
    endpoints: [CHAT],
    premium_model: true,
  };
  expect(modelsState(CONFIG, [told, { id: "untold" }]).models).toEqual([
    {
      id: "a",
      name: "A",
      owned_by: "openai",
      tokens: Decimal.fromNumber(128_000),
      endpoints: [CHAT],
      premium: true,
      input_price: Decimal.fromNumber(2.5),
      output_price: Decimal.fromNumber(10),
      pricing_type: "per_token",
    },
    {
      id: "untold",
      name: null,
      owned_by: null,
      tokens: null,
      endpoints: null,
      premium: null,
      input_price: null,
      output_price: null,
      pricing_type: null,
    },
  ]);
});
