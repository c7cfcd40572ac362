// Parser of the API's catalogue of models: hundreds of entries of many makers. What an entry leaves out, or has in another
// form, is undefined, for nothing depends on it but being shown; only the id must be there.
import { MalformedError } from "./fields";
import { type ModelObject } from "./wire";

type Fields = Readonly<Record<string, unknown>>;

/** Either `{"data": [...]}`, as OpenAI's API answers, or the bare array. */
export function parseModels(json: unknown): readonly ModelObject[] {
  const models: unknown = Array.isArray(json) ? json : fieldsOf(json)?.data;
  if (!Array.isArray(models)) throw new MalformedError("expected a list of models");
  return models.map(parseModel);
}

function parseModel(json: unknown): ModelObject {
  const fields = fieldsOf(json);
  const id = text(fields?.id);
  if (!fields || !id) throw new MalformedError("id: missing in a model");
  const pricing = fieldsOf(fields.pricing) ?? {};
  return {
    id,
    name: text(fields.name),
    owned_by: text(fields.owned_by),
    tokens: number(fields.tokens),
    pricing: { type: text(pricing.type), input: number(pricing.input), output: number(pricing.output) },
    endpoints: texts(fields.endpoints),
    premium_model: typeof fields.premium_model === "boolean" ? fields.premium_model : undefined,
  };
}

function fieldsOf(json: unknown): Fields | undefined {
  return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : undefined;
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const number = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

function texts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  return items.filter((item) => typeof item === "string");
}
