// The page as a browser reads it: its elements and their texts, in their order.
import { type DefaultTreeAdapterMap, parse } from "parse5";

type Node = DefaultTreeAdapterMap["node"];

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** With those of the elements in it. */
  readonly text: string;
  readonly children: readonly Element[];
}

export interface Page {
  readonly elements: readonly Element[];
  /** What a parser has to mend. */
  readonly errors: readonly string[];
  readonly comments: number;
  readonly named: (name: string) => readonly Element[];
  readonly byId: (id: string) => Element | undefined;
  /** Those that have all of the classes. */
  readonly ofClass: (...names: readonly string[]) => readonly Element[];
}

export function parsed(page: string): Page {
  const errors: string[] = [];
  const document = parse(page, { onParseError: ({ code }) => errors.push(code) });
  const elements = elementsIn(document);
  return {
    elements,
    errors,
    comments: commentsIn(document),
    named: (name) => elements.filter((element) => element.name === name),
    byId: (id) => elements.find(({ attributes }) => attributes.get("id") === id),
    ofClass: (...names) => elements.filter((element) => names.every((name) => classesOf(element).includes(name))),
  };
}

export const classesOf = ({ attributes }: Element): readonly string[] => (attributes.get("class") ?? "").split(" ");

/** Without the white space of the source. */
export const words = (element: Element | undefined): string => (element?.text ?? "").replace(/\s+/g, " ").trim();

/** Of an element that has to be there. */
export function within(element: Element | undefined): readonly Element[] {
  if (element === undefined) throw new Error("The page has no such element");
  return flat(element).slice(1);
}

/** The element and all in it, in their order. One list for all: a list of each would be copied at each level. */
function flat(element: Element, all: Element[] = []): readonly Element[] {
  all.push(element);
  for (const child of element.children) flat(child, all);
  return all;
}

const childrenOf = (node: Node): readonly Node[] => ("childNodes" in node ? node.childNodes : []);

const commentsIn = (node: Node): number =>
  childrenOf(node).reduce((sum, child) => sum + commentsIn(child), node.nodeName === "#comment" ? 1 : 0);

function elementsIn(node: Node): readonly Element[] {
  return childrenOf(node).flatMap((child) => {
    const element = elementOf(child);
    return element === undefined ? [] : flat(element);
  });
}

function elementOf(node: Node): Element | undefined {
  if (!("tagName" in node)) return undefined;
  return {
    name: node.tagName,
    attributes: new Map(node.attrs.map(({ name, value }) => [name, value])),
    // Only when it is asked for: each holds those of all within.
    get text() {
      return textOf(node);
    },
    children: childrenOf(node).flatMap((child) => elementOf(child) ?? []),
  };
}

const textOf = (node: Node): string =>
  "value" in node && node.nodeName === "#text" ? node.value : childrenOf(node).map(textOf).join("");
