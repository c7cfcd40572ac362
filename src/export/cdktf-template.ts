// A text as a construct takes it: a template of Terraform in which cdktf finds none of its own tokens. It looks for them
// everywhere: in texts, in numbers within texts, and as whole texts.
import { templateOf } from "./template";

/** `${TfToken[`, `#{TfToken[`, `&{TfToken[`, with all signs before the brace; and what cdktf takes for a number. */
const TOKENS = /(?<signs>[$%#&]+)(?=\{TfToken\[)|[-|\d.+]+e[-|\d.eE+]+/g;

/** What stands for tokens of maps. */
const WHOLE_TEXTS: ReadonlySet<string> = new Set(["String Map Token Value", "Any Map Token Value"]);

export function cdktfTemplateOf(text: string): string {
  if (WHOLE_TEXTS.has(text)) return said(text.slice(0, 3)) + text.slice(3);
  let template = "";
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [found] = match;
    template += templateOf(text.slice(end, match.index)) + (match.groups?.signs ? said(found) : brokenNumber(found));
    end = match.index + found.length;
  }
  return template + templateOf(text.slice(end));
}

function brokenNumber(text: string): string {
  const number = Number.parseFloat(text);
  // Tokens lie in here, and nothing that anybody would name a key after.
  return number < -8e298 && number > -9e298 ? text.replace("e", said("e")) : text;
}

/** By a template of its own: neither quotation marks nor braces may be in it. */
const said = (text: string): string => `\${"${text}"}`;
