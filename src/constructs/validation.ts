// Applies the rules of a proxy key to what a construct was given, where it was given literally. Tokens, and Terraform's
// own templates, are left to the plan, which applies the same rules once their values are known.
import { Annotations, Token } from "cdktf";
import { type IConstruct } from "constructs";
import { type Problem } from "../rules";

/** Checks one value and hands it on. Throws an Error that names the construct; a concern becomes an annotation. */
export function checked<T>(construct: IConstruct, value: T, check: (value: T) => Problem | undefined): T {
  if (isLiteral(value)) report(construct, [check(value)]);
  return value;
}

/** The same for a list. While an element is a token the literal ones are checked alone, as in the plan. */
export function checkedList(
  construct: IConstruct,
  values: string[],
  check: (values: readonly string[]) => readonly Problem[],
): string[] {
  if (Token.isUnresolved(values)) return values;
  const literals = values.filter(isLiteral);
  if (literals.length > 0 || values.length === 0) report(construct, check(literals));
  return values;
}

/** "${...}" and "%{...}" in a string reach Terraform as they are: `"${terraform.workspace}-ci"` is no literal. */
export const isLiteral = (value: unknown): boolean =>
  !Token.isUnresolved(value) && !(typeof value === "string" && /[$%]\{/.test(value));

function report(construct: IConstruct, problems: readonly (Problem | undefined)[]): void {
  for (const problem of problems) {
    if (problem === undefined) continue;
    if (problem.severity === "error") throw new Error(`${construct.node.path}: ${problem.summary}: ${problem.detail}`);
    Annotations.of(construct).addWarning(`${problem.summary}: ${problem.detail}`);
  }
}
