// What the provider blocks of a stack have to know of it: which they are, and what its output will say. Found out once for
// all of them, because rendering a large stack takes long.
import { TerraformProvider, TerraformStack } from "cdktf";
import { type IConstruct } from "constructs";

/** A provider block of ours. Copies of the package may differ. */
export interface ProviderBlock extends TerraformProvider {
  readonly bundled: boolean;
  readonly executable?: string;
  readonly allowPlaintextApiKey?: boolean;
}

export interface StackSurvey {
  /** In the order of the construct tree. A stack within the stack has its own. */
  readonly blocks: readonly ProviderBlock[];
  /** The JSON of the stack, overrides included. */
  readonly output: unknown;
}

interface Validation {
  readonly survey: StackSurvey;
  readonly served: Set<ProviderBlock>;
}

/** The one that is under way, or has just passed. */
const validations = new WeakMap<TerraformStack, Validation>();

/** For the validation of a block, which asks once. Where it asks again, the stack may have changed since. */
export function surveyFor(block: ProviderBlock): StackSurvey {
  const stack = TerraformStack.of(block);
  const current = validations.get(stack);
  const isUnderWay = current !== undefined && current.survey.blocks.includes(block) && !current.served.has(block);
  const { survey, served } = isUnderWay ? current : { survey: surveyOf(stack), served: new Set<ProviderBlock>() };
  validations.set(stack, { survey, served: served.add(block) });
  return survey;
}

/** For what follows the validation. Where that was skipped, what an earlier one found may not be true any more. */
export function surveyAfterwards(stack: TerraformStack, isValidated: boolean): StackSurvey {
  const last = isValidated ? validations.get(stack) : undefined;
  validations.delete(stack);
  return last?.survey ?? surveyOf(stack);
}

function surveyOf(stack: TerraformStack): StackSurvey {
  const blocks = stack.node.findAll().filter(isBlock);
  return { blocks: blocks.filter((block) => TerraformStack.of(block) === stack), output: stack.toTerraform() };
}

const isBlock = (construct: IConstruct): construct is ProviderBlock =>
  TerraformProvider.isTerraformProvider(construct) && construct.terraformResourceType === "electronhub";
