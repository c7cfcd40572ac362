// What becomes of a key that is destroyed, by what its state says.
import { DELETION_POLICIES } from "../../rules";
import { type Deletion } from "./diff";
import { type ProxyKeyState } from "./schema";

export const policyOf = (state: ProxyKeyState): Deletion["policy"] =>
  DELETION_POLICIES.find((policy) => policy === state.deletion_policy) ?? "delete";

/** A duration, as in 24h. */
export const gracePeriodOf = ({ deletion_grace_period: period }: ProxyKeyState): string =>
  typeof period === "string" ? period : "0s";
