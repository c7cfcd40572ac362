// What there is to generate: one class for each object that the provider offers, by the provider's own word.
import { memoryLedger, systemClock } from "../../src/api";
import { electronhubProvider } from "../../src/provider/provider";
import { type CtyType } from "../../src/terraform/cty";
import { type Attribute, type Schema } from "../../src/terraform/framework";
import { camelCase, pascalCase } from "./names";

export type BlockKind = "provider" | "resource" | "data" | "ephemeral" | "action";

export interface ClassModel {
  readonly name: string;
  readonly kind: BlockKind;
  /** Terraform's name of the type. */
  readonly type: string;
  readonly description: string;
  readonly attributes: readonly AttributeModel[];
  readonly isImportable: boolean;
}

export interface AttributeModel {
  /** Terraform's. */
  readonly attribute: string;
  readonly property: string;
  readonly value: Value;
  readonly isSettable: boolean;
  readonly isRequired: boolean;
  readonly isSensitive: boolean;
  readonly schema: Attribute;
}

/** What the constructs can say. */
export type Value =
  | { readonly kind: "string" | "number" | "bool" | "list" | "set" | "map" }
  | { readonly kind: "objects"; readonly attributes: readonly (readonly [attribute: string, value: Value])[] };

const PROVIDER = "electronhub";

export function classModels(): readonly ClassModel[] {
  const silent = () => undefined;
  const provider = electronhubProvider({
    version: "0.0.0",
    env: {},
    clock: systemClock,
    random: Math.random,
    log: { trace: silent, debug: silent, info: silent, warn: silent, error: silent, enabled: () => false },
    openLedger: ({ clock }) => memoryLedger(clock),
  });
  const { resources, dataSources, ephemeralResources = [], actions = [] } = provider;
  return [
    classModel("ElectronhubProvider", "provider", PROVIDER, provider.schema),
    ...resources.map((resource) =>
      classModel(
        pascalCase(shortName(resource.typeName)),
        "resource",
        resource.typeName,
        resource.schema,
        "import" in resource,
      ),
    ),
    ...dataSources.map(({ typeName, schema }) => classModel(`Data${pascalCase(typeName)}`, "data", typeName, schema)),
    ...ephemeralResources.map(({ typeName, schema }) =>
      classModel(`Ephemeral${pascalCase(shortName(typeName))}`, "ephemeral", typeName, schema),
    ),
    ...actions.map(({ typeName, schema }) =>
      classModel(`${pascalCase(shortName(typeName))}Action`, "action", typeName, schema),
    ),
  ];
}

const shortName = (type: string): string => type.slice(PROVIDER.length + 1);

function classModel(name: string, kind: BlockKind, type: string, schema: Schema, isImportable = false): ClassModel {
  const attributes = Object.entries(schema.attributes).map(([attribute, declared]) => ({
    attribute,
    property: camelCase(attribute),
    value: valueOf(declared.type),
    isSettable: declared.mode !== "computed",
    isRequired: declared.mode === "required",
    isSensitive: declared.sensitive === true,
    schema: declared,
  }));
  const odd = attributes.find(({ isSettable, value }) => isSettable && ["map", "objects"].includes(value.kind));
  if (odd) throw new Error(`${name}: the generator cannot write settable maps and objects yet, as ${odd.attribute} is`);
  return { name, kind, type, description: schema.description, attributes, isImportable };
}

function valueOf(type: CtyType): Value {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
      return { kind: type.kind };
    case "list":
    case "set":
      if (type.element.kind === "string") return { kind: type.kind };
      if (type.kind === "set" || type.element.kind !== "object") break;
      return {
        kind: "objects",
        attributes: Object.entries(type.element.attributes).map(([name, inner]) => [name, valueOf(inner)] as const),
      };
    case "map":
      if (type.element.kind === "string") return { kind: "map" };
      break;
    default:
      break;
  }
  throw new Error(`the generator cannot write attributes that are a ${type.kind} of this kind yet`);
}
