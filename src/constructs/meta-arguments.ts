// Terraform's own arguments of a block, as every construct takes them. cdktf ignores what it does not understand, such as a
// provider that is a string, and the default one is used instead.
import { type TerraformMetaArguments, TerraformCount, TerraformProvider, type TerraformResourceLifecycle } from "cdktf";
import { type Construct } from "constructs";
import { isReference, kind, listOf, ofKind } from "./kinds";
import { pathWithin, propertiesOf } from "./placement";

/** Of a construct that is about to be made. What is null is left out. */
export function metaArguments(scope: Construct, id: string, config: TerraformMetaArguments): TerraformMetaArguments {
  const { provider, dependsOn, count, forEach, lifecycle, provisioners, connection } = propertiesOf(scope, id, config);
  const path = () => pathWithin(scope, id);
  return {
    provider: checkedProvider(path, provider),
    dependsOn: ofKind(path, "depends_on", dependsOn, DEPENDABLES),
    count: ofKind(path, "count", count, COUNT),
    forEach: ofKind(path, "for_each", forEach, ITERATOR),
    lifecycle: checkedLifecycle(path, lifecycle),
    provisioners: ofKind(path, "provisioners", provisioners, OBJECTS),
    connection: ofKind(path, "connection", connection, OBJECT),
  };
}

export const checkedProvider = (path: () => string, provider?: TerraformProvider): TerraformProvider | undefined =>
  ofKind(path, "provider", provider, PROVIDER);

function checkedLifecycle(
  path: () => string,
  given?: TerraformResourceLifecycle,
): TerraformResourceLifecycle | undefined {
  const lifecycle = ofKind(path, "lifecycle", given, OBJECT);
  ofKind(path, "lifecycle.replace_triggered_by", lifecycle?.replaceTriggeredBy, TRIGGERS);
  return lifecycle;
}

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
