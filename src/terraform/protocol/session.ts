// One client of a provider process as its handlers see it: the provider, what configure made, and whether to stop.
import { setMaxListeners } from "node:events";
import {
  type Action,
  type Attributes,
  type ConfigureResponse,
  type DataSource,
  type Diagnostic,
  DiagnosticsError,
  type EphemeralResource,
  type ListResource,
  type Provider,
  type Resource,
  errorDiagnostic,
} from "../framework";

import { OpenEphemerals } from "./open-ephemerals";

/** Where handlers report; a JSON-lines logger fits. */
export interface RpcLog {
  trace(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** What configure made. */
export interface Configured<C> extends Pick<ConfigureResponse<C>, "finish" | "warnings"> {
  readonly client: C;
  readonly graceMs: number;
}

export class Session<C = unknown> {
  readonly ephemerals = new OpenEphemerals();
  private stopping = newStop();
  private configured: Configured<C> | undefined;
  /** Of everything that was ever configured. */
  private readonly finishes: (() => Promise<void>)[] = [];
  private running = 0;
  /** Those that wait until no call runs. */
  private waiting: (() => void)[] = [];

  constructor(
    readonly provider: Provider<Attributes, C>,
    readonly log: RpcLog,
    /** Applied to every text that leaves in a diagnostic, so that a secret cannot. */
    readonly redact: (text: string) => string,
  ) {}

  /** Aborted once Terraform has asked to stop. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  stop(): void {
    this.stopping.abort();
  }

  /** A call begins; to be told when it has ended. */
  begin(): () => void {
    this.running++;
    return () => {
      this.running--;
      if (this.running === 0) for (const wake of this.waiting.splice(0)) wake();
    };
  }

  /** Resolves once no call runs. */
  async idle(): Promise<void> {
    if (this.running > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Begins anew, also after a stop. */
  configure(configured: Configured<C>): void {
    this.configured = configured;
    if (configured.finish) this.finishes.push(configured.finish);
    if (this.signal.aborted) this.stopping = newStop();
  }

  /** Once nothing needs the clients any more. */
  async finish(): Promise<void> {
    await Promise.all(this.finishes.splice(0).map((finish) => finish()));
  }

  /** What there is to say by now that no call asked for. Told once. */
  takeWarnings(): readonly Diagnostic[] {
    return this.configured?.warnings?.() ?? [];
  }

  /** Milliseconds that calls may go on once they were asked to stop. */
  get graceMs(): number {
    return this.configured?.graceMs ?? 0;
  }

  get client(): C {
    if (!this.configured)
      throw new Error("a request that needs the provider's configuration came before ConfigureProvider");
    return this.configured.client;
  }

  resource(typeName: string): Resource<Attributes, C> {
    return find(this.provider.resources, "resource", typeName);
  }

  ephemeralResource(typeName: string): EphemeralResource<Attributes, C> {
    return find(this.provider.ephemeralResources ?? [], "ephemeral resource", typeName);
  }

  listResource(typeName: string): ListResource<Attributes, C> {
    return find(this.provider.listResources ?? [], "list resource", typeName);
  }

  action(typeName: string): Action<Attributes, C> {
    return find(this.provider.actions ?? [], "action", typeName);
  }

  dataSource(typeName: string): DataSource<Attributes, C> {
    return find(this.provider.dataSources, "data source", typeName);
  }
}

/** As many handlers listen at once as Terraform has under way. Node takes more than ten for a leak, and says so. */
function newStop(): AbortController {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  return stop;
}

function find<T extends { readonly typeName: string }>(offered: readonly T[], kind: string, typeName: string): T {
  const found = offered.find((candidate) => candidate.typeName === typeName);
  if (found) return found;
  throw new DiagnosticsError([
    errorDiagnostic(
      `This version of the provider has no ${kind} ${typeName}`,
      `It offers: ${offered.map((candidate) => candidate.typeName).join(", ") || "none"}. Upgrade the provider, or remove the block.`,
    ),
  ]);
}
