// The account as the handlers see it: its API client, its keys, and the fingerprint under which they were seen. Or, while
// planning, not known yet.
import { type KeyAccess } from "../api/keys/access";
import { type Diagnostic, DiagnosticsError, errorDiagnostic, warningDiagnostic } from "../terraform/framework";
import { type CreatedKeys } from "./created-keys";
import { type Fingerprint } from "./fingerprint";
import { type GracePeriods } from "./grace-periods";
import { type Catalogue, type PlanAdvice } from "./plan-advice";
import { type Run } from "./run";

export interface Account extends KeyAccess {
  readonly createdKeys: CreatedKeys;
  readonly catalogue: Catalogue;
  readonly advice: PlanAdvice;
  readonly fingerprint: Fingerprint;
  readonly gracePeriods: GracePeriods;
  readonly maxRetries: number;
  readonly run: Run;
}

/** What configure makes. */
export type Configured = { readonly kind: "account"; readonly account: Account } | UnknownAccount;

/** Some provider setting will only be known during apply, for instance an api_key made by another resource. */
export class UnknownAccount {
  readonly kind = "unknown";
  private warned = false;

  constructor(readonly attributes: readonly string[]) {}

  /** True once: one warning a process is enough. */
  firstWarning(): boolean {
    const first = !this.warned;
    this.warned = true;
    return first;
  }
}

/** For handlers that cannot do without the account. `what` says which, as in `import`. */
export function accountFor(configured: Configured, what: string): Account {
  if (configured.kind === "account") return configured.account;
  throw new DiagnosticsError([
    errorDiagnostic(
      `Cannot ${what} while the provider's configuration is unknown`,
      `Known only during apply: ${configured.attributes.join(", ")}. Apply first what they depend on (terraform apply -target=...), or set them from variables or the environment.`,
    ),
  ]);
}

/** For a refresh, which then leaves the state as it is. */
export function notRefreshed(unknown: UnknownAccount): readonly Diagnostic[] {
  if (!unknown.firstWarning()) return [];
  return [
    warningDiagnostic(
      "Proxy keys are not refreshed: the provider's configuration is not known yet",
      `Known only during apply: ${unknown.attributes.join(", ")}. The plan stands on the last known state, so changes made elsewhere do not show.`,
    ),
  ];
}
