// The rules of a proxy key's configuration that span attributes.
import { checkGracePeriod } from "../../rules";
import { UNKNOWN, attributeStep } from "../../terraform/cty";
import { type Diagnostic } from "../../terraform/framework";
import { type ProxyKeyState } from "./schema";

export function validateProxyKey({
  deletion_policy: policy,
  deletion_grace_period: gracePeriod,
}: ProxyKeyState): readonly Diagnostic[] {
  if (policy === UNKNOWN || gracePeriod === UNKNOWN) return [];
  const problem = checkGracePeriod(policy ?? undefined, gracePeriod ?? undefined);
  return problem ? [{ ...problem, path: [attributeStep("deletion_grace_period")] }] : [];
}
