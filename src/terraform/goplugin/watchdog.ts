// Notices that the client is gone. If Terraform dies it takes no plugin along: the process would stay for ever.

/** What can be seen of the client. */
export interface Sighting {
  readonly parentPid: number;
  readonly connections: number;
  readonly wasConnected: boolean;
}

/** A client that reconnects does so at once. */
const RECONNECT_MS = 5_000;
/** Clients wait a minute for the handshake and connect right after it. Later than that, the client died meanwhile. */
const CONNECT_MS = 60_000;

export class Watchdog {
  private lonelySince: number | undefined;

  constructor(private readonly firstParentPid: number) {}

  /** Whether the client is gone, judged at `now` in milliseconds. Call it about once a second. */
  isClientGone(seen: Sighting, now: number): boolean {
    // An orphan is handed to another parent.
    if (seen.parentPid !== this.firstParentPid) return true;
    if (seen.connections > 0) {
      this.lonelySince = undefined;
      return false;
    }
    this.lonelySince ??= now;
    return now - this.lonelySince >= (seen.wasConnected ? RECONNECT_MS : CONNECT_MS);
  }
}
