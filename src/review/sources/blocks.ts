// Where the resources and module calls of an HCL file begin. No parser: only what it takes not to be fooled by comments,
// texts, templates and heredocs. What is not HCL yields nothing, or something that no plan asks for; it never throws.
import { type Token, tokensOf } from "./tokens";

export type Block =
  | { readonly kind: "resource"; readonly type: string; readonly name: string; readonly line: number }
  /** `source`: undefined where it is not plain text. */
  | { readonly kind: "module"; readonly name: string; readonly source: string | undefined };

const DEPTH: ReadonlyMap<string, number> = new Map([
  ["{", 1],
  ["[", 1],
  ["(", 1],
  ["}", -1],
  ["]", -1],
  [")", -1],
]);

/** Of the top level only: what stands within another block declares nothing that has an address. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let depth = 0;
  let statement: Token[] = [];
  let call: { readonly kind: "module"; readonly name: string; source: string | undefined } | undefined;
  for (const token of tokensOf(text)) {
    if (token.kind === "newline" || (token.kind === "sign" && token.text === "}")) {
      if (depth === 1 && call !== undefined) call.source ??= sourceIn(statement);
      statement = [];
    }
    if (token.kind === "newline") continue;
    const step = token.kind === "sign" ? (DEPTH.get(token.text) ?? 0) : 0;
    if (depth === 0 && token.kind === "sign" && token.text === "{") {
      const header = headerIn(statement);
      if (header?.kind === "resource") blocks.push(header);
      call = header?.kind === "module" ? { ...header } : undefined;
      statement = [];
    } else statement.push(token);
    depth = Math.max(0, depth + step);
    if (depth === 0 && step < 0 && call !== undefined) {
      blocks.push(call);
      call = undefined;
    }
  }
  return blocks;
}

function headerIn([keyword, ...labels]: readonly Token[]): Block | undefined {
  const [first, second, ...more] = labels.map(labelOf);
  if (keyword?.kind !== "word" || first === undefined || more.length > 0) return undefined;
  if (keyword.text === "resource" && second !== undefined) {
    return { kind: "resource", type: first, name: second, line: keyword.line };
  }
  return keyword.text === "module" && labels.length === 1
    ? { kind: "module", name: first, source: undefined }
    : undefined;
}

function sourceIn([name, sign, value, ...more]: readonly Token[]): string | undefined {
  const isSource = name?.kind === "word" && name.text === "source" && sign?.kind === "sign" && sign.text === "=";
  return isSource && value?.kind === "text" && value.text !== "" && more.length === 0 ? value.text : undefined;
}

/** Labels may stand in quotation marks, and need not. */
const labelOf = ({ kind, text }: Token): string | undefined => (kind === "sign" || text === "" ? undefined : text);
