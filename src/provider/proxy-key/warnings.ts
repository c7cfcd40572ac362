// What a plan warns of, key by key. The summaries are the same for all keys, so that clients fold the warnings of a large
// plan; the name of the key stands in the detail.
import { quoted } from "../../api/visible";
import { checkAllocatedAmount } from "../../rules";
import { attributeStep } from "../../terraform/cty";
import { type Diagnostic, warningDiagnostic } from "../../terraform/framework";
import { gracePeriodOf, policyOf } from "./deletion-policy";
import { type Kept } from "./private-state";
import { type ProxyKeyState } from "./schema";
import { type Settings } from "./settings";
import { knownSettingsOf, nameOf } from "./settings-in-state";
import { isDue, laterExpiry } from "./validity";
import { unknownWidenings, widenings } from "./widening";

export const WIDENING = "Proxy keys will be allowed more than before";

const called = (state: ProxyKeyState): string => `Proxy key ${quoted(nameOf(state))}`;

export const wideningWarning = (
  stated: Settings,
  prior: ProxyKeyState,
  planned: ProxyKeyState,
  kept: Kept,
  now: number,
): readonly Diagnostic[] => widerWarning(prior, allowances(stated, prior, planned, kept, now));

/** What is allowed in addition, one line each. */
export function allowances(
  stated: Settings,
  prior: ProxyKeyState,
  planned: ProxyKeyState,
  kept: Kept,
  now: number,
): readonly string[] {
  const later = laterExpiry(prior, planned, kept, now);
  return [
    ...widenings(stated, knownSettingsOf(planned)),
    ...(later === undefined ? [] : [later]),
    ...unknownWidenings(stated, planned),
  ];
}

export function widerWarning(prior: ProxyKeyState, lines: readonly string[]): readonly Diagnostic[] {
  if (lines.length === 0) return [];
  return [warningDiagnostic(WIDENING, `${called(prior)}:\n${lines.map((line) => `- ${line}`).join("\n")}`)];
}

/** Where the allocation is new, or changes. */
export function allocationWarning(prior: ProxyKeyState | null, planned: ProxyKeyState): readonly Diagnostic[] {
  const before = prior && knownSettingsOf(prior).allocated_amount;
  const { allocated_amount: amount } = knownSettingsOf(planned);
  if (amount === undefined || amount === before) return [];
  const concern = checkAllocatedAmount(amount);
  if (!concern) return [];
  return [
    warningDiagnostic(concern.summary, `${called(planned)}: ${concern.detail}`, [attributeStep("allocated_amount")]),
  ];
}

export const limitTypeSetWarning = (prior: ProxyKeyState, { limit_type: limitType }: ProxyKeyState) => [
  warningDiagnostic(
    "An update sets the limit_type of proxy keys, which is not known",
    `${called(prior)}: every update sets it, this one to ${String(limitType)}. The API does not tell in which window an imported key, or one that was changed elsewhere, may spend its allocation now. Write limit_type into the configuration to choose it.`,
    [attributeStep("limit_type")],
  ),
];

/** Why an update is planned although no other setting has changed. */
export const limitTypeUntoldWarning = (prior: ProxyKeyState) => [
  warningDiagnostic(
    "The limit_type of proxy keys is sent, because the API does not tell it",
    `${called(prior)}: it was imported, or its settings were changed elsewhere, which may have set another limit_type. Where others change the key on purpose, leave limit_type out of the configuration, or add it to ignore_changes.`,
    [attributeStep("limit_type")],
  ),
];

export const limitTypeUnsureWarning = (prior: ProxyKeyState) => [
  warningDiagnostic(
    "The limit_type of proxy keys is sent again",
    `${called(prior)}: the answer to an update that sets another limit_type was lost. The API does not tell whether the update took effect.`,
    [attributeStep("limit_type")],
  ),
];

export function forgottenKeyWarning(prior: ProxyKeyState, planned: ProxyKeyState): readonly Diagnostic[] {
  if (typeof prior.key !== "string" || planned.key !== null) return [];
  return [
    warningDiagnostic(
      "A key's value leaves the state, but not its copies",
      `${called(prior)}: the value still stands in this plan and in backups and earlier versions of the state. To be sure, make a new key: terraform apply -replace=ADDRESS`,
      [attributeStep("store_key")],
    ),
  ];
}

/** A line that is new or changed, and by which the time has come: it could not be decided at the refresh. */
export function dueNextWarning(prior: ProxyKeyState, planned: ProxyKeyState, now: number): readonly Diagnostic[] {
  const isDecided = planned.renew_before === prior.renew_before || planned.expires_at !== prior.expires_at;
  if (isDecided || !isDue("renew_before", planned, now)) return [];
  return [
    warningDiagnostic(
      "Proxy keys are due for a renewal after this apply",
      `${called(prior)}: it expires at ${String(planned.expires_at)}, and less than renew_before = ${quoted(String(planned.renew_before))} is left. A new or changed renew_before counts from the next plan on.`,
      [attributeStep("renew_before")],
    ),
  ];
}

/** What a destroy that does not remove the key leaves behind. */
export const leftBehindWarning = (state: ProxyKeyState): readonly Diagnostic[] =>
  leftBehind(state).map((left) => warningDiagnostic("Proxy keys are destroyed without being removed", left));

/** For the plan of a rotation, which the provider asks for: its destroying half has no plan of its own. */
export const keptByRotationWarning = (prior: ProxyKeyState): readonly Diagnostic[] =>
  leftBehind(prior).map((left) => warningDiagnostic("Proxy keys are replaced, and the old ones are kept", left));

/** The update that brings the expiry forward cannot but set limit_type, too. */
const limitTypeReset = ({ limit_type: limitType }: ProxyKeyState): string =>
  limitType === null ? " The API does not tell its limit_type; the update that sets the expiry makes it daily." : "";

function leftBehind(state: ProxyKeyState): readonly string[] {
  const policy = policyOf(state);
  if (policy === "delete") return [];
  const will = {
    disable: "It is switched off and kept",
    expire: `It works on for ${gracePeriodOf(state)} at most, then it is expired and kept`,
    abandon: "It is left as it is, live if it is on",
  }[policy];
  const id = typeof state.id === "string" ? ` Its id is ${state.id}.` : "";
  return [
    `${called(state)}: deletion_policy is "${policy}". ${will}, with its slot and its credits; Terraform forgets it.${id}${policy === "expire" ? limitTypeReset(state) : ""}`,
  ];
}
