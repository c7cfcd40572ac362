// Makes sure that a key is on or off. The API's toggle flips, so: look first, flip once, and believe only the status in
// the answer; after an answer that got lost, look before anything else. Never flips blindly, nor on an old status.
import { ApiError, type ReservedCalls } from "../../api";
import { keyId } from "../../api/key-id";
import { DiagnosticsError, errorDiagnostic } from "../../terraform/framework";
import { type Account } from "../account";
import { isLost, lookAfter } from "../lost-answer";
import { type Operation } from "./diff";

export type Toggle = Extract<Operation, { kind: "toggle" }>;

export interface Switching {
  readonly account: Account;
  readonly key: string;
  readonly to: Toggle["to"];
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

/** `calls` have places for one round. Throws an ApiError or diagnostics where the key is not as wanted. */
export async function switchKey(switching: Switching, calls: ReservedCalls): Promise<void> {
  let outcome = await lookAndFlip(switching, calls, true);
  for (let flips = 0, late = 0; outcome !== "as wanted";) {
    if (outcome === "flipped") flips++;
    else late++;
    if (late === MOST_LATE) throw tooSlow(switching);
    await calls.renew(LOOK_AND_FLIP);
    outcome = await lookAndFlip(switching, calls, flips < MOST_FLIPS);
  }
}

async function lookAndFlip(switching: Switching, calls: ReservedCalls, mayFlip: boolean): Promise<Outcome> {
  const { account, key, to, stop } = switching;
  const wanted = to === "on";
  const seen = await account.keys.status(calls, key, stop);
  if (seen === undefined || seen.on === undefined) throw unknownStatus();
  if (seen.on === wanted) return "as wanted";
  if (!mayFlip) throw contested(switching);
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
    await calls.renew(0);
    const finding = await lookAfter(error, account, stop, (keys) => keys.get(id)?.is_active === wanted || undefined);
    if (finding.kind === "unsure") throw error;
    return finding.kind === "found" ? "as wanted" : "flipped";
  }
}

const unknownStatus = (): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      "The status of the proxy key is not known",
      "The API's list does not hold the key, or does not tell whether it is on; so it was not toggled. Run terraform plan to see what the API has now.",
    ),
  ]);

const tooSlow = ({ to }: Switching): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      `The proxy key was not switched ${to}: its status was never known freshly enough`,
      "The API's toggle flips, so a key is not toggled on a status that was seen more than ten seconds before. The API took longer than that to answer, each time. Apply again when it answers faster.",
    ),
  ]);

const contested = ({ to }: Switching): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      `The proxy key is not ${to} although it was switched ${to}`,
      "Somebody else toggles it at the same time, or the API does not do as it answers. Run terraform plan to see its present status, and apply again.",
    ),
  ]);
