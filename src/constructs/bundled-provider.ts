// Brings the provider along: when a stack is synthesised, the executable is planted in its output, where `terraform init`
// looks first, and locked there; or taken away again. Files only: nothing of the provider is loaded.
import { Annotations, type ISynthesisSession, TerraformProvider, TerraformStack } from "cdktf";
// Not among cdktf's exports, but keyed by a global symbol: CDK Terrain's synthesis finds it too.
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
import { type IConstruct } from "constructs";
import { concealingCliConfig, plantInStack, uprootInStack } from "../planting";
import { requiredProviders } from "./required-providers";

/** A provider block of ours. */
export interface ProviderBlock extends TerraformProvider {
  readonly bundled: boolean;
  readonly executable?: string;
}

/** Arranges what is to happen at synth. */
export function bringAlong(block: ProviderBlock): void {
  block.node.addValidation({ validate: () => disagreements(block) });
  addCustomSynthesis(block, { onSynthesize: (session) => prepareOnce(block, session) });
}

/** One executable serves all blocks of a stack, so the first one sees to it. */
function prepareOnce(block: ProviderBlock, session: ISynthesisSession): void {
  const stack = TerraformStack.of(block);
  if (block !== blocksOf(stack)[0]) return;
  const output = {
    outdir: session.outdir,
    workingDirectory: session.manifest.forStack(stack).workingDirectory,
    required: requiredProviders(stack),
    version: versionOf(block),
    machine: process,
    env: process.env,
  };
  try {
    if (!block.bundled) return uprootInStack(output);
    const unlocked = plantInStack({ ...output, executable: block.executable });
    if (unlocked.length > 0) Annotations.of(block).addWarning(unlockedWarning(unlocked));
    const concealing = concealingCliConfig(process);
    if (concealing !== undefined) Annotations.of(block).addWarning(concealedWarning(concealing));
  } catch (error) {
    throw new Error(`${block.node.path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const unlockedWarning = (sources: readonly string[]): string =>
  `No exact version is required of ${sources.join(", ")}, so cdktf runs "terraform providers lock", which cannot find the bundled Electron Hub provider. Require exact versions, or run cdktf with --skip-provider-lock.`;

const concealedWarning = (file: string): string =>
  `The provider_installation block of ${file} keeps Terraform from looking for the Electron Hub provider in this stack's output. Run "npx electronhub install --mirror <directory>" with the directory of its filesystem_mirror, or "npx electronhub install --print-cli-config" for a block that works.`;

/** What the first block of the stack decides for all, and this one wants otherwise. Copies of the package may differ. */
function disagreements(block: ProviderBlock): string[] {
  const [first] = blocksOf(TerraformStack.of(block));
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

/** In the order of the construct tree. A stack within the stack plants for itself. */
const blocksOf = (stack: TerraformStack): readonly ProviderBlock[] =>
  stack.node
    .findAll()
    .filter(isBlock)
    .filter((block) => TerraformStack.of(block) === stack);

const isBlock = (construct: IConstruct): construct is ProviderBlock =>
  TerraformProvider.isTerraformProvider(construct) && construct.terraformResourceType === "electronhub";

const versionOf = (block: ProviderBlock): string => block.terraformGeneratorMetadata?.providerVersion ?? "";
