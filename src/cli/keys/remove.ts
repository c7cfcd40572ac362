// Removes keys: one, or all of the account's at once. A key that is gone already is no error.
import { ApiError, type ElectronhubCalls, type KeyObject } from "../../api";
import { type KeyAccess } from "../../api/keys/access";
import { keyId } from "../../api/key-id";
import { type KeyIndex } from "../../api/keys/key-list";
import { isLost, lookAfter } from "../../api/keys/lost-answer";

/** In the words of a progress line. */
export async function removeKey(
  calls: ElectronhubCalls,
  key: string,
  stop: AbortSignal,
): Promise<"removed" | "gone already"> {
  try {
    await calls.remove(key, stop);
    return "removed";
  } catch (error) {
    if (isGone(error)) return "gone already";
    if (isLost(error) && !stop.aborted && (await isKnownGone(calls, key, stop))) return "removed";
    throw error;
  }
}

/** Every key of the account with one call: those made since `listed` too. */
export async function removeAllKeys(
  account: KeyAccess,
  listed: readonly KeyObject[],
  stop: AbortSignal,
): Promise<void> {
  try {
    await account.client.removeAll(stop);
  } catch (error) {
    if (!isLost(error)) throw error;
    const areGone = (keys: KeyIndex) => !listed.some(({ key }) => keys.has(keyId(key))) || undefined;
    const finding = await lookAfter(error, account, stop, areGone);
    if (finding.kind !== "found") throw error;
  }
}

/** The API's own word: a proxy's 404 on the way proves nothing. */
export const isGone = (error: unknown): boolean =>
  error instanceof ApiError && error.code === "not_found" && error.apiShaped;

export async function isKnownGone(calls: ElectronhubCalls, key: string, stop: AbortSignal): Promise<boolean> {
  try {
    await calls.lookup(key, stop);
    return false;
  } catch (error) {
    return isGone(error);
  }
}
