// The table of what each construct may be given.
import { type AttributeModel, type BlockKind, type ClassModel } from "./model";
import { constantName } from "./names";
import { LOCAL_PROPERTIES } from "./notes";
import { checkOf } from "./hooked";

const META: Readonly<Record<BlockKind, string>> = {
  provider: "PROVIDER_ARGUMENTS",
  resource: "RESOURCE_ARGUMENTS",
  data: "RESOURCE_ARGUMENTS",
  ephemeral: "EPHEMERAL_ARGUMENTS",
  action: "ACTION_ARGUMENTS",
};

export const shapesCode = (models: readonly ClassModel[]): string => models.map(shapeCode).join("\n");

function shapeCode(model: ClassModel): string {
  const locals = [
    ...LOCAL_PROPERTIES.map(({ property, kind }) => `${property}: literal${kind === "flag" ? "Flag" : "Text"}(),`),
    "alias: literalText(),",
  ];
  return `export const ${constantName(model.name)} = {
  construct: "${model.name}",
  metaArguments: ${META[model.kind]},
  properties: {
    ${model.kind === "provider" ? locals.join("\n") : ""}
    ${model.attributes
      .filter(({ isSettable }) => isSettable)
      .map((attribute) => `${attribute.property}: ${propertyCode(model, attribute)},`)
      .join("\n")}
  },
};
`;
}

function propertyCode(model: ClassModel, { property, value, isRequired }: AttributeModel): string {
  const builder = { string: "text", number: "number", bool: "flag", list: "texts", set: "texts", map: "", objects: "" };
  const code = `${builder[value.kind]}(${checkOf(model.name, property) ?? ""})`;
  return isRequired ? `required(${code})` : code;
}
