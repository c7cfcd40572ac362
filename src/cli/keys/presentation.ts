// Proxy keys as rows and tables. Never a key's value; names, which anybody may have chosen, are made harmless.
import Table from "cli-table3";
import { type KeyObject } from "../../api";
import { keyId } from "../../api/key-id";
import { visible } from "../../api/visible";
import { NEVER } from "../../api/wire";
import { formatInstant } from "../../rules";

/** What the API does not tell is null. */
export interface KeyRow {
  readonly id: string;
  readonly name: string | null;
  readonly allocated_amount: number | null;
  readonly used_amount: number | null;
  /** RFC 3339; null: never. */
  readonly expires_at: string | null;
  readonly enabled: boolean | null;
  /** Null: all. */
  readonly model_whitelist: readonly string[] | null;
  readonly ip_whitelist: readonly string[] | null;
  readonly created_at: string | null;
  readonly last_used: string | null;
  /** What the API tells of the key and cannot be used: null above, whatever null means there. */
  readonly odd?: readonly string[];
}

export function rowOf(key: KeyObject): KeyRow {
  const { expires_at, created_at, last_used } = key;
  return {
    id: keyId(key.key),
    name: key.name ?? null,
    allocated_amount: key.allocated_ammount ?? null,
    used_amount: key.used_ammount ?? null,
    expires_at: expires_at === undefined || expires_at === NEVER ? null : formatInstant(expires_at),
    enabled: key.is_active ?? null,
    model_whitelist: nonEmpty(key.model_whitelist),
    ip_whitelist: nonEmpty(key.ip_whitelist),
    created_at: created_at === undefined ? null : formatInstant(created_at),
    last_used: last_used === undefined || last_used === null ? null : formatInstant(last_used),
    ...(key.odd && { odd: key.odd }),
  };
}

export function tableOf(keys: readonly KeyObject[]): string {
  const table = new Table({
    head: ["ID", "NAME", "USED", "ALLOCATED", "EXPIRES", "ENABLED", "CREATED"],
    colAligns: ["left", "left", "right", "right", "left", "left", "left"],
    chars: BORDERLESS,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  for (const key of keys) {
    const { id, name, used_amount, allocated_amount, expires_at, enabled, created_at } = rowOf(key);
    const cell = (field: keyof KeyObject, text: string) => (isOdd(key, field) ? ODD : text);
    table.push([
      id,
      cell("name", visible(name ?? "")),
      cell("used_ammount", String(used_amount ?? "")),
      cell("allocated_ammount", String(allocated_amount ?? "")),
      cell("expires_at", expires_at ?? "never"),
      cell("is_active", enabled === null ? "" : enabled ? "yes" : "no"),
      cell("created_at", created_at ?? ""),
    ]);
  }
  return table.toString().replace(/ +$/gm, "");
}

/** Stands where the API tells something that cannot be used. */
const ODD = "?";

const isOdd = ({ odd = [] }: KeyObject, field: keyof KeyObject): boolean =>
  odd.some((remark) => remark.startsWith(`${field}: `));

/** What a list of these keys cannot show. Undefined: it shows everything. */
export function remarksOn(keys: readonly KeyObject[], unidentified = 0): string | undefined {
  const odd = keys.flatMap(({ key, odd = [] }) => (odd.length > 0 ? [`- ${keyId(key)}: ${odd.join("; ")}`] : []));
  const parts = [
    ...(odd.length > 0 ? [["What the API tells of these keys cannot be used:", ...odd].join("\n")] : []),
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

const nonEmpty = (list: readonly string[] | undefined): readonly string[] | null =>
  list && list.length > 0 ? list : null;
