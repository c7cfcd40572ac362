// What a change means for holders of a key, over all settings. Pure.
import { type Access, type SettingFacts } from "../facts";

/** What allows more for certain counts before what only may. */
export function accessOfChange(settings: readonly SettingFacts[]): Access {
  const classes = new Set(settings.map(({ access }) => access));
  if (classes.has("both") || (classes.has("wider") && classes.has("narrower"))) return "both";
  if (classes.has("wider")) return "wider";
  if (classes.has("unknown")) return "unknown";
  return classes.has("narrower") ? "narrower" : "same";
}
