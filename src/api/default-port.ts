// The port that a URL means where it names none.

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/** `protocol` as URLs have it, as in `https:`. Empty for a protocol that is not HTTP's. */
export const portOr = (port: string, protocol: string): string => port || (DEFAULT_PORTS[protocol] ?? "");
