// The diff engine: which API calls a change needs, in which order. Pure. Plan and apply both decide by it, so they cannot
// disagree. The order is fail-safe: a key is never live with settings wider than the old or the new ones.
import { isSame, sentIn } from "./each-setting";
import { type PlannedSettings, SETTINGS, type SettingName, type Settings, type Table } from "./settings";

/** One API call. */
export type Operation =
  | { readonly kind: "create" }
  /** Sends the whole desired state; `changed` tells why. */
  | { readonly kind: "update"; readonly changed: readonly SettingName[] }
  | { readonly kind: "toggle"; readonly to: "on" | "off" }
  | { readonly kind: "remove" };

const CREATE: Operation = { kind: "create" };
const REMOVE: Operation = { kind: "remove" };
const TOGGLE_ON: Operation = { kind: "toggle", to: "on" };
const TOGGLE_OFF: Operation = { kind: "toggle", to: "off" };

/** What becomes of a key that is destroyed. */
export type Deletion =
  | { readonly policy: "delete" | "disable" | "abandon" }
  /** Unix seconds: when the key is to stop working, unless it does so earlier. */
  | { readonly policy: "expire"; readonly at: number };

/** Null prior: the key does not exist yet. Null planned: it is to go, in the way that `deletion` says. */
export function diff(
  prior: Settings | null,
  planned: PlannedSettings | null,
  deletion: Deletion = { policy: "delete" },
  table: Table = SETTINGS,
): readonly Operation[] {
  if (planned === null) return prior === null ? [] : destroy(prior, deletion);
  // The API creates every key enabled.
  if (prior === null) return planned.enabled ? [CREATE] : [CREATE, TOGGLE_OFF];

  const changed = changedSettings(prior, planned, table);
  const update: readonly Operation[] = changed.length > 0 ? [{ kind: "update", changed }] : [];
  if (prior.enabled === planned.enabled) return update;
  // Off before its settings change, on only after: in between, the key is not live.
  return planned.enabled ? [...update, TOGGLE_ON] : [TOGGLE_OFF, ...update];
}

function destroy(prior: Settings, deletion: Deletion): readonly Operation[] {
  switch (deletion.policy) {
    case "delete":
      return [REMOVE];
    case "disable":
      return prior.enabled ? [TOGGLE_OFF] : [];
    case "expire": {
      const isLater = prior.expires_at === null || prior.expires_at > deletion.at;
      return isLater ? [{ kind: "update", changed: ["expires_at"] }] : [];
    }
    case "abandon":
      return [];
  }
}

/** In what an update would change, in the table's order. */
export const changedSettings = (
  prior: Settings,
  planned: PlannedSettings,
  table: Table = SETTINGS,
): readonly SettingName[] => sentIn(table).filter((name) => !isSame(table, name, prior, planned));
