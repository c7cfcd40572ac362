// What a construct may be given, as data: its properties, each of a kind and under rules, and Terraform's own arguments. The
// generated table shapes.ts is written in these words.
import { type Problem } from "../rules";
import { FLAG, type Kind, LITERAL_FLAG, LITERAL_TEXT, NUMBER, TEXT, TEXTS, texts as listOfTexts } from "./kinds";
import { isLiteral } from "./tokens";

export interface Property {
  readonly isRequired: boolean;
  /** Why a value is of another kind. */
  readonly mismatch: Kind;
  /** What the rules say of a value of the kind. `owner`: the construct, or the configuration that it is made from. */
  readonly problems: (value: unknown, owner: object) => readonly Problem[];
}

export interface Shape<Name extends string = string> {
  readonly construct: string;
  readonly properties: Readonly<Record<Name, Property>>;
  /** Terraform's own arguments of such a block. */
  readonly metaArguments: Readonly<Record<string, Kind>>;
  /** What the rules say of a configuration whose properties are right, each for itself. */
  readonly together?: (config: object) => readonly Problem[];
}

export type Check<T> = (value: T, owner: object) => Problem | undefined;
export type ListCheck = (values: readonly string[]) => readonly Problem[];

/** Tokens, and Terraform's own templates, are left to the plan, which applies the same rules once their values are known. */
export const text = (check?: Check<string>): Property => ({
  isRequired: false,
  mismatch: TEXT,
  problems: (value, owner) =>
    typeof value === "string" && isLiteral(value) ? [check?.(value, owner)].flatMap((found) => found ?? []) : [],
});

export const number = (check?: Check<number>): Property => ({
  isRequired: false,
  mismatch: NUMBER,
  problems: (value, owner) =>
    typeof value === "number" && isLiteral(value) ? [check?.(value, owner)].flatMap((found) => found ?? []) : [],
});

export const flag = (): Property => ({ isRequired: false, mismatch: FLAG, problems: () => [] });

/** While an element is a token the literal ones are checked alone, as in the plan. */
export const texts = (check?: ListCheck): Property => ({
  isRequired: false,
  mismatch: TEXTS,
  problems: (value) => {
    const elements = listOfTexts(value);
    const literals = (elements ?? []).filter((element) => typeof element === "string").filter(isLiteral);
    return check !== undefined && (literals.length > 0 || elements?.length === 0) ? check(literals) : [];
  },
});

/** Of what Terraform never sees: no token will do. */
export const literalText = (): Property => ({ isRequired: false, mismatch: LITERAL_TEXT, problems: () => [] });
export const literalFlag = (): Property => ({ isRequired: false, mismatch: LITERAL_FLAG, problems: () => [] });

export const required = (property: Property): Property => ({ ...property, isRequired: true });
