// HCL, cut into what the search for blocks needs: words, plain texts, signs and ends of lines. Comments are left out, and so
// is everything within a template. An explicit stack, because hostile text nests deeply.

export interface Token {
  readonly kind: "word" | "text" | "sign" | "newline";
  /** Of a text: what is between the quotation marks, escapes as they are written; empty where a template is in it. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

type Mode =
  | { readonly kind: "code"; braces: number }
  | { readonly kind: "quoted"; readonly from: number; isPlain: boolean }
  | { readonly kind: "heredoc"; readonly end: RegExp };

const CODE =
  /(?<blank>[ \t\r\ufeff]+)|(?<comment>#[^\n]*|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|<<-?(?<marker>[\p{L}_][\p{L}\p{N}_-]*)[ \t\r]*\n|(?<word>[\p{L}_][\p{L}\p{N}_-]*)|(?<sign>[^])/uy;
const QUOTED = /(?<end>["\n])|(?<template>[$%]\{)|(?:[^"\n\\$%]+|\$\$\{|%%\{|\\[^]|[^])/uy;
const HEREDOC = /(?<template>[$%]\{)|(?:[^\n$%]+|\$\$\{|%%\{|[^])/uy;

export function* tokensOf(text: string): Generator<Token> {
  const modes: Mode[] = [{ kind: "code", braces: 0 }];
  let at = 0;
  let line = 1;
  /** Undefined at the end of the text. */
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return undefined;
    at = pattern.lastIndex;
    return { found: found[0], groups: found.groups ?? {} };
  };
  for (;;) {
    const mode = modes.at(-1);
    const isOutermost = modes.length === 1;
    const start = line;
    if (mode === undefined) return;
    if (mode.kind === "code") {
      const token = next(CODE);
      if (token === undefined) return;
      line += newlinesIn(token.found);
      const { marker, word, sign } = token.groups;
      if (marker !== undefined)
        modes.push({ kind: "heredoc", end: new RegExp(`[ \\t]*${marker}[ \\t\\r]*(?=\\n|$)`, "uy") });
      else if (word !== undefined && isOutermost) yield { kind: "word", text: word, line: start };
      else if (sign === '"') modes.push({ kind: "quoted", from: at, isPlain: true });
      else if (sign === "}" && mode.braces === 0 && !isOutermost) modes.pop();
      else if (sign !== undefined) {
        mode.braces += sign === "{" ? 1 : sign === "}" ? -1 : 0;
        if (isOutermost) yield { kind: sign === "\n" ? "newline" : "sign", text: sign, line: start };
      }
    } else if (mode.kind === "quoted") {
      const token = next(QUOTED);
      if (token === undefined) return;
      line += newlinesIn(token.found);
      if (token.groups.template !== undefined) {
        mode.isPlain = false;
        modes.push({ kind: "code", braces: 0 });
      }
      if (token.groups.end === undefined) continue;
      modes.pop();
      if (modes.length === 1)
        yield { kind: "text", text: mode.isPlain ? text.slice(mode.from, at - 1) : "", line: start };
    } else {
      // At the beginning of a line the heredoc may end.
      const isEnd = text[at - 1] === "\n" && next(mode.end) !== undefined;
      const token = isEnd ? undefined : next(HEREDOC);
      if (token === undefined) modes.pop();
      else {
        line += newlinesIn(token.found);
        if (token.groups.template !== undefined) modes.push({ kind: "code", braces: 0 });
      }
    }
  }
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
