// What the provider blocks of one stack must agree upon, and in what they must differ.
import { elements, member } from "./json";
import { type ProviderBlock, type StackSurvey } from "./stack-survey";

/** Of this block with those before it. */
export const conflicts = (block: ProviderBlock, survey: StackSurvey): string[] => [
  ...sameAlias(block, survey),
  ...otherExecutable(block, survey),
];

/** What the output says of the block: overrides included. */
export const writtenBlock = (block: ProviderBlock, { blocks, output }: StackSurvey): unknown =>
  elements(member(member(output, "provider"), "electronhub"))[blocks.indexOf(block)];

export const versionOf = (block: ProviderBlock): string => block.terraformGeneratorMetadata?.providerVersion ?? "";

function sameAlias(block: ProviderBlock, survey: StackSurvey): string[] {
  const aliasOf = (one: ProviderBlock) => member(writtenBlock(one, survey), "alias");
  const alias = aliasOf(block);
  const first = survey.blocks.find((one) => aliasOf(one) === alias);
  if (first === undefined || first === block) return [];
  const which = typeof alias === "string" ? `has the alias "${alias}"` : "has no alias";
  return [
    `Like ${first.node.path}, this Electron Hub provider block ${which}, and Terraform tells blocks apart by their aliases. Give this one an alias of its own, and give it as \`provider\` to the constructs that use it.`,
  ];
}

/** The first block decides for all. Copies of the package may differ. */
function otherExecutable(block: ProviderBlock, { blocks: [first] }: StackSurvey): string[] {
  if (first === undefined || first === block) return [];
  if (versionOf(first) !== versionOf(block)) {
    return [
      `This stack uses versions ${versionOf(first)} and ${versionOf(block)} of cdktf-provider-electronhub, and can require one version of the provider only. Install one version ("npm ls cdktf-provider-electronhub" shows them), or use a stack for each.`,
    ];
  }
  if (first.bundled === block.bundled && first.executable === block.executable) return [];
  return [
    `All Electron Hub provider blocks of a stack share one executable: give this one the same \`bundled\` and \`executable\` as ${first.node.path}.`,
  ];
}
