// Lets in only programs on this machine and pages of the emulator itself. A browser on this machine would else carry the
// requests of any web page here: by a host name that leads to a loopback address (DNS rebinding), or as one of the
// requests that browsers send to a foreign address without asking it first.
import { type MiddlewareHandler } from "hono";
import { refusal } from "./errors";

/** What a browser or a client says of a request, in headers that no script can set. */
export interface Provenance {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site` */
  readonly site: string | undefined;
}

/** The names by which this machine calls itself; any port, since ports get forwarded. */
const LOOPBACK = /^(127\.0\.0\.1|\[::1\]|localhost)(:\d{1,5})?$/i;

/** `none`: somebody typed the address. */
const OWN_SITE = ["same-origin", "none"];

/** Why the request is refused; undefined where it is let in. */
export function objectionToOrigin({ host, origin, site }: Provenance): string | undefined {
  if (host === undefined || !LOOPBACK.test(host)) {
    return "The emulator answers to the hosts 127.0.0.1, [::1] and localhost only: check the address";
  }
  const isForeign = origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`;
  if (isForeign || (site !== undefined && !OWN_SITE.includes(site))) {
    return "The emulator does not answer other web pages: call it from a program, or type its address";
  }
  return undefined;
}

export const localOnly: MiddlewareHandler = async ({ req }, next) => {
  const [host, origin, site] = [req.header("host"), req.header("origin"), req.header("sec-fetch-site")];
  const objection = objectionToOrigin({ host, origin, site });
  if (objection !== undefined) throw refusal(403, "not_local", objection);
  await next();
};
