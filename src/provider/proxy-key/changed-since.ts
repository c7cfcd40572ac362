// What somebody else has done to a key between the plan and now. A write acts on the key as it is at that moment, and must not
// allow what the key does not allow now, where no plan has shown it. Pure.
import { quoted } from "../../api/visible";
import { LIMIT_TYPES } from "../../rules";
import { type Diagnostic, errorDiagnostic } from "../../terraform/framework";
import { type Operation, changedSettings } from "./diff";
import { gather } from "./each-setting";
import { SETTINGS, type SettingName, type Settings, type Table } from "./settings";
import { widenings } from "./widening";

export interface Moments {
  /** As the plan knew the key. */
  readonly prior: Settings;
  /** As the API has it now. */
  readonly present: Settings;
  /** As the change is to leave it. */
  readonly target: Settings;
}

/** Errors where the operations would undo a restriction, or switch on a widening, that the plan has not shown. */
export function unseenWidening(
  moments: Moments,
  operations: readonly Operation[],
  table: Table = SETTINGS,
): readonly Diagnostic[] {
  const { prior, present, target } = moments;
  const changed = changedSettings(prior, present, table);
  const isSent = operations.some(({ kind }) => kind === "update");
  if (isSent)
    return refusal("The update would allow more than the key allows now", target, [
      ...widenings(present, only(changed, target), table),
      ...(changed.length > 0 ? untoldWindow(moments) : []),
    ]);
  const isSwitchedOn = operations.some((operation) => operation.kind === "toggle" && operation.to === "on");
  if (!isSwitchedOn) return [];
  return refusal(
    "The key would be switched on while it allows more than planned",
    target,
    widenings(target, only(changed, present), table),
  );
}

/** Who changed another setting sent an update, which sets limit_type, too; and the API does not tell it. */
function untoldWindow({ prior, target: { limit_type: window } }: Moments): readonly string[] {
  const isUnseen = prior.limit_type !== null && window !== LIMIT_TYPES.at(-1);
  return isUnseen ? [`limit_type: set to ${String(window)}; the change may have set a longer window`] : [];
}

/** What is as it was in the plan is shown there, whatever becomes of it. An update leaves the status alone. */
const only = (changed: readonly SettingName[], settings: Settings): Partial<Settings> =>
  gather<Settings>(changed, (name) => settings[name]);

function refusal(why: string, { name }: Settings, lines: readonly string[]): readonly Diagnostic[] {
  if (lines.length === 0) return [];
  return [
    errorDiagnostic(
      `Cannot update proxy key ${quoted(name)}: it was changed since the plan`,
      `${why}, and no plan has shown that:\n${lines.map((line) => `- ${line}`).join("\n")}\n\nNothing was sent. Make a new plan, with a refresh: it starts from what the API has now.`,
    ),
  ];
}
