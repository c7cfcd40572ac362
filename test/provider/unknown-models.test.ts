// Which ids of a whitelist are warned of, and what is suggested instead.
import { unknownModels } from "../../src/provider/unknown-models";

const CATALOGUE = ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "claude-sonnet-4", "claude-opus-4", "o3"].map((id) => ({ id }));
const said = (...models: string[]) =>
  unknownModels("ci", models, CATALOGUE).map(({ severity, summary, detail }) => [severity, summary, detail]);

test("what the catalogue has is not warned of", () => {
  expect(said("gpt-4o", "o3")).toEqual([]);
});

test.each([
  ["gpt4o", 'Near to it: "gpt-4o".'],
  ["gpt-4", 'Near to it: "gpt-4.1", "gpt-4o", "gpt-4o-mini".'],
  ["GPT-4O", 'Near to it: "gpt-4o", "gpt-4o-mini", "gpt-4.1".'],
  ["claude-sonet-4", 'Near to it: "claude-sonnet-4", "claude-opus-4".'],
  ["llama", "Nothing in the catalogue (data source electronhub_models) is like it."],
])("%s", (model, suggestion) => {
  expect(said(model)).toEqual([
    [
      "warning",
      `The API has no model "${model}"`,
      `The model_whitelist of proxy key "ci" names it, and the API takes it as it is. ${suggestion}`,
    ],
  ]);
});

test("each unknown one has a warning of its own, at the whitelist", () => {
  expect(unknownModels("ci", ["x", "o3", "y"], CATALOGUE).map(({ path }) => path)).toEqual([
    [{ kind: "attribute", name: "model_whitelist" }],
    [{ kind: "attribute", name: "model_whitelist" }],
  ]);
});

test("an empty catalogue knows nothing, and hostile names steer no terminal", () => {
  expect(unknownModels("ci\u001b", ["a\u001b[2J"], [])[0]?.detail).not.toContain("\u001b");
});
