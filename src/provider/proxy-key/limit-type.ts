// limit_type, which the API never tells: whether what state says of it can be relied on. After an update that state does
// not know of, or whose fate is not known, it cannot; private state remembers that, and the next plan sends it again.
import { type PrivateState } from "../../terraform/framework";
import { UNKNOWN } from "../../terraform/cty";
import { isLost } from "../../api/keys/lost-answer";
import { type Outcome } from "./change";
import { type Operation, diff } from "./diff";
import { type Settings, settingsOf, settingsToWire, visibleSettings } from "./model";
import { type ProxyKeyState } from "./schema";

const UNSURE = "limit_type_unsure";

const isLimitTypeUnsure = (state: PrivateState): boolean => state[UNSURE] === true;

/** The settings that a change starts from. An update that is sent anyway needs no further reason to set limit_type. */
export function priorSettings(stated: Settings, planned: Settings, state: PrivateState): Settings {
  if (!isLimitTypeUnsure(state) || diff(stated, planned).some(({ kind }) => kind === "update")) return stated;
  return { ...stated, limitType: null };
}

/**
 * Private state after a refresh. Whoever changed the other settings sent an update, and every update sets limit_type, if
 * only to its default.
 */
export const afterRefresh = (kept: PrivateState, before: ProxyKeyState, after: ProxyKeyState): PrivateState =>
  sameVisibleState(before, after) ? kept : { ...kept, [UNSURE]: true };

function sameVisibleState(before: ProxyKeyState, after: ProxyKeyState): boolean {
  const was = settingsOf(before);
  const is = settingsOf(after);
  if (was === UNKNOWN || is === UNKNOWN) return false;
  return visibleSettings(settingsToWire(was)) === visibleSettings(settingsToWire(is));
}

/** Private state after a change. */
export function afterChange(state: PrivateState, { done, left, error }: Outcome): PrivateState {
  const { [UNSURE]: before, ...others } = state;
  const lost = isLost(error) && changesLimitType(left[0]);
  if (lost) return { ...others, [UNSURE]: true };
  // Every update sends it, whatever the update is for.
  const sent = done.some(({ kind }) => kind === "update");
  return sent || before === undefined ? others : state;
}

const changesLimitType = (operation: Operation | undefined): boolean =>
  operation?.kind === "update" && operation.changed.includes("limit_type");
