// The delete-all endpoint, called once: after a lost answer it looks instead of calling again, which would also remove the
// keys that were made in between.
import { type KeyAccess } from "./access";
import { type KeyIndex } from "./key-list";
import { isLost, lookAfter } from "./lost-answer";

/**
 * Removes every key of the account, of which those with the ids `known` existed before. Rejects with the client's error where
 * keys are left all the same; `left` gets those, if the list can be read.
 */
export async function removeAll(
  account: KeyAccess,
  known: Iterable<string>,
  stop: AbortSignal,
  left?: (keys: KeyIndex) => void,
): Promise<void> {
  const ids = [...known];
  try {
    await account.client.removeAll(stop);
  } catch (error) {
    const finding = isLost(error)
      ? await lookAfter(error, account, stop, (keys) => ids.every((id) => !keys.has(id)) || undefined)
      : undefined;
    if (finding?.kind === "found") return;
    if (finding?.kind === "settled") left?.(finding.keys);
    throw error;
  } finally {
    account.keys.forget();
  }
}
