// What every property of every construct goes through: is it of the kind that the attribute takes, can cdktf write it, and
// do the rules of Electron Hub allow it? Tokens, and Terraform's own templates, are left to the plan, which applies the same
// rules once their values are known. undefined and null are "not given".
import { Annotations, type IResolvable, Token } from "cdktf";
import { type IConstruct } from "constructs";
import { type Problem } from "../rules";
import { FLAG, LITERAL_FLAG, LITERAL_TEXT, NUMBER, TEXT, TEXTS, notMissing, ofKind } from "./kinds";
import { isLiteral } from "./tokens";

type Given<T> = T | undefined;
type Check<T> = (value: T) => Problem | undefined;

/** All throw an Error that names the construct and the attribute; a concern becomes an annotation. */
export function checkedText(construct: IConstruct, attribute: string, value: Given<string>, check?: Check<string>) {
  const text = ofKind(() => construct.node.path, attribute, value, TEXT);
  if (text !== undefined && isLiteral(text)) report(construct, [check?.(text)]);
  return text;
}

export function checkedNumber(construct: IConstruct, attribute: string, value: Given<number>, check?: Check<number>) {
  const number = ofKind(() => construct.node.path, attribute, value, NUMBER);
  if (number !== undefined && isLiteral(number)) report(construct, [check?.(number)]);
  return number;
}

export const checkedFlag = (construct: IConstruct, attribute: string, value: Given<boolean | IResolvable>) =>
  ofKind(() => construct.node.path, attribute, value, FLAG);

/** While an element is a token the literal ones are checked alone, as in the plan. */
export function checkedTexts(
  construct: IConstruct,
  attribute: string,
  value: Given<string[]>,
  check: (values: readonly string[]) => readonly Problem[],
) {
  const texts = ofKind(() => construct.node.path, attribute, value, TEXTS);
  if (!Array.isArray(texts) || Token.isUnresolved(texts)) return texts;
  const literals = texts.filter(isLiteral);
  if (literals.length > 0 || texts.length === 0) report(construct, check(literals));
  return texts;
}

/** Of what Terraform never sees: no token will do. */
export const literalText = (construct: IConstruct, attribute: string, value: Given<string>) =>
  ofKind(() => construct.node.path, attribute, value, LITERAL_TEXT);

export const literalFlag = (construct: IConstruct, attribute: string, value: Given<boolean>) =>
  ofKind(() => construct.node.path, attribute, value, LITERAL_FLAG);

/** Of an attribute that is required. */
export const present = <T>(construct: IConstruct, attribute: string, value: Given<T>): T =>
  notMissing(() => construct.node.path, attribute, value);

function report(construct: IConstruct, problems: readonly (Problem | undefined)[]): void {
  for (const problem of problems) {
    if (problem === undefined) continue;
    if (problem.severity === "error") throw new Error(`${construct.node.path}: ${problem.summary}: ${problem.detail}`);
    Annotations.of(construct).addWarning(`${problem.summary}: ${problem.detail}`);
  }
}
