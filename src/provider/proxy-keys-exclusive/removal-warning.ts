// What a plan says of the keys that it removes: how many, and which.
import { quoted } from "../../api/visible";
import { keysOf } from "../../rules";
import { type Diagnostic, warningDiagnostic } from "../../terraform/framework";
import { lineList } from "../line-list";
import { type Names } from "./scope";

export function removalWarning(remove: Names, { atOnce }: { readonly atOnce: boolean }): Diagnostic {
  const [summary, detail] = atOnce ? atOnceWarning(remove.size) : oneByOneWarning(remove.size);
  return warningDiagnostic(summary, `${detail}\n${lineList(namesOf(remove))}`);
}

const oneByOneWarning = (count: number): [string, string] => [
  "Proxy keys that key_ids does not name will be removed",
  `The apply removes ${keysOf(count)} of the account. They stop working at once, and there is no way back. To keep one, add its id to key_ids, or narrow name_prefix:`,
];

const atOnceWarning = (count: number): [string, string] => [
  "Every proxy key of the account will be removed in one call",
  `use_delete_all is true. The apply removes ${keysOf(count)}, and every key that anybody makes between this plan and its apply. It also removes keys that ignore_expiring_within spares, and keys that deletion_policy = "expire" lets work on for a while. They stop working at once, and there is no way back:`,
];

function namesOf(names: Names): readonly string[] {
  const sorted = [...names].sort(([a, one], [b, other]) => compare(one, other) || compare(a, b));
  return sorted.map(([id, name]) => `${quoted(name)} (${id})`);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
