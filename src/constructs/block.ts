// What the blocks have in common for which cdktf has no class, `ephemeral` and `action`: how they are written as JSON, the
// format in which stacks are synthesised unless they say otherwise. No class, so that jsii sees none.
import { type ITerraformDependable, type TerraformElement, type TerraformProvider, dependable } from "cdktf";

export interface MetaArguments {
  readonly provider?: TerraformProvider | undefined;
  readonly dependsOn?: ITerraformDependable[] | undefined;
}

/** By Terraform's names; what is undefined is left out. */
export type BlockBody = { readonly [name: string]: unknown };

/** `keyword` as in `ephemeral`; `overrides` as addOverride collects them. */
export function blockToTerraform(
  element: TerraformElement,
  [keyword, type]: readonly [keyword: string, type: string],
  { provider, dependsOn }: MetaArguments,
  body: BlockBody,
): object {
  const meta = { provider: provider?.fqn, depends_on: dependsOn?.map((dependency) => dependable(dependency)) };
  const { path } = element.node;
  const comment = { metadata: { path, uniqueId: element.friendlyUniqueId } };
  return { [keyword]: { [type]: { [element.friendlyUniqueId]: { ...body, ...meta, "//": comment } } } };
}

/** Throws: cdktf would leave such a block out of a stack that is written as HCL, without a word. */
export function blockToHcl(element: TerraformElement, keyword: string): never {
  throw new Error(
    `${element.node.path}: cdktf cannot write ${keyword} blocks as HCL. Synthesise the stack as JSON, which is the default.`,
  );
}
