// The last word on a proxy key's plan: its expiry, its limit_type, its operations and the warnings. Pure but for the clock,
// which only ever refuses an expiry that would lie in the past, and words warnings: Terraform plans updates again at apply
// and compares.
import { DEFAULT_LIMIT_TYPE, parseInstant } from "../../rules";
import { UNKNOWN, attributeStep, isWhollyKnown } from "../../terraform/cty";
import { type Diagnostic, type PlanRequest, type PlanResponse, sameObject } from "../../terraform/framework";
import { type Configured } from "../account";
import { isPlannedAgain, saidOnce } from "../said-once";
import { type Operation, diff } from "./diff";
import { priorSettings } from "./limit-type";
import { describeOperations } from "./operations";
import { type Kept, afterCreate, keptIn, privateStateOf } from "./private-state";
import { type ProxyKeyAttributes, type ProxyKeyState, proxyKeyAttributes } from "./schema";
import { type PlannedSettings, type Settings } from "./settings";
import { plannedSettingsOf, settingsOf } from "./settings-in-state";
import { type PlannedExpiry, isDue, pastProblems, planExpiry } from "./validity";
import {
  allocationWarning,
  dueNextWarning,
  forgottenKeyWarning,
  keptByRotationWarning,
  limitTypeSetWarning,
  limitTypeUnsureWarning,
  limitTypeUntoldWarning,
  wideningWarning,
} from "./warnings";

type Request = PlanRequest<ProxyKeyAttributes, Configured>;

const { operations: _operations, ...besidesOperations } = proxyKeyAttributes;

/** What no call sends: while one of them is unknown, it is open whether anything changes at all. */
const STATE_ONLY = [
  "valid_for",
  "renew_before",
  "rotate_before",
  "deletion_policy",
  "deletion_grace_period",
  "store_key",
] as const satisfies readonly (keyof ProxyKeyState)[];

/** How far this machine's clock may be wrong. Before the API has told the time, only what lies further back is surely past. */
const MOST_SKEW_MS = 24 * 60 * 60 * 1000;

/**
 * `localNow` tells the time of this machine, for a plan before which the API has not answered anything: that of a new key, or the
 * one at apply. The apply judges expiries by the API's clock in any case.
 */
export function planProxyKey(request: Request, localNow: () => number): PlanResponse<ProxyKeyAttributes> {
  const { client, prior } = request;
  const told = client.kind === "account" ? client.account.client.serverNow() : undefined;
  const isAgain = isPlannedAgain(request);
  const moment = { now: told ?? localNow(), past: told ?? localNow() - MOST_SKEW_MS, isAgain };
  const response = saidOnce(isAgain, planAt(request, moment));
  if (client.kind === "unknown" || prior !== null) return response;
  // Should this be the plan of a replacement, the destroy of the old key knows nothing else of where it was seen.
  return { ...response, private: privateStateOf(afterCreate(client.account.fingerprint)) };
}

export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Until when an expiry is surely past. */
  readonly past: number;
  /** The plan is the one that Terraform makes once more at apply. */
  readonly isAgain: boolean;
}

export function planAt(
  { config, prior, planned, private: privateState }: Pick<Request, "config" | "prior" | "planned" | "private">,
  { now, past, isAgain }: Moment,
): PlanResponse<ProxyKeyAttributes> {
  const stated = prior && settingsOf(prior);
  if (stated === UNKNOWN) throw new Error("prior state has unknown settings");
  const kept = keptIn(privateState);

  const isRotation = !isAgain && prior !== null && isRotationDue(prior, planned, now);
  const expiry = planExpiry(config, prior, planned, kept, isRotation);
  const timed: ProxyKeyState = { ...planned, expires_at: expiry.expiresAt };
  const limitType = planLimitType(config, prior, stated, timed, expiry);
  const settled: ProxyKeyState = { ...timed, limit_type: limitType, key: planKey(prior, planned) };
  const settings = plannedSettingsOf(settled, expiry.isComputed);
  const from = stated && settings !== UNKNOWN ? priorSettings(stated, settings, kept) : stated;
  const operations = settings === UNKNOWN ? UNKNOWN : diff(from, settings);
  return {
    planned: { ...settled, operations: planOperations(prior, settled, operations) },
    requiresReplace: expiry.isRotation ? [[attributeStep("expires_at")]] : [],
    diagnostics: [
      ...(isSurelyPast(prior, settled, past) ? pastProblems(settled, now) : []),
      ...allocationWarning(prior, settled),
      ...(prior && stated ? warnings({ config, prior, stated, settled, expiry, kept, operations, now }) : []),
    ],
  };
}

