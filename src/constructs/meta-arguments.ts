// Terraform's own arguments of a block, as constructs take them. cdktf ignores what it does not understand, such as a
// provider that is a string, and the default one is used instead.
import { type TerraformMetaArguments, TerraformCount, TerraformProvider } from "cdktf";
import { type Kind, isReference, kind, listOf, ofKind } from "./kinds";
import { unknownProperty } from "./unknown-property";

/** Of a configuration that was checked. What is null is left out. */
export const metaArguments = (config: TerraformMetaArguments): TerraformMetaArguments => ({
  provider: config.provider ?? undefined,
  dependsOn: config.dependsOn ?? undefined,
  count: config.count ?? undefined,
  forEach: config.forEach ?? undefined,
  lifecycle: config.lifecycle ?? undefined,
  provisioners: config.provisioners ?? undefined,
  connection: config.connection ?? undefined,
});

export const checkedProvider = (path: () => string, provider?: TerraformProvider): TerraformProvider | undefined =>
  ofKind(path, "provider", provider, PROVIDER);

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isDependable = (value: unknown): boolean => isObject(value) && "fqn" in value;
const isIterator = (value: unknown): boolean =>
  isObject(value) && "_getForEachExpression" in value && typeof value._getForEachExpression === "function";

const PROVIDER = kind("an ElectronhubProvider", (value) => TerraformProvider.isTerraformProvider(value));
const DEPENDABLES = listOf("a list (an array) of constructs", kind("a construct", isDependable));
const TRIGGERS = listOf(
  "a list (an array) of constructs and references",
  kind("a construct or a reference", (value) => typeof value === "string" || isDependable(value)),
);
const COUNT = kind(
  "a number or a TerraformCount",
  (value) => typeof value === "number" || TerraformCount.isTerraformCount(value) || isReference(value),
);
const ITERATOR = kind("a TerraformIterator", isIterator);
const OBJECT = kind("an object", isObject);
const OBJECTS = listOf("a list (an array) of objects", OBJECT);

const LIFECYCLE_ARGUMENTS = [
  "createBeforeDestroy",
  "preventDestroy",
  "ignoreChanges",
  "replaceTriggeredBy",
  "precondition",
  "postcondition",
];

/** cdktf passes over prevent_destroy without a word. */
const LIFECYCLE: Kind = (value) => {
  if (!isObject(value)) return OBJECT(value);
  const given = new Map<string, unknown>(
    Object.entries(value).filter(([, argument]) => (argument ?? undefined) !== undefined),
  );
  const unknown = [...given.keys()].find((name) => !LIFECYCLE_ARGUMENTS.includes(name));
  if (unknown !== undefined) return unknownProperty("It", unknown, LIFECYCLE_ARGUMENTS);
  const triggers = given.get("replaceTriggeredBy");
  const reason = triggers === undefined ? undefined : TRIGGERS(triggers);
  return reason === undefined ? undefined : `Its replaceTriggeredBy: ${reason}`;
};

/** What each kind of block takes. Of blocks that cdktf has no class for, only what is written. */
export const RESOURCE_ARGUMENTS = {
  provider: PROVIDER,
  dependsOn: DEPENDABLES,
  count: COUNT,
  forEach: ITERATOR,
  lifecycle: LIFECYCLE,
  provisioners: OBJECTS,
  connection: OBJECT,
};
export const EPHEMERAL_ARGUMENTS = { provider: PROVIDER, dependsOn: DEPENDABLES };
export const ACTION_ARGUMENTS = { provider: PROVIDER };
export const PROVIDER_ARGUMENTS = {};
