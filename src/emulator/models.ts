// A small built-in catalogue of models, in the form of the API's model objects. Data only.

export interface Model {
  readonly id: string;
  readonly name: string;
  readonly owned_by: string;
  /** Size of the context. */
  readonly tokens: number;
  /** Credits per million tokens. */
  readonly pricing: { readonly type: "per_token"; readonly input: number; readonly output: number };
  readonly endpoints: readonly string[];
  readonly premium_model: boolean;
  readonly metadata: Readonly<Record<string, boolean>>;
}

const CHAT = ["/v1/chat/completions"];
const EMBEDDINGS = ["/v1/embeddings"];

export const MODELS: readonly Model[] = [
  {
    id: "gpt-4o",
    name: "GPT-4o",
    owned_by: "openai",
    tokens: 128_000,
    pricing: { type: "per_token", input: 2.5, output: 10 },
    endpoints: CHAT,
    premium_model: true,
    metadata: { vision: true, function_call: true, reasoning: false },
  },
  {
    id: "gpt-4o-mini",
    name: "GPT-4o mini",
    owned_by: "openai",
    tokens: 128_000,
    pricing: { type: "per_token", input: 0.15, output: 0.6 },
    endpoints: CHAT,
    premium_model: false,
    metadata: { vision: true, function_call: true, reasoning: false },
  },
  {
    id: "claude-sonnet-4",
    name: "Claude Sonnet 4",
    owned_by: "anthropic",
    tokens: 200_000,
    pricing: { type: "per_token", input: 3, output: 15 },
    endpoints: CHAT,
    premium_model: true,
    metadata: { vision: true, function_call: true, reasoning: true },
  },
  {
    id: "text-embedding-3-small",
    name: "Text Embedding 3 Small",
    owned_by: "openai",
    tokens: 8_191,
    pricing: { type: "per_token", input: 0.02, output: 0 },
    endpoints: EMBEDDINGS,
    premium_model: false,
    metadata: { vision: false, function_call: false, reasoning: false },
  },
];
