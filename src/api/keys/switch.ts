// Makes sure that a key is on or off. The API's toggle flips, so: look first, flip once, and believe only the status in
// the answer; after an answer that got lost, look before anything else. Never flips blindly, nor on an old status.
import { type ReservedCalls } from "../client";
import { ApiError } from "../errors";
import { keyId } from "../key-id";
import { type KeyAccess } from "./access";
import { isLost, lookAfter } from "./lost-answer";

export interface Switching {
  readonly account: KeyAccess;
  readonly key: string;
  readonly to: "on" | "off";
  readonly stop: AbortSignal;
}

/** Calls that a guarded flip needs. */
export const LOOK_AND_FLIP = 2;

/** One, and one more where somebody else flipped at the same time or the first came to nothing. */
const MOST_FLIPS = 2;
/** A flip whose turn comes too late for the status it stands on is not sent; then the status is looked up again. */
const MOST_LATE = 3;

/** How one round of look and flip ended; unless the key is as wanted, another look must follow. */
type Outcome = "as wanted" | "flipped" | "too late to flip";

/** Why a key is not as wanted although no call was refused. */
export type SwitchFailure =
  | "not listed"
  /** The list does not tell whether the key is on. */
  | "status untold"
  /** The API took too long, each time, for a status to be flipped on. */
  | "too slow"
  /** Somebody else toggles it at the same time, or the API does not do what it answers. */
  | "contested";

export class SwitchError extends Error {
  constructor(readonly reason: SwitchFailure) {
    super(`the key was not switched: ${reason}`);
    this.name = "SwitchError";
  }
}

/** `calls` have places for one round. Throws an ApiError or a SwitchError where the key is not as wanted. */
export async function switchKey(switching: Switching, calls: ReservedCalls): Promise<void> {
  let outcome = await lookAndFlip(switching, calls, true);
  for (let flips = 0, late = 0; outcome !== "as wanted";) {
    if (outcome === "flipped") flips++;
    else late++;
    if (late === MOST_LATE) throw new SwitchError("too slow");
    await calls.renew(LOOK_AND_FLIP);
    outcome = await lookAndFlip(switching, calls, flips < MOST_FLIPS);
  }
}

async function lookAndFlip(switching: Switching, calls: ReservedCalls, mayFlip: boolean): Promise<Outcome> {
  const { account, key, to, stop } = switching;
  const wanted = to === "on";
  const seen = await account.keys.status(calls, key, stop);
  if (seen === undefined) throw new SwitchError("not listed");
  if (seen.on === undefined) throw new SwitchError("status untold");
  if (seen.on === wanted) return "as wanted";
  if (!mayFlip) throw new SwitchError("contested");
  try {
    const since = account.clock.now();
    const { status } = await calls.toggle(key, stop, seen.freshUntil);
    account.keys.wrote(key, { is_active: status }, since);
    if (status === wanted) return "as wanted";
    // Somebody else flipped between our look and our flip.
    account.keys.forget();
    return "flipped";
  } catch (error) {
    if (error instanceof ApiError && error.code === "late") return "too late to flip";
    if (!isLost(error)) throw error;
    const id = keyId(key);
    await calls.release();
    const finding = await lookAfter(error, account, stop, (keys) => keys.get(id)?.is_active === wanted || undefined);
    if (finding.kind === "unsure") throw error;
    return finding.kind === "found" ? "as wanted" : "flipped";
  }
}
