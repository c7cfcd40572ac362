// Number tokens that cdktf could not resolve, found in what a stack's output says of our blocks: lazy values and overrides
// bring them there past the setters.
import { entries, member, textOf } from "./json";
import { type StackSurvey } from "./stack-survey";
import { UNRESOLVED_NUMBER, holdsNumberToken } from "./tokens";

const BLOCK_TYPES = ["provider", "resource", "data", "ephemeral", "action"];

/** One message each. */
export function unresolvedNumbers({ blocks, output }: StackSurvey): string[] {
  const ownPaths = blocks.map((block) => block.node.path);
  return BLOCK_TYPES.flatMap((blockType) => {
    const ours = entries(member(output, blockType)).filter(([type]) => /^electronhub(_|$)/.test(type));
    const bodies = ours.flatMap(([, byName]) => entries(byName).map(([, body]) => body));
    return bodies.flatMap((body, index) => {
      const path = blockType === "provider" ? ownPaths[index] : pathOf(body);
      return attributesWithOne(body).map((attribute) => `${path}: Invalid ${attribute}: ${UNRESOLVED_NUMBER}`);
    });
  });
}

/** cdktf writes it as a comment. */
const pathOf = (body: unknown): string | undefined => textOf(member(member(member(body, "//"), "metadata"), "path"));

const attributesWithOne = (body: unknown): readonly string[] =>
  entries(body).flatMap(([attribute, value]) => (attribute !== "//" && holdsOne(value) ? [attribute] : []));

const holdsOne = (value: unknown): boolean =>
  typeof value === "string" ? holdsNumberToken(value) : entries(value).some(([, element]) => holdsOne(element));
