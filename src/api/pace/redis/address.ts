// Where a Redis server is, as `ledgerAddress` in src/rules reads it from what the user configures.

export interface RedisHost {
  /** A name, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
}

export interface RedisAddress {
  /** One server; or several, of which one takes writes; or the sentinels that know it. Never empty. */
  readonly hosts: readonly RedisHost[];
  /** The name under which the sentinels know the server. Undefined: the hosts are servers themselves. */
  readonly sentinelName?: string | undefined;
  readonly usesTls: boolean;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly database: number;
}

export const hostText = ({ host, port }: RedisHost): string => `${host.includes(":") ? `[${host}]` : host}:${port}`;

/** For messages: without user and password. */
export const addressText = ({ hosts, sentinelName }: Pick<RedisAddress, "hosts" | "sentinelName">): string => {
  const places = hosts.map(hostText).join(", ");
  return sentinelName === undefined ? places : `${sentinelName} by the sentinels at ${places}`;
};
