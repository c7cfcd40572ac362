// limit_type, which the API never tells: whether what state says of it can be relied on. After an update that somebody else
// sent it cannot: state then says null. After an update of ours that was to change it and whose fate is not known, state
// keeps what it was, private state remembers, and the next plan sends it again.
import { UNKNOWN } from "../../terraform/cty";
import { isLost } from "../../api/keys/lost-answer";
import { type Outcome } from "./carry-out";
import { type Operation, diff } from "./diff";
import { type Kept } from "./private-state";
import { type ProxyKeyState } from "./schema";
import { type PlannedSettings, type Settings } from "./settings";
import { settingsOf } from "./settings-in-state";
import { visibleSettings } from "./settings-on-wire";

/** The settings that a change starts from. An update that is sent anyway needs no further reason to set limit_type. */
export function priorSettings(stated: Settings, planned: PlannedSettings, { isLimitTypeUnsure }: Kept): Settings {
  if (!isLimitTypeUnsure || diff(stated, planned).some(({ kind }) => kind === "update")) return stated;
  return { ...stated, limit_type: null };
}

/**
 * What state says after a refresh: who changed the other settings elsewhere sent an update, and every update sets limit_type,
 * if only to its default.
 */
export function refreshedLimitType(before: ProxyKeyState, after: ProxyKeyState): ProxyKeyState["limit_type"] {
  return sameVisibleState(before, after) ? after.limit_type : null;
}

function sameVisibleState(before: ProxyKeyState, after: ProxyKeyState): boolean {
  const was = settingsOf(before);
  const is = settingsOf(after);
  if (was === UNKNOWN || is === UNKNOWN) return false;
  return visibleSettings(was) === visibleSettings(is);
}

/** Whether a change has left it open what limit_type is now. */
export const isLimitTypeLost = ({ left: [failed], error }: Outcome): boolean =>
  isLost(error) && changesLimitType(failed);

const changesLimitType = (operation: Operation | undefined): boolean =>
  operation?.kind === "update" && operation.changed.includes("limit_type");
