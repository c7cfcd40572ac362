// Tokens of cdktf, where they hide: a number token within a string is spelled out as a huge negative number, which
// Token.isUnresolved does not see. And what cdktf makes of such strings, which is not always what was meant.
import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import { RootConstruct } from "constructs";

/** As the languages of jsii spell such numbers: -8.1e+298, -8.1E298. */
const SPELLED_NUMBER = /-\d(?:\.\d+)?[eE]\+?\d{3}/g;
const STRING_TOKEN = /\$\{TfToken\[[\w:.-]+\]\}/g;
const LIST_TOKEN = /#\{TfToken\[[\w:.-]+\]\}/;
const MAP_TOKEN = /&\{TfToken\[[\w:.-]+\]\}/;
/** In a string that was given nothing can be this. */
const MARK = "\0";

/** Whether the value is final. "${...}" and "%{...}" reach Terraform as they are: `"${terraform.workspace}-ci"` is not. */
export const isLiteral = (value: unknown): boolean =>
  !Token.isUnresolved(value) && !(typeof value === "string" && (/[$%]\{/.test(value) || holdsNumberToken(value)));

/** Number tokens, and those of lists of numbers, in whatever spelling. */
export const holdsNumberToken = (text: string): boolean => (text.match(SPELLED_NUMBER) ?? []).some(isNumberToken);

export const UNRESOLVED_NUMBER =
  "It holds a number token that cdktf cannot resolve, because it touches another number, a digit, an e or one of + - . |. Put Token.asString() around the number, as in `c-${Token.asString(count.index)}`.";

/** Why cdktf would not write what is meant, and what to do; undefined where it would. */
export function misuse(text: string): string | undefined {
  if (LIST_TOKEN.test(text)) {
    return "It holds a list token, which is not a string. Choose one element with Fn.element(list, 0), or join them with Fn.join.";
  }
  if (MAP_TOKEN.test(text) || [Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE].some((m) => text.includes(m))) {
    return "It holds a map token, which is not a string. Choose one element with Fn.lookup(map, key).";
  }
  if (text.includes("[object Object]")) {
    return 'It holds "[object Object]", which is an object put into a string. Give the attribute of the object that is meant.';
  }
  if (!holdsNumberToken(text) || written(text) === meant(text)) return undefined;
  return UNRESOLVED_NUMBER;
}

/** The same for a number. */
export function misusedNumber(value: number): string | undefined {
  if (Token.isUnresolved(value)) return undefined;
  if (!Number.isFinite(value)) return `It is ${value}; it must be a number.`;
  if (value === Token.NUMBER_MAP_TOKEN_VALUE) {
    return "It is an element of a map token. Choose one with Token.asNumber(Fn.lookup(map, key)).";
  }
  if (Math.abs(value) < TOKENS_BEGIN) return undefined;
  return "It was calculated from a number token, or taken out of a list of them, which JavaScript cannot do. Calculate with Op, as in Token.asNumber(Op.mul(number, 2)), and choose with Fn.element.";
}

/** Far above what any attribute takes. */
const TOKENS_BEGIN = 1e280;

/** The same for a list: a list token stands for the whole list, so nothing can be put beside it. */
export function misusedList(values: readonly unknown[]): string | undefined {
  const isToken = (value: unknown) => typeof value === "string" && LIST_TOKEN.test(value);
  const [first] = values;
  if (values.length > 1 && values.some(isToken)) {
    return "It holds a list token beside other elements. Concatenate with Fn.concat([list, [element]]), and choose one element with Fn.element(list, 0).";
  }
  return typeof first === "string" && isToken(first) && first.replace(LIST_TOKEN, "") !== ""
    ? misuse(first)
    : undefined;
}

function isNumberToken(spelled: string): boolean {
  const value = Number(spelled);
  return Token.isUnresolved(value) || Token.isUnresolved([value]);
}

const meant = (text: string): string =>
  text.replace(STRING_TOKEN, MARK).replace(SPELLED_NUMBER, (spelled) => (isNumberToken(spelled) ? MARK : spelled));

/** cdktf itself is asked, but no token: that would be too early. */
const written = (text: string): unknown =>
  Tokenization.resolve(text, {
    scope: new RootConstruct(),
    resolver: new MarkingResolver(new StringConcat()),
    preparing: false,
  });

class MarkingResolver extends DefaultTokenResolver {
  public resolveToken(): string {
    return MARK;
  }
}
