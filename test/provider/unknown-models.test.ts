// Which ids of a whitelist are warned of, and what is suggested instead.
import { unknownModels } from "../../src/provider/unknown-models";

const CATALOGUE = ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "claude-sonnet-4", "claude-opus-4", "o3"].map((id) => ({ id }));
const said = (...models: string[]) =>
  unknownModels("ci", models, CATALOGUE).map(({ severity, summary, detail }) => [severity, summary, detail]);

test("what the catalogue has is not warned of", () => {
  expect(said("gpt-4o", "o3")).toEqual([]);
});

test.each([
  ["gpt4o", 'similar: "gpt-4o"'],
  ["gpt-4", 'similar: "gpt-4.1", "gpt-4o", "gpt-4o-mini"'],
  ["GPT-4O", 'similar: "gpt-4o", "gpt-4o-mini", "gpt-4.1"'],
  ["claude-sonet-4", 'similar: "claude-sonnet-4", "claude-opus-4"'],
  ["llama", "the catalogue (data source electronhub_models) has nothing like it"],
])("%s", (model, suggestion) => {
  expect(said(model)).toEqual([
    [
      "warning",
      "A model_whitelist names models that the API does not have",
      `Proxy key "ci"; the API takes them as they are:\n- "${model}": ${suggestion}`,
    ],
  ]);
});

test("the unknown ones of a key share one warning, at the whitelist", () => {
  const [warning, ...others] = unknownModels("ci", ["x", "o3", "y"], CATALOGUE);
  expect(others).toEqual([]);
  expect(warning?.path).toEqual([{ kind: "attribute", name: "model_whitelist" }]);
  expect(warning?.detail.match(/^- ".*?"/gm)).toEqual(['- "x"', '- "y"']);
});

test("an empty catalogue knows nothing, and hostile names steer no terminal", () => {
  expect(unknownModels("ci\u001b", ["a\u001b[2J"], [])[0]?.detail).not.toContain("\u001b");
});
