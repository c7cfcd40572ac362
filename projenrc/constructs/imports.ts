// The imports that generated code needs: of what it names.

const IMPORTS: readonly (readonly [from: string, names: readonly string[]])[] = [
  [
    "cdktf",
    [
      "ComplexList",
      "ComplexObject",
      "Fn",
      "type IInterpolatingParent",
      "type IResolvable",
      "type ITerraformDependable",
      "type ImportableResource",
      "StringMap",
      "TerraformDataSource",
      "TerraformElement",
      "type TerraformMetaArguments",
      "TerraformProvider",
      "TerraformResource",
      "Token",
      "booleanToTerraform",
      "listMapper",
      "numberToTerraform",
      "ref",
      "stringToTerraform",
    ],
  ],
  ["constructs", ["type Construct"]],
  ["../block", ["type MetaArguments", "blockToHcl", "blockToTerraform"]],
  ["../hcl", ["given", "hclBoolean", "hclNumber", "hclString", "hclStringSet"]],
  ["../hooks", ["CHECKS", "TOGETHER"]],
  ["../import-id", ["checkedImportId", "importable"]],
  [
    "../meta-arguments",
    [
      "ACTION_ARGUMENTS",
      "EPHEMERAL_ARGUMENTS",
      "PROVIDER_ARGUMENTS",
      "RESOURCE_ARGUMENTS",
      "checkedProvider",
      "metaArguments",
    ],
  ],
  ["../object-list", ["checkedIndex"]],
  ["../provider-block", ["serve"]],
  ["../secret", ["secret"]],
  ["../shape", ["flag", "literalFlag", "literalText", "number", "required", "text", "texts"]],
  ["../validation", ["checkedScope", "checkedValue", "requiredValue", "sentences"]],
  ["../version", ["PROVIDER_VERSION"]],
];

export function importsOf(code: string, shapes?: string): string {
  const bare = code.replace(/\/\*\*[\s\S]*?\*\//g, "").replace(/"[^"\n]*"|\.{3}/g, " ");
  const extends_ = /extends TerraformProvider\b/.test(bare);
  const isNamed = (name: string) => new RegExp(`(?<![.\\w])${name.replace("type ", "")}\\b(?!\\??:)`).test(bare);
  const shape = shapes === undefined ? [] : [["./shapes", [shapes]] as const];
  // Types have names like those of the table's words.
  const modules = IMPORTS.filter(([from]) => shapes === undefined || from !== "../shape");
  return [...modules, ...shape]
    .flatMap(([from, names]) => {
      const named = names
        .filter(isNamed)
        .map((name) => (name === "TerraformProvider" && !extends_ ? `type ${name}` : name));
      return named.length === 0 ? [] : [`import { ${named.join(", ")} } from "${from}";`];
    })
    .join("\n");
}
