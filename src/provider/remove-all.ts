// The delete-all endpoint, called once: after a lost answer it looks instead of calling again, which would also remove the
// keys that were made in between.
import { type KeyIndex } from "../api/keys/key-list";
import { isLost, lookAfter } from "../api/keys/lost-answer";
import { type Account } from "./account";

/**
 * Removes every key of the account, of which `known` were there. Rejects with the client's error where they are not gone
 * all the same; `left` is told which keys there are then, if that is known.
 */
export async function removeAll(
  account: Account,
  known: Iterable<string>,
  signal: AbortSignal,
  left?: (keys: KeyIndex) => void,
): Promise<void> {
  const ids = [...known];
  try {
    await account.client.removeAll(signal);
  } catch (error) {
    const finding = isLost(error)
      ? await lookAfter(error, account, signal, (keys) => ids.every((id) => !keys.has(id)) || undefined)
      : undefined;
    if (finding?.kind === "found") return;
    if (finding?.kind === "settled") left?.(finding.keys);
    throw error;
  } finally {
    account.keys.forget();
  }
}
