// Proxy keys as rows and tables. Never a key's value; names, which anybody may have chosen, are made harmless.
import Table from "cli-table3";
import { type KeyObject } from "../../api";
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

export function tableOf(keys: readonly KeyObject[]): string {
  const table = new Table({
    head: ["ID", "NAME", "USED", "ALLOCATED", "EXPIRES", "ENABLED", "CREATED"],
    colAligns: ["left", "left", "right", "right", "left", "left", "left"],
    chars: BORDERLESS,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  for (const key of keys) {
    const { id, name, used_amount, allocated_amount, expires_at, enabled, created_at } = rowOf(key);
    table.push([
      id,
      visible(String(name ?? "")),
      String(used_amount ?? ""),
      String(allocated_amount ?? ""),
      String(expires_at ?? "never"),
      enabled === null ? "" : enabled ? "yes" : "no",
      created_at ?? "",
    ]);
  }
  return table.toString().replace(/ +$/gm, "");
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
