// Applies the rules of a proxy key to what a construct was given, where it was given literally. Tokens are left to the
// plan, which applies the same rules once their values are known.
import { Annotations, Token } from "cdktf";
import { type IConstruct } from "constructs";
import { type Problem } from "../rules";

/** Checks one value and hands it on. Throws an Error that names the construct; a concern becomes an annotation. */
export function checked<T>(construct: IConstruct, value: T, check: (value: T) => Problem | undefined): T {
  if (!Token.isUnresolved(value)) report(construct, [check(value)]);
  return value;
}

/** Checks a list, if no part of it is a token. */
export function checkedList(
  construct: IConstruct,
  values: string[],
  check: (values: readonly string[]) => readonly Problem[],
): string[] {
  const literal = !Token.isUnresolved(values) && !values.some((value) => Token.isUnresolved(value));
  if (literal) report(construct, check(values));
  return values;
}

function report(construct: IConstruct, problems: readonly (Problem | undefined)[]): void {
  for (const problem of problems) {
    if (problem === undefined) continue;
    if (problem.severity === "error") throw new Error(`${construct.node.path}: ${problem.summary}: ${problem.detail}`);
    Annotations.of(construct).addWarning(`${problem.summary}: ${problem.detail}`);
  }
}
