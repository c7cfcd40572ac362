// The last word on a proxy key's plan: its operations, its limit_type and the warnings. Pure but for the clock, which
// only ever refuses an expiry that would lie in the past: Terraform plans updates again at apply and compares.
import { type LimitType } from "../../api/wire";
import { quoted } from "../../api/visible";
import { checkExpiryInFuture } from "../../rules";
import { UNKNOWN, attributeStep } from "../../terraform/cty";
import {
  type Diagnostic,
  type PlanRequest,
  type PlanResponse,
  sameObject,
  warningDiagnostic,
} from "../../terraform/framework";
import { type Operation, diff } from "./diff";
import { priorSettings } from "./limit-type";
import { type Settings, knownSettingsOf, settingsOf } from "./model";
import { describeOperations } from "./operations";
import { type ProxyKeyAttributes, type ProxyKeyState, proxyKeyAttributes } from "./schema";
import { planExpiry } from "./validity";
import { widenings } from "./widening";

const { operations: _operations, ...besidesOperations } = proxyKeyAttributes;

/** What the API assumes where an update leaves limit_type out. */
const DEFAULT_LIMIT_TYPE: LimitType = "daily";

export function planProxyKey<C>(
  { config, prior, planned, private: kept }: PlanRequest<ProxyKeyAttributes, C>,
  now: () => number,
): PlanResponse<ProxyKeyAttributes> {
  const stated = prior && settingsOf(prior);
  if (stated === UNKNOWN) throw new Error("prior state has unknown settings");

  const { expiresAt, requiresReplace } = planExpiry(config, prior, planned, kept);
  const timed: ProxyKeyState = { ...planned, expires_at: expiresAt };
  const limit = planLimitType(config, prior, stated, timed);
  const settled: ProxyKeyState = { ...timed, limit_type: limit.limitType, key: planKey(prior, planned) };
  const diagnostics = [
    ...expiryProblems(prior, settled, now()),
    ...(stated ? wideningWarnings(stated, settled) : []),
    ...limit.diagnostics,
    ...(prior ? forgottenKeyWarning(prior, settled) : []),
  ];
  const settings = settingsOf(settled);
  if (settings === UNKNOWN) return { planned: { ...settled, operations: UNKNOWN }, requiresReplace, diagnostics };

  const from = stated && priorSettings(stated, settings, kept);
  const operations = diff(from, settings);
  return {
    planned: { ...settled, operations: planOperations(prior, settled, operations) },
    diagnostics: [...diagnostics, ...(from === stated ? [] : [limitTypeWarning(settings)])],
  };
}

/** With store_key the value is kept, or fetched from the list; without, it is in no state. */
function planKey(prior: ProxyKeyState | null, { store_key: stored }: ProxyKeyState): ProxyKeyState["key"] {
  if (stored === false) return null;
  return stored === UNKNOWN ? UNKNOWN : (prior?.key ?? UNKNOWN);
}

function forgottenKeyWarning(prior: ProxyKeyState, planned: ProxyKeyState): readonly Diagnostic[] {
  if (typeof prior.key !== "string" || planned.key !== null) return [];
  return [
    warningDiagnostic(
      "The key's value leaves the state, but not its copies",
      "It still stands in this plan and in backups and earlier versions of the state. To be sure, make a new key: terraform apply -replace=ADDRESS",
      [attributeStep("store_key")],
    ),
  ];
}

/**
 * Omitted means daily. Only an imported key has none, because the API does not tell: it stays null while no update is
 * sent, and an update, which cannot but set it, shows that it does.
 */
function planLimitType(
  config: ProxyKeyState,
  prior: ProxyKeyState | null,
  stated: Settings | null,
  planned: ProxyKeyState,
): { limitType: ProxyKeyState["limit_type"]; diagnostics: readonly Diagnostic[] } {
  if (config.limit_type !== null) return { limitType: planned.limit_type, diagnostics: [] };
  if (prior === null || prior.limit_type !== null) return { limitType: DEFAULT_LIMIT_TYPE, diagnostics: [] };

  const settings = settingsOf({ ...planned, limit_type: null });
  if (settings === UNKNOWN) return { limitType: UNKNOWN, diagnostics: [] };
  const sendsUpdate = diff(stated, settings).some(({ kind }) => kind === "update");
  if (!sendsUpdate) return { limitType: null, diagnostics: [] };
  return {
    limitType: DEFAULT_LIMIT_TYPE,
    diagnostics: [
      warningDiagnostic(
        `The update sets limit_type of proxy key ${quoted(settings.name)} to ${DEFAULT_LIMIT_TYPE}`,
        "This key was imported, and the API does not tell in which window its allocation may be spent; the real one may differ. Every update sets it. Write limit_type into the configuration to choose it.",
        [attributeStep("limit_type")],
      ),
    ],
  };
}

/** Why an update is planned although no setting has changed. */
const limitTypeWarning = ({ name }: Settings): Diagnostic =>
  warningDiagnostic(
    `The limit_type of proxy key ${quoted(name)} is sent again`,
    "The key's settings were changed elsewhere, or the answer to an update was lost. Either may have set another limit_type, and the API does not tell.",
    [attributeStep("limit_type")],
  );

function planOperations(
  prior: ProxyKeyState | null,
  planned: ProxyKeyState,
  operations: readonly Operation[],
): ProxyKeyState["operations"] {
  if (prior !== null && operations.length === 0 && sameObject(besidesOperations, prior, planned))
    return prior.operations;
  return describeOperations(prior, operations);
}

/** An expiry must lie ahead when it is set or changed; one that has passed since is no reason to refuse other changes. */
function expiryProblems(prior: ProxyKeyState | null, planned: ProxyKeyState, now: number): readonly Diagnostic[] {
  const { expires_at: expiresAt } = planned;
  // An equivalent spelling has been planned as the prior one already.
  if (typeof expiresAt !== "string" || expiresAt === prior?.expires_at) return [];
  const problem = checkExpiryInFuture(expiresAt, now);
  return problem ? [{ ...problem, path: [attributeStep("expires_at")] }] : [];
}

function wideningWarnings(stated: Settings, planned: ProxyKeyState): readonly Diagnostic[] {
  const lines = widenings(stated, knownSettingsOf(planned));
  if (lines.length === 0) return [];
  return [
    warningDiagnostic(
      `Proxy key ${quoted(stated.name)} will be allowed more than before`,
      lines.map((line) => `- ${line}`).join("\n"),
    ),
  ];
}
