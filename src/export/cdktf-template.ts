// A text as a construct takes it: a template of Terraform in which cdktf finds none of its own tokens. It looks for them
// everywhere: in texts, in numbers within texts, and as whole texts.
import { harmlessSigns, inTemplate } from "./template";

/** `${TfToken[`, `#{TfToken[`, `&{TfToken[`; what begins a template; and what cdktf takes for a number. */
const FINDS = /(?<token>[$%#&]+(?=\{TfToken\[))|(?<template>[$%]+(?=\{))|(?<number>[-|\d.+]+e[-|\d.eE+]+)/g;

/** What stands for tokens of maps. */
const WHOLE_TEXTS: ReadonlySet<string> = new Set(["String Map Token Value", "Any Map Token Value"]);

export function cdktfTemplateOf(text: string): string {
  if (WHOLE_TEXTS.has(text)) return inTemplate(text.slice(0, 3)) + text.slice(3);
  return text.replace(FINDS, (found: string, token?: string, template?: string) => {
    if (token !== undefined) return inTemplate(token);
    if (template !== undefined) return harmlessSigns(template);
    return mayBeToken(Number.parseFloat(found)) ? found.replace("e", inTemplate("e")) : found;
  });
}

/** Tokens of numbers lie in here, and nothing that anybody would name a key after. */
const mayBeToken = (number: number): boolean => number < -8e298 && number > -9e298;
