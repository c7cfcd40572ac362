// The account as the handlers see it: its API client, its keys, and the fingerprint under which they were seen. Or, while
// planning, not known yet.
import { type Clock, type ElectronhubClient } from "../api";
import { type Diagnostic, DiagnosticsError, errorDiagnostic, warningDiagnostic } from "../terraform/framework";
import { type Creations } from "./creations";
import { type Fingerprint } from "./fingerprint";
import { type KeyList } from "./key-list";

export interface Account {
  readonly client: ElectronhubClient;
  readonly keys: KeyList;
  readonly creations: Creations;
  readonly fingerprint: Fingerprint;
  readonly clock: Clock;
  /** After this a request is given up; and so long after a lost answer, its effect may still come. */
  readonly requestTimeoutMs: number;
  readonly maxRetries: number;
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
