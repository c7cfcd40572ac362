// The warnings of a plan, given once: Terraform makes each plan again at apply, when its user has read them.
import { type Attributes, type PlanRequest, type PlanResponse, isError } from "../terraform/framework";
import { type Configured } from "./account";

/** Whether this is the plan that Terraform makes once more at apply. */
export const isPlannedAgain = ({
  client,
  prior,
}: Pick<PlanRequest<Attributes, Configured>, "client" | "prior">): boolean =>
  client.kind === "account" && client.account.run.plansAgain(prior !== null);

export function saidOnce<A extends Attributes>(isAgain: boolean, response: PlanResponse<A>): PlanResponse<A> {
  return isAgain ? { ...response, diagnostics: (response.diagnostics ?? []).filter(isError) } : response;
}
