// A bulk command from its beginning to its end: look, show, ask, keep a backup, change, report. Up to the backup nothing is
// changed.
import { type KeyObject } from "../../../api";
import { keyId } from "../../../api/key-id";
import { type KeyAccess, apiNow } from "../../../api/keys/access";
import { removeAll } from "../../../api/keys/remove-all";
import { declarationsOf, jsonOf } from "../../../export";
import { checkKeyIds, keysOf } from "../../../rules";
import { newFile } from "../../new-file";
import { type Terminal } from "../../terminal";
import { remarksOn, tableOf } from "../presentation";
import { withAccount } from "../with-account";
import { type BulkChange } from "./bulk-change";
import { type Report, changeEach, nameOf } from "./change-each";
import { type Consent, checkConsent, consented } from "./consent";

export interface BulkRequest {
  readonly change: BulkChange;
  /** Of the keys to change; undefined: all that the change concerns. */
  readonly ids?: readonly string[];
  readonly consent: Consent;
  /** Where the backup goes; named by the time where undefined. */
  readonly backup: string | undefined;
  /** Remove with one call, which removes what was made meanwhile too. */
  readonly atOnce?: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
}

export async function changeKeys(request: BulkRequest): Promise<void> {
  const ids = request.ids && checkedIds(request.ids);
  checkConsent(request.consent);
  await withAccount(request.env, (account, stop) => changeKeysOf(account, { ...request, ids }, stop));
}

/** Each once. Throws a sentence where one of them is not an id. */
export function checkedIds(named: readonly string[]): readonly string[] {
  const ids = [...new Set(named.map((id) => id.toLowerCase()))];
  const [mistake] = checkKeyIds(ids);
  if (mistake) throw new Error(`nothing was changed: ${mistake.detail}`);
  return ids;
}

/** `ids` have been checked. Rejects with a sentence where not all is done. */
export async function changeKeysOf(account: KeyAccess, request: BulkRequest, stop: AbortSignal): Promise<void> {
  const { change, ids, consent, terminal, backup, atOnce } = request;
  const keyChange = await change.load();
  const look = await account.keys.look(account.client, stop);
  const all = [...look.keys.values()];
  const now = apiNow(account);
  const keys = all.filter((key) => (!ids || ids.includes(keyId(key.key))) && keyChange.concerns(key, now));
  for (const id of ids ?? []) if (!look.keys.has(id)) terminal.err(`The account has no proxy key ${id}.`);
  const remarks = remarksOn(keys, look.unidentified);
  if (remarks !== undefined) terminal.err(remarks);
  if (keys.length === 0 && !consent.yes) return terminal.out(change.none);
  if (keys.length > 0) {
    terminal.out(
      `${change.concerning}: ${keys.length} of the account's ${keysOf(all.length)}\n\n${tableOf(keys, terminal.columns)}\n`,
    );
    if (atOnce) terminal.out("At once: keys that are made until then are removed too, and are in no backup.\n");
  }
  if (!(await consented(consent, { doing: change.doing, count: keys.length }, terminal, stop))) return;
  if (keys.length === 0) return terminal.out(change.none);

  terminal.err(`Backup of their settings, without their values: ${await writeBackup(account, keys, backup)}`);
  const warn = () => terminal.err("Stopping after the request under way. Ctrl-C again ends at once.");
  stop.addEventListener("abort", warn, { once: true });
  try {
    if (atOnce)
      await removeAll(
        account,
        keys.map(({ key }) => keyId(key)),
        stop,
      );
    const done: Report = { settled: keys.length, failures: [] };
    const tell = (line: string) => terminal.err(line);
    const report = atOnce ? done : await changeEach({ account, keyChange, keys, stop, tell });
    conclude(report, change, terminal, stop);
  } finally {
    stop.removeEventListener("abort", warn);
  }
}

async function writeBackup(
  { clock }: KeyAccess,
  keys: readonly KeyObject[],
  path: string | undefined,
): Promise<string> {
  const time = new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, "");
  const text = jsonOf(declarationsOf(keys).map(({ key }) => key));
  try {
    return await newFile(path ?? `electronhub-keys-${time}.json`, text);
  } catch (error) {
    throw new Error(`nothing was changed, because the backup ${error instanceof Error ? error.message : "failed"}`);
  }
}

function conclude({ settled, failures }: Report, { done }: BulkChange, terminal: Terminal, stop: AbortSignal): void {
  const count = settled + failures.length;
  if (failures.length === 0) return terminal.out(`${keysOf(count)} ${done}.`);
  const left = failures.map(({ key, reason }) => `- ${nameOf(key)}: ${reason}`).join("\n");
  terminal.out(`${settled} of ${keysOf(count)} ${done}. Not ${done}:\n${left}`);
  const why = stop.aborted ? "interrupted: " : "";
  throw new Error(`${why}${failures.length} of ${keysOf(count)} not ${done}; run the command again to go on with them`);
}