interface Planned {
  readonly config: ProxyKeyState;
  readonly prior: ProxyKeyState;
  readonly stated: Settings;
  readonly settled: ProxyKeyState;
  readonly expiry: PlannedExpiry;
  readonly kept: Kept;
  readonly operations: readonly Operation[] | typeof UNKNOWN;
  readonly now: number;
}

function warnings({ config, prior, stated, settled, expiry, kept, operations, now }: Planned): readonly Diagnostic[] {
  const wider = wideningWarning(stated, prior, settled, kept, now);
  // Nothing is sent to the old key but what its deletion_policy says.
  if (expiry.isRotation) return [...keptByRotationWarning(prior), ...wider];
  const updates =
    operations === UNKNOWN ? [] : operations.flatMap((operation) => (operation.kind === "update" ? [operation] : []));
  const sendsOnlyLimitType = updates.some(({ changed }) => changed.join() === "limit_type");
  const isUntold = prior.limit_type === null;
  return [
    ...wider,
    ...(updates.length > 0 && isUntold && config.limit_type === null ? limitTypeSetWarning(prior, settled) : []),
    ...(sendsOnlyLimitType && isUntold ? limitTypeUntoldWarning(prior) : []),
    ...(sendsOnlyLimitType && kept.isLimitTypeUnsure && prior.limit_type === settled.limit_type
      ? limitTypeUnsureWarning(prior)
      : []),
    ...forgottenKeyWarning(prior, settled),
    // With ignore_changes, Terraform shows the present instant as configured: then nothing renews it.
    ...(config.expires_at === null ? dueNextWarning(prior, settled, now) : []),
  ];
}

/** By the line that is planned: a removed one does not count, and what is not known yet decides nothing. */
const isRotationDue = (prior: ProxyKeyState, { rotate_before }: ProxyKeyState, now: number): boolean =>
  isDue("rotate_before", { ...prior, rotate_before }, now);

/** With store_key the value is kept, or fetched from the list; without, it is in no state. */
function planKey(prior: ProxyKeyState | null, { store_key: stored }: ProxyKeyState): ProxyKeyState["key"] {
  if (stored === false) return null;
  return stored === UNKNOWN ? UNKNOWN : (prior?.key ?? UNKNOWN);
}

/**
 * Omitted means daily. Only where the API alone knows it, after an import or a change made elsewhere, it is null: it stays null
 * while no update is sent, and an update, which cannot but set it, shows that it does.
 */
function planLimitType(
  config: ProxyKeyState,
  prior: ProxyKeyState | null,
  stated: Settings | null,
  planned: ProxyKeyState,
  { isComputed }: PlannedExpiry,
): ProxyKeyState["limit_type"] {
  if (config.limit_type !== null) return planned.limit_type;
  if (prior === null || prior.limit_type !== null) return DEFAULT_LIMIT_TYPE;
  const settings: PlannedSettings | typeof UNKNOWN = plannedSettingsOf({ ...planned, limit_type: null }, isComputed);
  if (settings === UNKNOWN) return UNKNOWN;
  const sendsUpdate = diff(stated, settings).some(({ kind }) => kind === "update");
  return sendsUpdate ? DEFAULT_LIMIT_TYPE : null;
}

/** Numbered as the next change, unless nothing changes at all; which is open while something is unknown. */
function planOperations(
  prior: ProxyKeyState | null,
  planned: ProxyKeyState,
  operations: readonly Operation[] | typeof UNKNOWN,
): ProxyKeyState["operations"] {
  if (operations === UNKNOWN) return UNKNOWN;
  if (prior === null || operations.length > 0) return describeOperations(prior, operations);
  if (sameObject(besidesOperations, prior, planned)) return prior.operations;
  return STATE_ONLY.every((name) => isWhollyKnown(planned[name])) ? describeOperations(prior, operations) : UNKNOWN;
}

/** An expiry must lie ahead when it is set or changed; one that has passed since is not a reason to refuse other changes. */
function isSurelyPast(prior: ProxyKeyState | null, { expires_at: expiresAt }: ProxyKeyState, past: number): boolean {
  // An equivalent spelling has been planned as the prior one already.
  if (typeof expiresAt !== "string" || expiresAt === prior?.expires_at) return false;
  return (parseInstant(expiresAt) ?? Infinity) * 1000 <= past;
}
