// What an open ephemeral key leaves in Terraform's memory, so that renew and close need nothing else. Terraform never stores
// it: it holds the secret.
import { UNKNOWN, decodeJson, types } from "../terraform/cty";
import { type PrivateState } from "../terraform/framework";
import { literalOf } from "./proxy-key/declared";
import { gatherAll, namesIn } from "./proxy-key/each-setting";
import { type SettingAttributes, settingAttributes } from "./proxy-key/schema";
import { SETTINGS, type SettingName, type Settings, type Table } from "./proxy-key/settings";
import { knownSettings } from "./proxy-key/settings-in-state";

type SettingTypes = { readonly [A in SettingName]: SettingAttributes[A]["type"] };
type Typed = { readonly [A in SettingName]: { readonly type: SettingTypes[A] } };

export interface HeldKey {
  readonly key: string;
  /** As they were sent last: an update replaces them all. */
  readonly settings: Settings;
  readonly validForMs: number;
}

/** The settings are held as Terraform would write them into a state. */
export function holding({ key, settings, validForMs }: HeldKey, table: Table = SETTINGS): PrivateState {
  const literal = <A extends SettingName>(name: A) => literalOf(table[name].toState(settings[name]));
  const held = Object.fromEntries(namesIn(table).map((name) => [name, literal(name)]));
  return { key, settings: JSON.stringify(held), valid_for_ms: validForMs };
}

/** Throws where it is not what this version of the provider has left. */
export function heldBy(kept: PrivateState, table: Table = SETTINGS, attributes: Typed = settingAttributes): HeldKey {
  const { key, settings: text, valid_for_ms: validForMs } = kept;
  if (typeof key !== "string" || typeof text !== "string" || typeof validForMs !== "number") throw somethingElse();
  const type = types.object(gatherAll<SettingTypes, SettingName>(namesIn(table), (name) => attributes[name].type));
  const state = decodeJson(type, text);
  if (state === null || state === UNKNOWN) throw somethingElse();
  const held: HeldKey = { key, settings: knownSettings(state, table), validForMs };
  // What is missing would be read as null.
  if (holding(held, table).settings !== text) throw somethingElse();
  return held;
}

const somethingElse = (): Error => new Error("Terraform handed back something else than the provider had left with it");
