// What a provider block does besides being written: it is validated with the stack that it stands in, and brings the provider
// along.
import { bringAlong } from "./bundled-provider";
import { member } from "./json";
import { plaintextApiKey } from "./plaintext-secret";
import { conflicts, writtenBlock } from "./provider-blocks";
import { PLAINTEXT_API_KEY } from "./secret";
import { type ProviderBlock, type StackSurvey, surveyFor } from "./stack-survey";
import { unresolvedNumbers } from "./unresolved-numbers";

/** Of a block that was just made. */
export function serve(block: ProviderBlock): void {
  block.node.addValidation({ validate: () => problemsInStack(block) });
  bringAlong(block);
}

/** One validation, because each asks for a survey, which is made once for all blocks. */
function problemsInStack(block: ProviderBlock): string[] {
  const survey = surveyFor(block);
  const numbers = survey.blocks[0] === block ? unresolvedNumbers(survey) : [];
  return [...conflicts(block, survey), ...secretsInPlainText(block, survey), ...numbers];
}

/** Once more in what will be written: a key hides from the setter in functions, templates, variables and overrides. */
function secretsInPlainText(block: ProviderBlock, survey: StackSurvey): string[] {
  if (block.allowPlaintextApiKey) return [];
  const reason = plaintextApiKey(survey.output, member(writtenBlock(block, survey), "api_key"));
  return reason === undefined ? [] : [`${reason}. ${PLAINTEXT_API_KEY.detail}`];
}
