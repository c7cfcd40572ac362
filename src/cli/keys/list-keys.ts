// The account's proxy keys as a list: all of them, or those that no state manages.
import { readFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { types } from "node:util";
import { type KeyObject } from "../../api";
import { keyId } from "../../api/key-id";
import { apiNow } from "../../api/keys/access";
import { managedIds } from "./managed-ids";
import { remarksOn, rowOf, tableOf } from "./presentation";
import { type Selection, selects } from "./selection";
import { withAccount } from "./with-account";

export interface ListRequest {
  /** Files of the states that manage keys; where given, only the keys that are in none of them are listed. */
  readonly states: readonly string[] | undefined;
  readonly selection: Selection;
  readonly json: boolean;
  /** How wide the table may be; undefined: as wide as it is. */
  readonly columns: number | undefined;
  readonly env: NodeJS.ProcessEnv;
}

export interface Listing {
  readonly text: string;
  /** Whether any key is listed. */
  readonly found: boolean;
  /** What it cannot show. */
  readonly remarks: string | undefined;
}

/** Rejects with a sentence where a state cannot be read, before anything is asked of the API. */
export async function listKeys({ states, selection, json, columns, env }: ListRequest): Promise<Listing> {
  const managed = new Set<string>();
  for (const file of states ?? []) for (const id of await readIds(file)) managed.add(id);
  const { all, now } = await withAccount(env, async (account, stop) => ({
    all: await account.client.list(stop),
    now: apiNow(account),
  }));
  const selected = all.filter(selects(selection, now));
  const keys = states ? selected.filter(({ key }) => !managed.has(keyId(key))) : selected;
  return {
    text: json
      ? JSON.stringify(keys.map(rowOf), null, 2)
      : textOf(keys, { all: all.length, selected: selected.length, managed: states && managed.size, columns }),
    found: keys.length > 0,
    remarks: remarksOn(keys, all.unidentified),
  };
}

interface Circumstances {
  /** How many keys the account has. */
  readonly all: number;
  /** How many of them were asked for. */
  readonly selected: number;
  /** How many ids the given states manage; undefined where none was given. */
  readonly managed: number | undefined;
  readonly columns: number | undefined;
}

function textOf(keys: readonly KeyObject[], { all, selected, managed, columns }: Circumstances): string {
  if (all === 0 && managed === undefined) return "The account has no proxy keys.";
  if (all > 0 && selected === 0) return `No proxy key of the account matches; it has ${all}.`;
  if (keys.length === 0 && selected < all) return "Every matching proxy key of the account is in a state.";
  if (keys.length === 0) return "Every proxy key of the account is in a state.";
  if (managed === undefined) return tableOf(keys, columns);
  return [tableOf(keys, columns), ...(managed === 0 ? [NONE_MANAGED] : []), ADVICE].join("\n\n");
}

/** Nothing comes through the pipe of a `terraform state pull` that fails, either. */
const NONE_MANAGED =
  "No state that was given manages any proxy key. If one should, see whether terraform could read it.";

const ADVICE =
  "These are in no state that was given. Bring one under management with: terraform import electronhub_proxy_key.NAME ID";

async function readIds(file: string): Promise<ReadonlySet<string>> {
  try {
    return managedIds(file === "-" ? await readAll(process.stdin) : await readFile(file, "utf8"));
  } catch (error) {
    const reason = types.isNativeError(error) ? error.message : "unknown";
    throw new Error(`${file === "-" ? "standard input" : file} cannot be used as a state: ${reason}`);
  }
}
