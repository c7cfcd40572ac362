// Writes docs/ as the Terraform Registry shows it, from the provider's own schemas and the examples. Run by the build; a
// test sees to it that what is committed is what it would write.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { memoryLedger, systemClock } from "../src/api";
import { electronhubProvider } from "../src/provider/provider";
import { type CtyType, typeName } from "../src/terraform/cty";
import { type Attribute, type ProviderFunction, type Resource, type Schema } from "../src/terraform/framework";

const ROOT = resolve(__dirname, "..");
const PROVIDER = "electronhub";

/** The pages, by their path below docs/. */
export function renderDocs(): ReadonlyMap<string, string> {
  const silent = () => undefined;
  const provider = electronhubProvider({
    version: "0.0.0",
    env: {},
    clock: systemClock,
    random: Math.random,
    log: { trace: silent, debug: silent, info: silent, warn: silent, error: silent, enabled: () => false },
    openLedger: ({ clock }) => memoryLedger(clock),
  });
  const resources = provider.resources.map((resource): [string, string] => [
    `resources/${shortName(resource.typeName)}.md`,
    resourcePage(resource),
  ]);
  const dataSources = provider.dataSources.map(({ typeName: type, schema }): [string, string] => [
    `data-sources/${shortName(type)}.md`,
    page(type, "Data Source", schema, `data-sources/${type}/data-source.tf`),
  ]);
  const functions = (provider.functions ?? []).map((declared): [string, string] => [
    `functions/${declared.name}.md`,
    functionPage(declared),
  ]);
  const ephemeralResources = (provider.ephemeralResources ?? []).map(({ typeName: type, schema }): [string, string] => [
    `ephemeral-resources/${shortName(type)}.md`,
    page(type, "Ephemeral Resource", schema, `ephemeral-resources/${type}/ephemeral-resource.tf`),
  ]);
  const listResources = (provider.listResources ?? []).map(({ typeName: type, schema }): [string, string] => [
    `list-resources/${shortName(type)}.md`,
    page(type, "List Resource", schema, `list-resources/${type}/list-resource.tfquery.hcl`),
  ]);
  const actions = (provider.actions ?? []).map(({ typeName: type, schema }): [string, string] => [
    `actions/${shortName(type)}.md`,
    page(type, "Action", schema, `actions/${type}/action.tf`),
  ]);
  return new Map([
    ["index.md", index(provider.schema)],
    ...resources,
    ...dataSources,
    ...ephemeralResources,
    ...listResources,
    ...actions,
    ...functions,
  ]);
}

function index(schema: Schema): string {
  return [
    frontmatter(`${PROVIDER} Provider`, schema.description),
    `# ${PROVIDER} Provider`,
    schema.description,
    "## Example Usage",
    example("provider/provider.tf", "terraform"),
    "## Authentication",
    prose("provider/authentication.md"),
    sections(schema),
  ]
    .join("\n\n")
    .concat("\n");
}

function resourcePage(resource: Resource): string {
  const { typeName: type, schema } = resource;
  const examples = `resources/${type}`;
  return page(type, "Resource", schema, `${examples}/resource.tf`, importSections(resource, examples));
}

/** Every way to import, in the registry's order: the newest first. */
function importSections(resource: Resource, examples: string): readonly string[] {
  if (!resource.import) return [];
  const { identity } = resource;
  const byIdentity = identity
    ? [
        "Terraform 1.12 and later import by identity:",
        example(`${examples}/import-by-identity.tf`, "terraform"),
        "### Identity Schema",
        Object.entries(identity.attributes)
          .map(([name, { type, requiredForImport, description }]) => {
            const label = requiredForImport ? "Required" : "Optional";
            return `- \`${name}\` (${words(type)}, ${label}) ${description}`;
          })
          .join("\n"),
      ]
    : [];
  return [
    "## Import",
    prose(`${examples}/import.md`),
    ...byIdentity,
    "### Import Block",
    "Terraform 1.5 and later, and OpenTofu, import in a plan, by an `id`:",
    example(`${examples}/import-by-string-id.tf`, "terraform"),
    "### Import Command",
    example(`${examples}/import.sh`, "shell"),
  ];
}

function page(
  type: string,
  kind: string,
  schema: Schema,
  examplePath: string,
  further: readonly string[] = [],
): string {
  return [
    frontmatter(`${type} ${kind} - ${PROVIDER}`, schema.description),
    `# ${type} (${kind})`,
    schema.description,
    "## Example Usage",
    example(examplePath, "terraform"),
    sections(schema),
    ...further,
  ]
    .join("\n\n")
    .concat("\n");
}

function functionPage({ name, summary, description, parameters, returns }: ProviderFunction): string {
  const signature = parameters.map((parameter) => `${parameter.name} ${typeName(parameter.type)}`).join(", ");
  return [
    frontmatter(`${name} function - ${PROVIDER}`, summary),
    `# function: ${name}`,
    description,
    "## Example Usage",
    example(`functions/${name}/function.tf`, "terraform"),
    "## Signature",
    `\`\`\`text\n${name}(${signature}) ${typeName(returns)}\n\`\`\``,
    "## Arguments",
    parameters
      .map((parameter) => `1. \`${parameter.name}\` (${words(parameter.type)}) ${parameter.description}`)
      .join("\n"),
  ]
    .join("\n\n")
    .concat("\n");
}

const frontmatter = (title: string, description: string): string =>
  [
    "---",
    `page_title: "${title}"`,
    'subcategory: ""',
    "description: |-",
    `  ${firstParagraph(description)}`,
    "---",
  ].join("\n");

const firstParagraph = (text: string): string => text.split("\n\n")[0] ?? "";

const example = (path: string, language: string): string => `\`\`\`${language}\n${prose(path)}\n\`\`\``;

function prose(path: string): string {
  const file = join(ROOT, "examples", path);
  if (!existsSync(file)) throw new Error(`every object has an example: examples/${path} is missing`);
  return readFileSync(file, "utf8").trim();
}

function sections({ attributes }: Schema): string {
  const having = (...modes: readonly Attribute["mode"][]) =>
    Object.entries(attributes).filter(([, { mode }]) => modes.includes(mode));
  return [
    "## Schema",
    section("Required", having("required")),
    section("Optional", having("optional", "optional_computed")),
    section("Read-Only", having("computed")),
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}

function section(title: string, attributes: readonly (readonly [string, Attribute])[]): string {
  if (attributes.length === 0) return "";
  const lines = [...attributes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, attribute]) => `- \`${name}\` (${labels(attribute)}) ${attribute.description}`);
  return [`### ${title}`, lines.join("\n")].join("\n\n");
}

const labels = ({ type, sensitive, deprecated }: Attribute): string =>
  [words(type), ...(sensitive ? ["Sensitive"] : []), ...(deprecated === undefined ? [] : ["Deprecated"])].join(", ");

/** As the registry writes types: `Set of String`. */
function words(type: CtyType): string {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return `${capitalised(type.kind)} of ${words(type.element)}`;
    case "bool":
      return "Boolean";
    default:
      return capitalised(typeName(type));
  }
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const shortName = (type: string): string => type.slice(PROVIDER.length + 1);

if (require.main === module) {
  for (const [path, text] of renderDocs()) {
    const file = join(ROOT, "docs", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
