// The code of the properties of a class, and of the interface of its configuration.
import { type AttributeModel, type ClassModel, type Value } from "./model";
import { capitalised, constantName } from "./names";
import { ALIAS, LOCAL_PROPERTIES, NOTES } from "./notes";
import { objectListName } from "./objects";
import { type InConstructs, comment, defaultOf, firstSentence } from "./words";

export const SETTABLE_TYPE: Readonly<Record<Value["kind"], string>> = {
  string: "string",
  number: "number",
  bool: "boolean | IResolvable",
  list: "string[]",
  set: "string[]",
  map: "never",
  objects: "never",
};

/** What a getter returns that nobody can set. */
export const COMPUTED_TYPE: Readonly<Record<Value["kind"], string>> = {
  ...SETTABLE_TYPE,
  bool: "IResolvable",
  map: "StringMap",
};

export function configurationCode(model: ClassModel, words: InConstructs): string {
  const { name, kind, attributes } = model;
  const own = attributes
    .filter(({ isSettable }) => isSettable)
    .map((attribute) => {
      const { property, value, isRequired } = attribute;
      const note = NOTES[name]?.[property];
      return member(
        `${property}${isRequired ? "" : "?"}: ${SETTABLE_TYPE[value.kind]}`,
        [words(attribute.schema.description), ...(note ? [note] : [])].join(" "),
        isRequired ? undefined : (defaultOf(attribute, words) ?? "not set"),
      );
    });
  const extended = kind === "resource" || kind === "data" ? " extends TerraformMetaArguments" : "";
  return `/** Configuration of {@link ${name}}. */
export interface ${name}Config${extended} {
  ${[...own, ...MORE[kind]].join("\n\n")}
}`;
}

const member = (declaration: string, description: string, defaultValue?: string): string => {
  const tag = defaultValue === undefined ? [] : [`@default - ${defaultValue}`];
  return `${comment([description, ...tag], "  ")}\n  readonly ${declaration};`;
};

const PROVIDER_ARGUMENT = member(
  "provider?: TerraformProvider",
  "The provider configuration to use.",
  "the stack's default configuration",
);

const MORE: Readonly<Record<ClassModel["kind"], readonly string[]>> = {
  provider: [
    member("alias?: string", ALIAS.description, ALIAS.default),
    ...LOCAL_PROPERTIES.map(({ property, kind, description, default: value }) =>
      member(`${property}?: ${kind === "flag" ? "boolean" : "string"}`, description, value),
    ),
  ],
  resource: [],
  data: [],
  ephemeral: [
    PROVIDER_ARGUMENT,
    member("dependsOn?: ITerraformDependable[]", "What must be done before it is opened.", "what it refers to"),
  ],
  action: [PROVIDER_ARGUMENT],
};

export const accessorsCode = (model: ClassModel, words: InConstructs): string =>
  model.attributes.map((attribute) => accessorCode(model, attribute, words)).join("\n\n");

function accessorCode(model: ClassModel, attribute: AttributeModel, words: InConstructs): string {
  const { property, value, isSettable } = attribute;
  const description = words(attribute.schema.description);
  if (!isSettable) {
    const type = value.kind === "objects" ? objectListName(model.name, property) : COMPUTED_TYPE[value.kind];
    return `${comment([description], "  ")}
  public get ${property}(): ${type} {
    return ${referenceCode(model, attribute)};
  }`;
  }
  const isOptional = !attribute.isRequired;
  // The attributes of provider blocks and actions cannot be referred to.
  const isReadable = model.kind !== "provider" && model.kind !== "action";
  const type = SETTABLE_TYPE[value.kind];
  const given = isOptional ? `${type} | undefined` : type;
  const taken = model.kind === "provider" ? given : type;
  const check = isOptional ? "checkedValue" : "requiredValue";
  const reset = `/** Back to the default. */
  public reset${capitalised(property)}(): void {
    this._${property} = undefined;
  }`;
  const input = `/** What was given. */
  public get ${property}Input(): ${given} {
    return this._${property};
  }`;
  return [
    `${comment([firstSentence(description)], "  ")}
  public get ${property}(): ${taken} {
    return ${isReadable ? referenceCode(model, attribute) : `this._${property}`};
  }`,
    `public set ${property}(value: ${taken}) {
    this._${property} = ${check}(this, ${constantName(model.name)}, "${property}", value);
  }`,
    ...(isOptional ? [reset] : []),
    ...(model.kind === "action" ? [] : [input]),
  ].join("\n\n");
}

/** A secret that is ephemeral needs no mark: Terraform lets it nowhere else. */
function referenceCode({ kind }: ClassModel, { attribute, property, value, isSensitive }: AttributeModel): string {
  if (value.kind === "map" || value.kind === "objects") return `this._${property}`;
  if (kind === "ephemeral") return tokenCode(value.kind, attribute);
  const reference = attributeCode(value.kind, attribute);
  return isSensitive && value.kind === "string" ? `secret(${reference})` : reference;
}

/** As cdktf's own classes have methods for. */
export function attributeCode(kind: Exclude<Value["kind"], "map" | "objects">, attribute: string): string {
  const method = { string: "String", number: "Number", bool: "Boolean", list: "List", set: "List" }[kind];
  const reference = `this.get${method}Attribute("${attribute}")`;
  return kind === "set" ? `Fn.tolist(${reference})` : reference;
}

function tokenCode(kind: Exclude<Value["kind"], "map" | "objects">, attribute: string): string {
  const method = { string: "asString", number: "asNumber", bool: "asAny", list: "asList", set: "asList" }[kind];
  const reference = `Token.${method}(this.attribute("${attribute}"))`;
  return kind === "set" ? `Fn.tolist(${reference})` : reference;
}
