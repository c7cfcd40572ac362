// Why no connection came about: whatever the reason, nothing was sent on it.

export class UnsentError extends Error {
  /** @param reason - what the system, or Node's client, threw */
  constructor(readonly reason: unknown) {
    super("no connection was made");
  }
}

export class ConnectTimeoutError extends Error {
  /** As systems tell of it. */
  readonly code = "ETIMEDOUT";

  constructor(ms: number) {
    super(`no connection within ${ms / 1000} s`);
  }
}

/** The proxy itself was not reached. */
export class ProxyUnreachedError extends Error {
  constructor(readonly reason: unknown) {
    super("the proxy was not reached");
  }
}

/** The proxy was reached, and made no tunnel of the connection. */
export class TunnelLostError extends Error {
  constructor(readonly reason: unknown) {
    super("the proxy did not lead on");
  }
}

/** A proxy's answer to a request for a tunnel. */
export class TunnelRefusedError extends Error {
  constructor(
    readonly status: number,
    /** Of the environment: where the proxy, and perhaps a user and a password, are named. */
    readonly variable: string,
    readonly hasCredentials: boolean,
  ) {
    super(`the proxy refused the connection (HTTP status ${status})`);
  }
}
