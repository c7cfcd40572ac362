// The log of a plan, which `terraform plan -json` prints: a JSON object a line. It holds what a saved plan does not, the warnings.
import { isRecord, recordIn, textIn } from "./json";
import { PlanError } from "./error";
import { EXCLUSIVE, PROXY_KEY } from "./shapes";

export interface PlanLog {
  readonly warnings: readonly LoggedWarning[];
  /** Lines that are not part of such a log. */
  readonly strange: number;
  /** Addresses of the keys and the exclusive ownership that it says will change; undefined: it ends before it does. */
  readonly changing: ReadonlySet<string> | undefined;
  /** When the log begins and ends, in milliseconds; undefined: it does not tell. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

export interface LoggedWarning {
  readonly summary: string;
  readonly detail: string;
  /** Of the resource; undefined: it belongs to none, or to one that is no longer declared. */
  readonly address: string | undefined;
}

const WANTED = "Give what terraform plan -json has printed.";

/** Throws a PlanError where the text is not such a log. */
export function readLog(text: string, label: string): PlanLog {
  const lines = text
    .replace(/^\ufeff/, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length === 0) throw new PlanError(`The log of ${label} is empty. ${WANTED}`);
  const entries = lines.map(parsed);
  const told = entries.filter((entry) => textIn(entry, "@level") !== undefined);
  if (told.length === 0) throw new PlanError(`The log of ${label} is not the log of a plan. ${WANTED}`);
  const times = told
    .map((entry) => Date.parse(textIn(entry, "@timestamp") ?? ""))
    .filter((time) => !Number.isNaN(time));
  return {
    warnings: told.flatMap(warningIn),
    strange: entries.length - told.length,
    changing: changingIn(told),
    from: times[0],
    to: times.at(-1),
  };
}

/** Whatever it says of each change comes before their sum. */
function changingIn(entries: readonly unknown[]): ReadonlySet<string> | undefined {
  if (!entries.some((entry) => textIn(entry, "type") === "change_summary")) return undefined;
  const resources = entries
    .filter((entry) => textIn(entry, "type") === "planned_change")
    .map((entry) => recordIn(recordIn(entry, "change"), "resource"));
  return new Set(
    resources.flatMap((resource) =>
      [PROXY_KEY, EXCLUSIVE].some((type) => type === textIn(resource, "resource_type"))
        ? [textIn(resource, "addr") ?? ""]
        : [],
    ),
  );
}

function warningIn(entry: unknown): readonly LoggedWarning[] {
  const diagnostic = recordIn(entry, "diagnostic");
  if (textIn(entry, "@level") !== "warn" || diagnostic === undefined) return [];
  return [
    {
      summary: textIn(diagnostic, "summary") ?? "",
      detail: textIn(diagnostic, "detail") ?? "",
      address: textIn(diagnostic, "address"),
    },
  ];
}

function parsed(line: string): unknown {
  try {
    const json: unknown = JSON.parse(line);
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
