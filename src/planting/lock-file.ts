// Terraform's dependency lock file (.terraform.lock.hcl), edited as text: the blocks of single providers are replaced or
// added, and everything else is kept byte for byte. Pure.

/** What a block says. */
export interface LockEntry {
  /** Host, namespace and type. */
  readonly address: string;
  readonly version: string;
  readonly constraints: string | undefined;
  readonly hashes: readonly string[];
}

/** Where a block is in the text. */
interface Block {
  readonly address: string;
  readonly start: number;
  /** Behind its last brace. */
  readonly end: number;
}

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

/** The entries in their order. Throws an Error on text that cannot be a lock file. */
export function lockEntries(text: string): readonly LockEntry[] {
  return blocksOf(text).map(({ address, start, end }) => {
    const block = text.slice(start, end);
    return {
      address,
      version: attribute(block, "version") ?? "",
      constraints: attribute(block, "constraints"),
      hashes: [...block.matchAll(/"([a-z0-9]+:[^"]+)"/g)].flatMap(([, hash]) => hash ?? []),
    };
  });
}

/** The text with these entries, in place of the ones of the same address. */
export function withLockEntries(text: string, entries: readonly LockEntry[]): string {
  return entries.reduce(withLockEntry, text);
}

function withLockEntry(text: string, entry: LockEntry): string {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const written = render(entry).replaceAll("\n", lineEnd);
  const [first, ...repeated] = blocksOf(text).filter(({ address }) => address === entry.address);
  if (first === undefined) return `${leadIn(text, lineEnd)}${written}${lineEnd}`;
  // Terraform refuses a second block of one provider.
  const once = repeated.reduceRight((kept, { start, end }) => kept.slice(0, start) + kept.slice(end), text);
  return once.slice(0, first.start) + written + once.slice(first.end);
}

/** What stands before a block that is added at the end: a blank line, or the header of a new file. */
function leadIn(text: string, lineEnd: string): string {
  if (text.trim() === "") return `${HEADER}\n`.replaceAll("\n", lineEnd);
  if (!text.endsWith("\n")) return `${text}${lineEnd}${lineEnd}`;
  return /\n\r?\n$/.test(text) ? text : `${text}${lineEnd}`;
}

/** As terraform itself writes it, so that it finds nothing to change. */
function render({ address, version, constraints, hashes }: LockEntry): string {
  return [
    `provider "${address}" {`,
    `  version     = "${version}"`,
    ...(constraints === undefined ? [] : [`  constraints = "${constraints}"`]),
    ...(hashes.length === 0 ? [] : ["  hashes = [", ...hashes.map((hash) => `    "${hash}",`), "  ]"]),
    "}",
  ].join("\n");
}

const attribute = (block: string, name: string): string | undefined =>
  new RegExp(`^\\s*${name}\\s*=\\s*"([^"]*)"`, "m").exec(block)?.[1];

/** A comment, a string, a brace or the beginning of a block; comments and strings may hold braces. */
const TOKEN =
  /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|provider[ \t]+"(?<address>[^"]*)"[ \t]*\{|"(?:\\.|[^"\\\n])*"|(?<brace>[{}])/g;

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { address: string; start: number } | undefined;
  let depth = 0;
  for (const { 0: token, index, groups } of text.matchAll(TOKEN)) {
    const { address, brace } = groups ?? {};
    if (address !== undefined) {
      if (depth === 0) open = { address, start: index };
      depth += 1;
    } else if (brace === "{") {
      depth += 1;
    } else if (brace === "}") {
      depth -= 1;
      if (depth === 0 && open) blocks.push({ ...open, end: index + token.length });
      if (depth === 0) open = undefined;
    }
    if (depth < 0) throw new Error("a brace closes nothing");
  }
  if (depth > 0) throw new Error("a brace is never closed");
  return blocks;
}
