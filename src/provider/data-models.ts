// The data source electronhub_models: the API's catalogue of models, or those that pass a filter, for whitelists.
import { type ModelObject } from "../api/wire";
import { type ValueOf, types } from "../terraform/cty";
import {
  type Attributes,
  type DataSource,
  type ObjectOf,
  type Schema,
  computed,
  optional,
} from "../terraform/framework";
import { type Configured, accountFor } from "./account";
import { orDiagnostics } from "./api-diagnostics";
import { decimalOrNull } from "./decimal-or-null";

const modelType = types.object({
  id: types.string,
  name: types.string,
  owned_by: types.string,
  tokens: types.number,
  endpoints: types.list(types.string),
  premium: types.bool,
  input_price: types.number,
  output_price: types.number,
  pricing_type: types.string,
});

const attributes = {
  owner: optional(types.string, {
    description: "Only models of this owner, as in `openai`: exactly their `owned_by`.",
  }),
  endpoint: optional(types.string, {
    description:
      "Only models that this endpoint serves, as in `/v1/chat/completions`: exactly one of their `endpoints`.",
  }),
  premium: optional(types.bool, { description: "Only premium models, or only the others." }),
  ids: computed(types.list(types.string), {
    description: "Ids of the models, in the order of the API's catalogue, as a `model_whitelist` takes them.",
  }),
  models: computed(types.list(modelType), {
    description:
      "The models, in the same order, with `id`, `name`, `owned_by`, `tokens` (size of the context), `endpoints`, `premium`, `input_price`, `output_price` and `pricing_type` (what the prices are for). What the API does not tell is null.",
  }),
} satisfies Attributes;

type ModelsAttributes = typeof attributes;
type Config = ObjectOf<ModelsAttributes>;

const schema: Schema<ModelsAttributes> = {
  version: 0,
  description:
    "The models of the API, filtered. All data sources of this type are read with one API call. What the API does not tell of a model matches no filter on it.",
  attributes,
};

export const modelsDataSource: DataSource<ModelsAttributes, Configured> = {
  typeName: "electronhub_models",
  schema,
  async read({ config, client, signal }) {
    const { catalogue } = accountFor(client, "list models");
    const models = await orDiagnostics("list the models", () => catalogue.get(signal));
    return { state: modelsState(config, models) };
  },
};

/** Of all models, those that pass the filters. */
export function modelsState(config: Config, models: readonly ModelObject[]): Config {
  const passing = models.filter((model) => passes(model, config));
  return { ...config, ids: passing.map(({ id }) => id), models: passing.map(modelFrom) };
}

const passes = (model: ModelObject, { owner, endpoint, premium }: Config): boolean =>
  (typeof owner !== "string" || model.owned_by === owner) &&
  (typeof endpoint !== "string" || (model.endpoints ?? []).includes(endpoint)) &&
  (typeof premium !== "boolean" || model.premium_model === premium);

function modelFrom({
  id,
  name,
  owned_by,
  tokens,
  endpoints,
  premium_model,
  pricing,
}: ModelObject): ValueOf<typeof modelType> {
  return {
    id,
    name: name ?? null,
    owned_by: owned_by ?? null,
    tokens: decimalOrNull(tokens),
    endpoints: endpoints ?? null,
    premium: premium_model ?? null,
    input_price: decimalOrNull(pricing?.input),
    output_price: decimalOrNull(pricing?.output),
    pricing_type: pricing?.type ?? null,
  };
}
