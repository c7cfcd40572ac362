// The conditions of a configuration that a plan could not see fulfilled: check blocks, and the conditions of resources and outputs.
import { type JsonRecord, isList, isRecord, listIn, memberOf, recordIn, textIn } from "./json";

export interface Check {
  /** As in check.budget or module.a.data.http.health[0]. */
  readonly address: string;
  /** "unknown": it is checked during the apply. */
  readonly status: "fail" | "error" | "unknown";
  /** What the configuration says of it. */
  readonly messages: readonly string[];
}

export interface Checks {
  readonly checks: readonly Check[];
  /** How many entries cannot be read. */
  readonly strange: number;
}

export function checksIn(json: unknown): Checks {
  const member = memberOf(json, "checks") ?? [];
  if (!isList(member)) return { checks: [], strange: 1 };
  const checks: Check[] = [];
  let strange = 0;
  for (const entry of member) {
    const known = isRecord(entry) && isRecord(entry.address) ? statusOf(entry) : undefined;
    if (!isRecord(entry) || known === undefined) strange++;
    else if (known !== "pass") checks.push(...instancesOf(entry, known));
  }
  return { checks, strange };
}

/** Each instance that did not pass; where none is told, the whole. */
function instancesOf(entry: JsonRecord, status: Check["status"]): readonly Check[] {
  const address = addressIn(entry) ?? "a condition";
  const instances = listIn(entry, "instances").flatMap((instance): readonly Check[] => {
    const own = isRecord(instance) ? statusOf(instance) : undefined;
    if (!isRecord(instance) || own === undefined || own === "pass") return [];
    const messages = listIn(instance, "problems").flatMap((problem) => textIn(problem, "message") ?? []);
    return [{ address: addressIn(instance) ?? address, status: own, messages }];
  });
  return instances.length > 0 ? instances : [{ address, status, messages: [] }];
}

const addressIn = (entry: JsonRecord): string | undefined => textIn(recordIn(entry, "address"), "to_display");

const statusOf = (entry: JsonRecord): Check["status"] | "pass" | undefined =>
  (["pass", "fail", "error", "unknown"] as const).find((status) => status === entry.status);
