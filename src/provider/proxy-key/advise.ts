// What a planned proxy key is warned of beside its plan: how long the apply will take, and what the provider block asks to
// have checked.
import { UNKNOWN, equal } from "../../terraform/cty";
import { type AdviseRequest, type Diagnostic, type PlanDestroyRequest } from "../../terraform/framework";
import { type Configured } from "../account";
import { isPlannedAgain } from "../said-once";
import { type Settings, knownSettingsOf } from "./model";
import { isCall } from "./operations";
import { type ProxyKeyAttributes, type ProxyKeyState, proxyKeyAttributes } from "./schema";

export async function adviseProxyKey({
  prior,
  planned,
  isReplaced,
  client,
  signal,
}: AdviseRequest<ProxyKeyAttributes, Configured>): Promise<readonly Diagnostic[]> {
  if (client.kind === "unknown" || isPlannedAgain({ client, prior })) return [];
  const settings = knownSettingsOf(planned);
  const before: Partial<Settings> = prior && !isReplaced ? knownSettingsOf(prior) : {};
  const { name = "", allocatedAmount = 0, modelWhitelist } = settings;
  return client.account.advice.on(
    {
      name,
      models: modelWhitelist ?? [],
      isReplaced,
      calls: prior && isReplaced ? callsOfDestroy(prior) + callsOfCreate(planned) : callsOfChange(prior, planned),
      adds: {
        keys: prior && !isReplaced ? 0 : 1,
        credits: Math.max(0, allocatedAmount - (before.allocatedAmount ?? 0)),
      },
    },
    signal,
  );
}

export async function adviseDestroy({
  prior,
  client,
  signal,
}: PlanDestroyRequest<ProxyKeyAttributes, Configured>): Promise<readonly Diagnostic[]> {
  if (client.kind === "unknown" || client.account.run.isApplying) return [];
  return client.account.advice.onDestroy(callsOfDestroy(prior), signal);
}

/** While some setting is unknown there is one call at least, most probably. */
function callsOfChange(prior: ProxyKeyState | null, { operations }: ProxyKeyState): number {
  if (operations === UNKNOWN) return 1;
  // Those of the last change stay where there is none.
  if (operations === null || equal(proxyKeyAttributes.operations.type, operations, prior?.operations ?? null)) return 0;
  return operations.filter(isCall).length;
}

const callsOfCreate = ({ enabled }: ProxyKeyState): number => (enabled === false ? 2 : 1);

/** Whether "disable" has something to do shows at apply only. */
const callsOfDestroy = ({ deletion_policy: policy }: ProxyKeyState): number => (policy === "abandon" ? 0 : 1);
