// Proxy keys as rows and tables. Never a key's value; names, which anybody may have chosen, are made harmless.
import Table from "cli-table3";
import width from "string-width";
import { type KeyObject } from "../../api";
import { keyId } from "../../api/key-id";
import { visible } from "../../api/visible";
import { type DeclaredKey, declaredKeyOf } from "../../export";
import { formatInstant } from "../../rules";

/** A key's settings, and what changes by itself. What the API does not tell is null. */
export type KeyRow = DeclaredKey & {
  readonly used_amount: number | null;
  /** RFC 3339. */
  readonly created_at: string | null;
  readonly last_used: string | null;
};

export function rowOf(key: KeyObject): KeyRow {
  const { created_at, last_used } = key;
  return {
    ...declaredKeyOf(key),
    used_amount: key.used_ammount ?? null,
    created_at: created_at === undefined ? null : formatInstant(created_at),
    last_used: last_used === undefined || last_used === null ? null : formatInstant(last_used),
  };
}

/** Fits into `columns`, if that can be: columns are left out, names are cut, and a line below says so. */
export function tableOf(keys: readonly KeyObject[], columns?: number): string {
  const rows = keys.map(cellsOf);
  const shown = columns === undefined ? COLUMNS : fitting(rows, columns);
  const left = columns === undefined ? Infinity : columns - widthOf(rows, shown) + widest(rows, "NAME");
  const table = new Table({
    head: shown.map((column) => column),
    colAligns: shown.map((column) => (RIGHT.has(column) ? "right" : "left")),
    chars: BORDERLESS,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  for (const row of rows) {
    table.push(
      shown.map((column) => (column === "NAME" ? cut(row[column], Math.max(left, SHORTEST_NAME)) : row[column])),
    );
  }
  const text = table.toString().replace(/ +$/gm, "");
  const missing = COLUMNS.filter((column) => !shown.includes(column));
  const isCut = widest(rows, "NAME") > Math.max(left, SHORTEST_NAME);
  if (missing.length === 0 && !isCut) return text;
  const what = [...missing, ...(isCut ? ["the ends of names"] : [])].join(", ");
  return `${text}\n\nLeft out, to fit the terminal: ${what}. With --wide all is shown.`;
}

const COLUMNS = ["ID", "NAME", "USED", "ALLOCATED", "EXPIRES", "ENABLED", "CREATED"] as const;
type Column = (typeof COLUMNS)[number];
type Row = Readonly<Record<Column, string>>;

const RIGHT: ReadonlySet<Column> = new Set(["USED", "ALLOCATED"]);
/** What a narrow terminal can do without, in this order. The id is what other commands take. */
const DISPENSABLE: readonly Column[] = ["CREATED", "USED", "ALLOCATED", "EXPIRES", "ENABLED"];
/** Of a name that is cut, so much is left at least. */
const SHORTEST_NAME = 8;
const GAP = 2;

/** The first columns to go are those that are missed least. */
function fitting(rows: readonly Row[], columns: number): readonly Column[] {
  const longest = widest(rows, "NAME");
  const excess = (shown: readonly Column[]) => widthOf(rows, shown) - longest + Math.min(longest, NAME_WORTH) - columns;
  return DISPENSABLE.reduce<readonly Column[]>(
    (shown, column) => (excess(shown) > 0 ? shown.filter((other) => other !== column) : shown),
    COLUMNS,
  );
}

/** Only for so much of the names are columns left out: with 80 columns it leaves room for the expiry. */
const NAME_WORTH = 15;

const widest = (rows: readonly Row[], column: Column): number =>
  Math.max(column.length, ...rows.map((row) => width(row[column])));

const widthOf = (rows: readonly Row[], shown: readonly Column[]): number =>
  shown.reduce((sum, column) => sum + widest(rows, column) + GAP, -GAP);

function cut(text: string, most: number): string {
  if (width(text) <= most) return text;
  let kept = "";
  for (const character of text) {
    if (width(kept + character) > most - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

function cellsOf(key: KeyObject): Row {
  const { id, name, used_amount, allocated_amount, expires_at, enabled, created_at } = rowOf(key);
  const cell = (field: keyof KeyObject, text: string) => (isOdd(key, field) ? ODD : text);
  return {
    ID: id,
    NAME: cell("name", visible(String(name ?? ""))),
    USED: cell("used_ammount", String(used_amount ?? "")),
    ALLOCATED: cell("allocated_ammount", String(allocated_amount ?? "")),
    EXPIRES: cell("expires_at", String(expires_at ?? "never")),
    ENABLED: cell("is_active", enabled === null ? "" : enabled ? "yes" : "no"),
    CREATED: cell("created_at", created_at ?? ""),
  };
}

/** Stands where the API tells something that cannot be used. */
const ODD = "?";

const isOdd = ({ odd = [] }: KeyObject, field: keyof KeyObject): boolean =>
  odd.some((remark) => remark.startsWith(`${field}: `));

/** What a list of these keys cannot show. Undefined: it shows everything. */
export function remarksOn(keys: readonly KeyObject[], unidentified = 0): string | undefined {
  const odd = keys.flatMap(({ key, odd = [] }) => (odd.length > 0 ? [`- ${keyId(key)}: ${odd.join("; ")}`] : []));
  const parts = [
    ...(odd.length > 0 ? [["What the API says about these keys cannot be used:", ...odd].join("\n")] : []),
    ...(unidentified > 0
      ? [
          `Left out, because the API's list does not tell the value of the key: ${unidentified}. Only keys purge --at-once reaches them.`,
        ]
      : []),
  ];
  return parts.length > 0 ? parts.join("\n") : undefined;
}

const BORDERLESS = {
  ...Object.fromEntries(
    ["top", "bottom", "mid"].flatMap((line) => ["", "-mid", "-left", "-right"].map((part) => [`${line}${part}`, ""])),
  ),
  left: "",
  "left-mid": "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};
