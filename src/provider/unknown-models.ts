// Ids of models that the API's catalogue does not have, and those that were probably meant. Pure.
import { distance } from "fastest-levenshtein";
import { quoted } from "../api/visible";
import { type ModelObject } from "../api/wire";
import { attributeStep } from "../terraform/cty";
import { type Diagnostic, warningDiagnostic } from "../terraform/framework";

const MOST_SUGGESTIONS = 3;

/** `name` is that of the key whose whitelist holds the models. */
export function unknownModels(
  name: string,
  models: readonly string[],
  catalogue: readonly ModelObject[],
): readonly Diagnostic[] {
  const known = catalogue.map(({ id }) => id);
  const lines = models
    .filter((model) => !known.includes(model))
    .map((model) => `- ${quoted(model)}: ${suggestion(model, known)}`);
  if (lines.length === 0) return [];
  return [
    warningDiagnostic(
      "A model_whitelist names models that the API does not have",
      `Proxy key ${quoted(name)}; the API takes them as they are:\n${lines.join("\n")}`,
      [attributeStep("model_whitelist")],
    ),
  ];
}

function suggestion(model: string, known: readonly string[]): string {
  const near = nearest(model, known).map(quoted);
  if (near.length === 0) return "the catalogue (data source electronhub_models) has nothing like it";
  return `similar: ${near.join(", ")}`;
}

/** Those that begin with it, and those that differ in few characters; the nearest first. */
function nearest(model: string, known: readonly string[]): readonly string[] {
  const wanted = model.toLowerCase();
  const most = Math.max(2, Math.floor(wanted.length / 3));
  return known
    .map((id) => ({ id, away: id.toLowerCase().startsWith(wanted) ? 1 : distance(wanted, id.toLowerCase()) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS)
    .map(({ id }) => id);
}
