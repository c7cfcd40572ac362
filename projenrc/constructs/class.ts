// The code of one class and of its configuration.
import { accessorsCode, configurationCode } from "./accessors";
import { blockCode, synthesisCode } from "./blocks";
import { constructorCode, fieldsCode, isBare } from "./constructor";
import { importsOf } from "./imports";
import { type BlockKind, type ClassModel } from "./model";
import { constantName } from "./names";
import { ALIAS } from "./notes";
import { objectClassesCode } from "./objects";
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

  ${kind === "provider" ? ALIAS_ACCESSORS : ""}

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

const ALIAS_ACCESSORS = `${comment([ALIAS.description], "  ")}
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
