// Parser of the API's catalogue of models: hundreds of entries of many makers. What an entry leaves out, or has in another
// form, is undefined, for nothing depends on it but being shown. What has no id is left out: it harms no other model.
import { MalformedError } from "./fields";
import { type ModelObject } from "./wire";

type Fields = Readonly<Record<string, unknown>>;

/** Either `{"data": [...]}`, as OpenAI's API answers, or the bare array. */
export function parseModels(json: unknown): readonly ModelObject[] {
  const models: unknown = Array.isArray(json) ? json : fieldsOf(json)?.data;
  if (!Array.isArray(models)) throw new MalformedError("expected a list of models");
  const parsed = models.map(parseModel).filter((model) => model !== undefined);
  if (parsed.length === 0 && models.length > 0) throw new MalformedError("id: missing in every model");
  return parsed;
}

/** Undefined where it has no id. */
function parseModel(json: unknown): ModelObject | undefined {
  const fields = fieldsOf(json);
  const id = text(fields?.id);
  if (!fields || !id) return undefined;
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
