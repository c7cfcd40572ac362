// The way to the API: names, and a connection with TLS. No request is sent.
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { ApiError } from "../../api";
import { type Proxy, proxyFor } from "../../api/proxy-choice";
import { reach } from "../../api/reach";
import { ADDRESS, adviceOn } from "../explain";
import { type Finding, type Patient, mend, ok, unchecked } from "./finding";
import { addressOf } from "./settings";

const NO_WAY = "there is no address to reach, or no proxy to go through";

/** Of the host that is connected to: the proxy's, where there is one. */
export async function checkDns(patient: Patient): Promise<Finding> {
  const check = "dns";
  const way = wayOf(patient);
  if (!way) return unchecked(check, NO_WAY);
  const host = (way.proxy?.url ?? way.target).hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(host) !== 0) return ok(check, `${host} is an address: there is no name to resolve`);
  try {
    const found = await lookup(host, { all: true });
    return ok(check, `${host} is ${found.map(({ address }) => address).join(", ")}`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return mend(
      check,
      `no address was found for ${host} (${code})`,
      way.proxy
        ? `Check the host in ${way.proxy.variable}, and the name servers of this machine.`
        : `Check the host in ${ADDRESS}, and the name servers of this machine; where only a proxy resolves names, set HTTPS_PROXY.`,
    );
  }
}

export async function checkConnection(patient: Patient): Promise<Finding> {
  const check = "connection";
  const way = wayOf(patient);
  if (!way) return unchecked(check, NO_WAY);
  try {
    const { tls } = await reach({ baseUrl: way.target.href, env: patient.env }, patient.stop);
    return ok(
      check,
      tls
        ? `${way.target.host} speaks ${tls}, and its certificate is trusted`
        : `${way.target.host} takes connections, without TLS`,
    );
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return mend(check, error.message, adviceOn(error) ?? "");
  }
}

interface Way {
  readonly target: URL;
  readonly proxy: Proxy | undefined;
}

/** Undefined where the settings allow none, of which their own lines tell. */
function wayOf(patient: Patient): Way | undefined {
  const address = addressOf(patient);
  if (address === undefined) return undefined;
  const target = new URL(address);
  try {
    return { target, proxy: proxyFor(target, patient.env) };
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
