// Removes one key whose expiry has passed, unless somebody renewed it in the meantime.
import { keyId } from "../../../api/key-id";
import { apiNow } from "../../../api/keys/access";
import { hasExpired } from "../../../api/keys/expiry";
import { type KeyChange } from "./bulk-change";
import { REMOVE, removeKey } from "./remove-key";

/** An expiry that was seen longer ago is looked at again before the key is removed: it may have been renewed. */
const FRESH_EXPIRY_MS = 60_000;

export const REMOVE_EXPIRED: KeyChange = {
  ...REMOVE,
  concerns: (key, now) => hasExpired(key, now) === true,
  perform: async (key, { account, calls, stop }) => {
    const { keys, clock } = account;
    const seen = await keys.look(calls, stop);
    const isFresh = clock.now() - seen.startedAt <= FRESH_EXPIRY_MS;
    const look = isFresh ? seen : await keys.look(calls, stop, seen.mark);
    const record = look.keys.get(keyId(key));
    if (record && hasExpired(record, apiNow(account)) !== true) return "renewed meanwhile, and left";
    return removeKey(calls, key, stop);
  },
};
