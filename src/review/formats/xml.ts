// Writes XML 1.0. What it does not allow at all, not even escaped, is made visible.

/** Written already: it cannot be taken for a text. */
export interface Xml {
  readonly xml: string;
}

export const element = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Xml | string)[],
): Xml => {
  const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${attributeText(value)}"`);
  const content = children.map((child) => (typeof child === "string" ? escaped(child) : child.xml));
  const start = `<${name}${written.join("")}`;
  return { xml: content.length === 0 ? `${start}/>` : `${start}>${content.join("")}</${name}>` };
};

export const xmlDocument = ({ xml }: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
]);

/** Controls but tab and line breaks, halves of characters, and the two noncharacters. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const escaped = (text: string): string =>
  text
    .replace(FORBIDDEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character);

/** A reader makes a space of a line break in an attribute, unless it is a reference. */
const attributeText = (text: string): string =>
  escaped(text).replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
