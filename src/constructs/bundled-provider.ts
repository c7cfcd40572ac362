// Brings the provider along: when a stack is synthesised, the executable is planted in its output, where `terraform init`
// looks first, and locked there; or taken away again. Files only: nothing of the provider is loaded.
import { Annotations, type ISynthesisSession, TerraformStack } from "cdktf";
// Not among cdktf's exports, but keyed by a global symbol: CDK Terrain's synthesis finds it too.
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
import { type Requirement, concealingCliConfig, plantInStack, uprootInStack } from "../planting";
import { entries, member, textOf } from "./json";
import { versionOf } from "./provider-blocks";
import { type ProviderBlock, surveyAfterwards } from "./stack-survey";

/** Arranges what is to happen at synth. */
export function bringAlong(block: ProviderBlock): void {
  addCustomSynthesis(block, { onSynthesize: (session) => prepareOnce(TerraformStack.of(block), session) });
}

const prepared = new WeakMap<ISynthesisSession, Set<TerraformStack>>();

/** One executable serves all blocks of a stack: whichever comes first in a synth sees to it. */
function prepareOnce(stack: TerraformStack, session: ISynthesisSession): void {
  const stacks = prepared.get(session) ?? new Set();
  if (stacks.has(stack)) return;
  prepared.set(session, stacks.add(stack));
  const { blocks, output } = surveyAfterwards(stack, session.skipValidation !== true);
  const [block] = blocks;
  if (block !== undefined) prepare(block, output, session);
}

function prepare(block: ProviderBlock, output: unknown, session: ISynthesisSession): void {
  const stack = {
    outdir: session.outdir,
    workingDirectory: session.manifest.forStack(TerraformStack.of(block)).workingDirectory,
    required: requiredProviders(output),
    version: versionOf(block),
    machine: process,
    env: process.env,
  };
  try {
    if (!block.bundled) return uprootInStack(stack);
    const unlocked = plantInStack({ ...stack, executable: block.executable });
    if (unlocked.length > 0) Annotations.of(block).addWarning(unlockedWarning(unlocked));
    const concealing = concealingCliConfig(process);
    if (concealing !== undefined) Annotations.of(block).addWarning(concealedWarning(concealing));
  } catch (error) {
    throw new Error(`${block.node.path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** As the stack's output says, overrides included. */
const requiredProviders = (output: unknown): readonly Requirement[] =>
  entries(member(member(output, "terraform"), "required_providers")).map(([name, provider]) => ({
    source: textOf(member(provider, "source")) ?? name,
    version: textOf(member(provider, "version")),
  }));

const unlockedWarning = (sources: readonly string[]): string =>
  `No exact version is required of ${sources.join(", ")}, so cdktf runs "terraform providers lock", which cannot find the bundled Electron Hub provider. Require exact versions, or run cdktf with --skip-provider-lock.`;

const concealedWarning = (file: string): string =>
  `The provider_installation block of ${file} keeps Terraform from looking for the Electron Hub provider in this stack's output. Run "npx electronhub install --mirror <directory>" with the directory of its filesystem_mirror, or "npx electronhub install --print-cli-config" for a block that works.`;
