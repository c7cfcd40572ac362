// What a planned proxy key is checked against beside its plan, where the provider block asks for it.
import { type AdviseRequest, type Diagnostic } from "../../terraform/framework";
import { type Configured } from "../account";
import { type Settings, knownSettingsOf } from "./model";
import { type ProxyKeyAttributes } from "./schema";

export async function adviseProxyKey({
  prior,
  planned,
  isReplaced,
  client,
  signal,
}: AdviseRequest<ProxyKeyAttributes, Configured>): Promise<readonly Diagnostic[]> {
  if (client.kind === "unknown") return [];
  const settings = knownSettingsOf(planned);
  const before: Partial<Settings> = prior && !isReplaced ? knownSettingsOf(prior) : {};
  const { name = "", allocatedAmount = 0, modelWhitelist } = settings;
  return client.account.advice.on(
    {
      name,
      models: modelWhitelist ?? [],
      isReplaced,
      adds: {
        keys: prior && !isReplaced ? 0 : 1,
        credits: Math.max(0, allocatedAmount - (before.allocatedAmount ?? 0)),
      },
    },
    signal,
  );
}
