// Removes one key. A key that is gone already is not an error.
import { type ElectronhubCalls } from "../../../api";
import { isGone } from "../../../api/errors";
import { isLost } from "../../../api/keys/lost-answer";
import { type KeyChange } from "./bulk-change";

export const REMOVE: KeyChange = {
  concerns: () => true,
  places: 1,
  endpoint: "POST /auth/proxy/remove",
  perform: (key, { calls, stop }) => removeKey(calls, key, stop),
};

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

export async function isKnownGone(calls: ElectronhubCalls, key: string, stop: AbortSignal): Promise<boolean> {
  try {
    await calls.lookup(key, stop);
    return false;
  } catch (error) {
    return isGone(error);
  }
}
