// Create of exclusive ownership: only records what is there. The next plan shows what it would remove.
import { type CreateRequest, type StateResponse } from "../../terraform/framework";
import { type Configured, accountFor } from "../account";
import { withFingerprint } from "../fingerprint";
import { afterChange, gracesIn, withGraces } from "./graces";
import { surveyNow } from "./read";
import { type ExclusiveAttributes } from "./schema";

export async function createExclusive(
  request: CreateRequest<ExclusiveAttributes, Configured>,
): Promise<StateResponse<ExclusiveAttributes>> {
  const { planned, signal } = request;
  const account = accountFor(request.client, "look at the account's proxy keys");
  account.run.applies();
  const graces = afterChange(gracesIn(request.private), planned.key_ids, account.gracePeriods);
  const found = await surveyNow(account, planned, graces, signal);
  const kept = withGraces(request.private, graces);
  return { state: { ...planned, ...found }, private: withFingerprint(kept, account.fingerprint) };
}
