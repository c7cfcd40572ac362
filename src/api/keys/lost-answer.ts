// After an answer that got lost: look, and look again for as long as the call's effect may still come. Sends no write.
import { ApiError } from "../errors";
import { type KeyAccess } from "./access";
import { withGrace } from "./grace";
import { type KeyIndex } from "./key-list";

/** What looking showed. */
export type Finding<T> =
  | { readonly kind: "found"; readonly value: T }
  /** No effect will come any more: this is what the account has. */
  | { readonly kind: "settled"; readonly keys: KeyIndex }
  /** The list could not be had, or the user asked to stop before all was certain. */
  | { readonly kind: "unsure" };

/** Later looks follow after twice as long each. */
const FIRST_PAUSE_MS = 2_000;
/** One list may lack a key; two in a row are believed. */
const LOOKS_BELIEVED = 2;

/** No proper answer came, and the call may have taken effect. */
export type LostAnswer = ApiError & { readonly effect: "unknown" };

export const isLost = (error: unknown): error is LostAnswer => error instanceof ApiError && error.effect === "unknown";

/** An answer, if an unusable one, says that the API is done with the call. */
const mayStillCome = ({ code }: LostAnswer): boolean => code !== "malformed";

/**
 * Looks at the account's keys until `decide` returns something, at most until the effect of the call can no longer come.
 * Asked to stop, it looks once more and leaves.
 */
export async function lookAfter<T>(
  lost: LostAnswer,
  account: KeyAccess,
  stop: AbortSignal,
  decide: (keys: KeyIndex) => T | undefined,
): Promise<Finding<T>> {
  const { clock, requestTimeoutMs, keys, client } = account;
  keys.forget();
  const settledAt = clock.now() + (mayStillCome(lost) ? requestTimeoutMs : 0);
  return withGrace(stop, requestTimeoutMs, clock, async (signal) => {
    let mark = keys.mark();
    let looks = 0;
    for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
      const look = await keys.look(client, signal, mark).catch(() => undefined);
      const value = look && decide(look.keys);
      if (value !== undefined) return { kind: "found", value };
      if (look) looks++;
      // The key may be among those whose value the list does not tell.
      const isWhole = look?.unidentified === 0;
      if (isWhole && look.startedAt >= settledAt && looks >= LOOKS_BELIEVED)
        return { kind: "settled", keys: look.keys };
      if (stop.aborted || (!isWhole && clock.now() >= settledAt)) return { kind: "unsure" };
      // Others that wait for the same moment share the next list.
      mark = keys.mark();
      const wait = clock.now() < settledAt ? Math.min(pause, settledAt - clock.now()) : pause;
      await clock.sleep(wait, stop).catch(() => undefined);
    }
  });
}
