// The account as the handlers see it: its API client, its keys, and the fingerprint under which they were seen. Or, while
// planning, not known yet.
import { type ElectronhubClient, type KeyObject } from "../api";
import { DiagnosticsError, errorDiagnostic } from "../terraform/framework";
import { type Fingerprint } from "./fingerprint";
import { keyId } from "./key-id";

export interface Account {
  readonly client: ElectronhubClient;
  readonly keys: KeyList;
  readonly fingerprint: Fingerprint;
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

/** The keys of one list call. */
export interface KeyIndex {
  readonly all: readonly KeyObject[];
  readonly byId: ReadonlyMap<string, KeyObject>;
}

/** All keys of the account: one list call, shared by everyone who asks until a write makes it stale. */
export class KeyList {
  private current: Promise<KeyIndex> | undefined;

  constructor(private readonly client: Pick<ElectronhubClient, "list">) {}

  get(signal: AbortSignal): Promise<KeyIndex> {
    if (this.current) return this.current;
    const request = this.client.list(signal).then(indexKeys);
    this.current = request;
    // A list that failed is no list: the next one asks again.
    request.catch(() => this.forget(request));
    return request;
  }

  /** After a write. */
  invalidate(): void {
    this.current = undefined;
  }

  private forget(request: Promise<KeyIndex>): void {
    if (this.current === request) this.current = undefined;
  }
}

function indexKeys(all: readonly KeyObject[]): KeyIndex {
  return { all, byId: new Map(all.map((record) => [keyId(record.key), record])) };
}
