// Reads YAML as far as a policy file needs it: mappings, lists and scalars, each with its place, and every mistake with the place
// of what is wrong. No anchors and aliases: nothing can stand for something else, or grow without end.
import {
  type Node,
  type Scalar,
  type YAMLMap,
  LineCounter,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
} from "yaml";
import { visible } from "../../api/visible";
import { shown } from "../../rules";
import { didYouMean } from "./nearest";
import { PolicyError } from "./policy-error";

/** Nobody writes a policy of this size, and reading a larger one takes long. */
const MOST_CHARACTERS = 100_000;

const NO_ALIASES =
  "Anchors (&) and aliases (*) are not read here. Write the value itself; a pattern that begins with * needs quotation marks.";

/** Somewhere in the file: a node, or where one is missing. */
export interface Entry {
  readonly node: Node | null;
  /** Where to say that it is wrong. */
  readonly offset: number;
}

/** Collects mistakes, so that all of them are told at once. */
export class YamlReader {
  private readonly lines = new LineCounter();
  private readonly mistakes: { readonly offset: number; readonly sentence: string }[] = [];

  constructor(private readonly file: string) {}

  /** The whole file. Throws PolicyError for what is not YAML. */
  document(text: string): Entry {
    if (text.length > MOST_CHARACTERS) this.refuse("is too large for a policy");
    try {
      return this.read(text);
    } catch (error) {
      // Whatever goes through it goes down one call per level.
      if (error instanceof RangeError) return this.refuse("is nested too deeply");
      throw error;
    }
  }

  private refuse(what: string): never {
    throw new PolicyError(`${visible(this.file)}: the file ${what}.`);
  }

  private read(text: string): Entry {
    const document = parseDocument(text, {
      lineCounter: this.lines,
      prettyErrors: false,
      uniqueKeys: false,
      version: "1.2",
    });
    for (const { pos, code, message } of [...document.errors, ...document.warnings]) {
      // The parser tells this one in words of Node.js, and at a place that depends on the machine.
      if (message.startsWith("Maximum call stack")) this.refuse("is nested too deeply");
      this.mistake(
        pos[0],
        code === "MULTIPLE_DOCS" ? "A policy is one document; a second one begins here." : `${message}.`,
      );
    }
    visit(document, {
      Node: (_, node) => {
        if (isAlias(node) || node.anchor !== undefined) this.mistake(start(node), NO_ALIASES);
      },
    });
    this.finish();
    return { node: document.contents, offset: document.contents ? start(document.contents) : 0 };
  }

  /** As in policy.yaml:12:5. */
  place(offset: number): string {
    const { line, col } = this.lines.linePos(offset);
    return `${visible(this.file)}:${line}:${col}`;
  }

  mistake(offset: number, sentence: string): void {
    this.mistakes.push({ offset, sentence });
  }

  /** Throws PolicyError with all mistakes, one a line, if there are any. */
  finish(): void {
    if (this.mistakes.length === 0) return;
    const inOrder = [...this.mistakes].sort((a, b) => a.offset - b.offset);
    const told = inOrder.map(({ offset, sentence }) => `${this.place(offset)}: ${sentence}`);
    throw new PolicyError([...new Set(told)].join("\n"));
  }

  /** The values of a mapping by their keys; undefined: it is not a mapping. */
  mapping(
    entry: Entry,
    what: string,
    required: readonly string[],
    optional: readonly string[],
  ): ReadonlyMap<string, Entry> | undefined {
    const { node } = entry;
    if (!isMap(node)) return this.wrong(entry, what, `a mapping with ${[...required, ...optional].join(", ")}`);
    const values = this.pairs(node, what, [...required, ...optional]);
    for (const key of required.filter((name) => !values.has(name))) {
      this.mistake(entry.offset, `${what} has no "${key}", which it must have.`);
    }
    return values;
  }

  private pairs(node: YAMLMap, what: string, known: readonly string[]): ReadonlyMap<string, Entry> {
    const values = new Map<string, Entry>();
    for (const { key, value } of node.items) {
      if (!isScalar(key) || typeof key.value !== "string") {
        this.mistake(isNode(key) ? start(key) : start(node), `A key of ${what} is not text.`);
        continue;
      }
      const name = key.value;
      if (!known.includes(name)) {
        const near = didYouMean(name, known);
        this.mistake(start(key), `${what} takes no ${shown(name)}.${near} It has ${known.join(", ")}.`);
      } else if (values.has(name)) {
        this.mistake(start(key), `${what} has "${name}" more than once.`);
      } else {
        const offset = isNode(value) ? start(value) : start(key);
        values.set(name, { node: isNode(value) ? value : null, offset });
      }
    }
    return values;
  }

  /** At least one element. */
  list(entry: Entry, what: string): readonly Entry[] | undefined {
    const { node } = entry;
    if (!isSeq(node)) return this.wrong(entry, what, "a list");
    if (node.items.length === 0) {
      this.mistake(entry.offset, `${what} is an empty list. Leave it out, or write what is to hold.`);
      return undefined;
    }
    return node.items.map((item) =>
      isNode(item) ? { node: item, offset: start(item) } : { node: null, offset: entry.offset },
    );
  }

  /** Texts, each once. */
  texts(entry: Entry, what: string): readonly { readonly text: string; readonly offset: number }[] | undefined {
    const seen = new Set<string>();
    return this.list(entry, what)?.flatMap((element) => {
      const text = this.text(element, `an entry of ${what}`);
      if (text === undefined) return [];
      if (seen.has(text)) this.mistake(element.offset, `${what} has ${shown(text)} more than once.`);
      seen.add(text);
      return [{ text, offset: element.offset }];
    });
  }

  /** Not empty. */
  text(entry: Entry, what: string): string | undefined {
    const value = isScalar(entry.node) ? entry.node.value : undefined;
    if (typeof value !== "string") return this.wrong(entry, what, "a text");
    if (value.trim() !== "") return value;
    this.mistake(entry.offset, `${what} is empty.`);
    return undefined;
  }

  wrong(entry: Entry, what: string, wanted: string): undefined {
    this.mistake(entry.offset, `${what} must be ${wanted}; it is ${kind(entry.node)}.`);
    return undefined;
  }
}

const isNode = (value: unknown): value is Node => isMap(value) || isSeq(value) || isScalar(value) || isAlias(value);

const start = (node: Node): number => node.range?.[0] ?? 0;

function kind(node: Node | null): string {
  if (isMap(node)) return "a mapping";
  if (isSeq(node)) return "a list";
  if (!isScalar(node) || node.value === null) return "empty";
  return scalarKind(node);
}

function scalarKind({ value }: Scalar): string {
  if (typeof value === "string") return `the text ${shown(value)}`;
  if (typeof value === "number" || typeof value === "bigint") return `the number ${value}`;
  return typeof value === "boolean" ? `the truth value ${value}; put a text in quotation marks` : "something else";
}
