// What stands for an entry in one line: Terraform's symbol, which object, and what becomes of it.
import { quoted } from "../../api/visible";
import { redact } from "../../api/secrets";
import { type ActionFacts, type ExclusiveFacts, type KeyFacts, SENSITIVE } from "../facts";
import { type Entry } from "./entries";
import { figure } from "../figure";
import { DONE, accessMark, plural } from "./phrases";
import { shownAddress } from "./shown";

export interface Headline {
  readonly address: string;
  /** Quoted, as in "ci" or "old" -> "new". Undefined: the object has none. */
  readonly name: string | undefined;
  /** Ours, as in "changed, WIDER". */
  readonly change: string;
}

export const headlineOf = (entry: Entry, arrow: string): Headline => ({
  address: shownAddress(entry.facts.address),
  name: entry.kind === "key" ? nameWords(entry.facts.names, arrow) : undefined,
  change: changeOf(entry),
});

function changeOf(entry: Entry): string {
  switch (entry.kind) {
    case "key":
      return keyWords(entry.facts);
    case "exclusive":
      return exclusiveWords(entry.facts);
    case "action":
      return actionWords(entry.facts);
  }
}

/** As Terraform marks it; nothing where no object changes. */
export function symbolOf({ kind, facts }: Entry): string {
  if (kind === "action") return "";
  if (facts.change === "replace") {
    const old = kind === "key" && facts.isOldForgotten ? "." : "-";
    return kind === "key" && facts.isCreateFirst ? `+/${old}` : `${old}/+`;
  }
  return { destroy: "-", update: "~", create: "+", forget: ".", import: "", move: "", drift: "", defer: "" }[
    facts.change
  ];
}

function nameWords({ before, after }: KeyFacts["names"], arrow: string): string | undefined {
  const names = [before, after].filter((name) => name !== null).map(nameOrWhy);
  return names.length === 0 ? undefined : [...new Set(names)].join(` ${arrow} `);
}

const nameOrWhy = (name: string | symbol): string => {
  if (typeof name === "string") return quoted(redact(name));
  return name === SENSITIVE ? "(name is sensitive)" : "(name known only during apply)";
};

function keyWords(key: KeyFacts): string {
  const { change, access, deposed, importId } = key;
  const order = change === "replace" ? orderOf(key) : "";
  const kept = change === "destroy" && access !== "gone" ? ", the key itself is kept" : "";
  const leftOver = deposed === undefined ? "" : ", left over from a replacement";
  const imported = importId !== undefined && change !== "import" ? `${DONE.import} and ` : "";
  return `${imported}${DONE[change]}${order}${leftOver}${kept}${accessMark(access)}${openMark(key)}`;
}

/** A new key widens nothing, and may be open to everybody all the same. */
const openMark = ({ access, allowed }: KeyFacts): string =>
  access === "new" && allowed?.models === null && allowed.addresses === null
    ? ", open to all models and addresses"
    : "";

function orderOf({ isCreateFirst, isOldForgotten }: KeyFacts): string {
  const first = isCreateFirst ? ", the new one first" : "";
  return isOldForgotten ? `${first}, the old one is kept and forgotten` : first;
}

function exclusiveWords({ removed, areRemovalsKnown, isDeleteAll, change }: ExclusiveFacts): string {
  if (isDeleteAll) return `removes ALL keys of the account, ${figure(removed.length)} known now`;
  if (!areRemovalsKnown) return "what it removes is known only during apply";
  return removed.length === 0
    ? `${DONE[change]}, removes no key`
    : `removes ${plural(removed.length, "undeclared key")}`;
}

const actionWords = ({ operations }: ActionFacts): string =>
  operations.length === 0 ? "action" : `action, ${plural(operations.length, "call")}`;
