// The code of one class and of its configuration.
import { SETTABLE_TYPE, accessorsCode, configurationCode } from "./accessors";
import { blockCode, synthesisCode } from "./blocks";
import { hasTogether } from "./hooked";
import { importsOf } from "./imports";
import { type BlockKind, type ClassModel } from "./model";
import { constantName } from "./names";
import { ALIAS, LOCAL_PROPERTIES, NEEDS_CONFIGURATION } from "./notes";
import { objectClassesCode, objectListName } from "./objects";
import { type InConstructs, comment } from "./words";

const BASE: Readonly<Record<BlockKind, string>> = {
  provider: "TerraformProvider",
  resource: "TerraformResource",
  data: "TerraformDataSource",
  ephemeral: "TerraformElement",
  action: "TerraformElement",
};

/** What Terraform calls the kind. */
const KIND: Readonly<Record<BlockKind, string>> = {
  provider: "provider",
  resource: "resource",
  data: "data source",
  ephemeral: "ephemeral resource",
  action: "action",
};

/** Blocks that cdktf has no class for. */
const isBare = ({ kind }: ClassModel): boolean => kind === "ephemeral" || kind === "action";

export function classCode(model: ClassModel, models: readonly ClassModel[], words: InConstructs): string {
  const { name, kind, type, attributes } = model;
  const body = `
${configurationCode(model, words)}

${objectClassesCode(model, models, words)}

${comment(classWords(model, words), "")}
export class ${name} extends ${BASE[kind]} {
  /** Terraform's name of the type. */
  public static readonly tfResourceType = "${type}";

  ${isBare(model) ? "" : generateCode(model)}

  ${fieldsCode(model)}

  ${constructorCode(model)}

  ${model.isImportable ? IMPORT_FROM : ""}

  ${kind === "provider" ? aliasCode : ""}

  ${accessorsCode(model, words)}

  ${isBare(model) ? blockCode(model) : synthesisCode(attributes, kind === "provider")}

  /**
   * CDK Terrain 0.24 calls this on every element; classes made for cdktf 0.21 have to have it.
   *
   * @internal
   */
  public _resetResolveDiscoveredProviderFeatureUsage(): void {
    // Nothing to reset: this element uses no such features.
  }
}
`;
  return `// The construct ${name}: the ${KIND[kind]} ${type}. Written by "npx projen constructs" from the
// provider's schema.
${importsOf(body, constantName(name))}
${body}`;
}

const classWords = ({ description, type, kind }: ClassModel, words: InConstructs): readonly string[] => [
  ...words(description).split("\n\n"),
  ...(kind === "action" ? [`Invoked with \`terraform apply -invoke=action.${type}.ID\`.`] : []),
];

function generateCode({ name, kind }: ClassModel): string {
  const id =
    name === "ProxyKey"
      ? "the id of the key, or `name:` and its exact name; never its value"
      : "the id of the existing object";
  return `/**
   * Generates CDKTF code for importing a ${KIND[kind]} upon running "cdktf plan <stack-name>".
   *
   * @param scope the scope in which to define this construct
   * @param importToId the construct id used in the generated config
   * @param importFromId ${id}
   * @param provider optional instance of the provider
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importable(scope, importToId, ${name}.tfResourceType, importFromId, provider);
  }`;
}

function fieldsCode(model: ClassModel): string {
  const own = model.attributes.map(({ attribute, property, value, isSettable, isRequired }) => {
    if (isSettable) return `private _${property}${isRequired ? "!" : "?"}: ${SETTABLE_TYPE[value.kind]};`;
    if (value.kind === "map") return `private readonly _${property} = new StringMap(this, "${attribute}");`;
    if (value.kind === "objects") {
      const list = objectListName(model.name, property);
      return `private readonly _${property} = new ${list}(this, "${attribute}", false);`;
    }
    return "";
  });
  if (model.kind !== "provider")
    return [isBare(model) ? "private readonly meta: MetaArguments;" : "", ...own].join("\n");
  const locals = LOCAL_PROPERTIES.map(({ property, kind, description, fallback }) =>
    [
      comment([description], "  "),
      `public readonly ${property}${fallback === undefined ? "?" : ""}: ${kind === "flag" ? "boolean" : "string"};\n`,
    ].join("\n"),
  );
  return [...locals, "private _alias?: string;", ...own].join("\n");
}

function constructorCode(model: ClassModel): string {
  const { name, kind, attributes } = model;
  const shape = constantName(name);
  const isNeeded = NEEDS_CONFIGURATION.includes(name) || attributes.some(({ isRequired }) => isRequired);
  const scope = `checkedScope(scope, id, config, ${shape})`;
  const metadata = `terraformResourceType: ${name}.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },`;
  const superCall = {
    provider: `super(${scope}, id, { ${metadata} terraformProviderSource: "electronhub/electronhub" });`,
    resource: `super(${scope}, id, { ${metadata} ...metaArguments(config) });`,
    data: `super(${scope}, id, { ${metadata} ...metaArguments(config) });`,
    ephemeral: `super(${scope}, id, \`ephemeral.\${${name}.tfResourceType}\`);\nthis.meta = metaArguments(config);`,
    action: `super(${scope}, id, \`action.\${${name}.tfResourceType}\`);\nthis.meta = metaArguments(config);`,
  };
  const assignments = attributes
    .filter(({ isSettable }) => isSettable)
    .map(({ property, isRequired }) =>
      isRequired || kind === "provider"
        ? `this.${property} = config.${property};`
        : `if (config.${property} !== undefined) this.${property} = config.${property};`,
    );
  const locals = LOCAL_PROPERTIES.map(
    ({ property, fallback }) => `this.${property} = config.${property} ?? ${fallback ?? "undefined"};`,
  );
  return `/**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: ${name}Config${isNeeded ? "" : " = {}"}) {
    ${superCall[kind]}
    ${kind === "provider" ? [...locals, "this.alias = config.alias;"].join("\n") : ""}
    ${assignments.join("\n")}
    ${hasTogether(name) ? `this.node.addValidation({ validate: () => sentences(${shape}, TOGETHER.${name}(this)) });` : ""}
    ${kind === "provider" ? "serve(this);" : ""}
  }`;
}

const IMPORT_FROM = `/**
   * Takes over an object that exists already, instead of creating one.
   *
   * @param id the id of the key, or \`name:\` and its exact name; never its value
   * @param provider the provider to import with, if not the resource's own
   */
  public importFrom(id: string, provider?: TerraformProvider): void {
    super.importFrom(
      checkedImportId(this, id),
      checkedProvider(() => this.node.path, provider),
    );
  }`;

const aliasCode = `${comment([ALIAS.description], "  ")}
  public get alias(): string | undefined {
    return this._alias;
  }

  public set alias(value: string | undefined) {
    this._alias = checkedValue(this, ELECTRONHUB_PROVIDER, "alias", value);
  }

  /** Back to the default. */
  public resetAlias(): void {
    this._alias = undefined;
  }

  /** What was given. */
  public get aliasInput(): string | undefined {
    return this._alias;
  }`;
