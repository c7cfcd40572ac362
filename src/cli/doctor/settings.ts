// What the environment says of the account and of the way to it. Nothing is asked of anybody.
import { ApiError } from "../../api";
import { trustedCertificates } from "../../api/certificates";
import { type Proxy, proxyFor } from "../../api/proxy-choice";
import {
  DEFAULT_BASE_URL,
  type LedgerAddress,
  apiKeyCheck,
  baseUrlCheck,
  canonicalBaseUrl,
  ledgerAddress,
  ledgerCheck,
} from "../../rules";
import { type NamedAccount } from "../account";
import { adviceOn } from "../explain";
import { type Finding, type Patient, mend, ok, unchecked } from "./finding";

const checkKey = apiKeyCheck("ELECTRONHUB_API_KEY");
const checkAddress = baseUrlCheck("ELECTRONHUB_BASE_URL");
const checkLedger = ledgerCheck("ELECTRONHUB_LEDGER");

export function checkApiKeyKind({ env }: Patient): Finding {
  const check = "api_key";
  const key = env.ELECTRONHUB_API_KEY;
  if (!key) {
    return mend(
      check,
      "ELECTRONHUB_API_KEY is not set",
      "Set it to an API key of the account (ek-...); electronhub emulate prints one that needs no account.",
    );
  }
  const mistake = checkKey(key);
  if (mistake) return mend(check, mistake.summary, mistake.detail);
  return ok(check, "ELECTRONHUB_API_KEY has the form of an API key (ek-...)");
}

/** Undefined where no use can be made of it. */
export function addressOf({ env }: Patient): string | undefined {
  const address = env.ELECTRONHUB_BASE_URL || DEFAULT_BASE_URL;
  return checkAddress(address) ? undefined : canonicalBaseUrl(address);
}

/** Undefined where no use can be made of key, address or the ledger's address. */
export function accountOf(patient: Patient): NamedAccount | undefined {
  const apiKey = patient.env.ELECTRONHUB_API_KEY;
  const baseUrl = addressOf(patient);
  if (!apiKey || baseUrl === undefined || checkApiKeyKind(patient).status !== "ok") return undefined;
  return checkLedgerForm(patient) ? undefined : { baseUrl, apiKey, address: ledgerIn(patient) };
}

/** Undefined where nothing is wrong with the ledger's address, or there is none. */
export function checkLedgerForm({ env }: Patient): Finding | undefined {
  const mistake = env.ELECTRONHUB_LEDGER ? checkLedger(env.ELECTRONHUB_LEDGER) : undefined;
  return mistake && mend("ledger_server", mistake.summary, mistake.detail);
}

/** The server that keeps the request ledger, of an address that has the right form; undefined: none is named. */
const ledgerIn = ({ env }: Patient): LedgerAddress | undefined =>
  env.ELECTRONHUB_LEDGER ? ledgerAddress(env.ELECTRONHUB_LEDGER) : undefined;

export function checkAddressForm(patient: Patient): Finding {
  const check = "address";
  const mistake = checkAddress(patient.env.ELECTRONHUB_BASE_URL || DEFAULT_BASE_URL);
  if (mistake) return mend(check, mistake.summary, mistake.detail);
  const address = addressOf(patient) ?? "";
  const origin = patient.env.ELECTRONHUB_BASE_URL ? "ELECTRONHUB_BASE_URL" : "the default";
  if (address.endsWith("/v1")) return ok(check, `${address} (${origin})`);
  return mend(
    check,
    `${address} does not end with /v1`,
    `Set ELECTRONHUB_BASE_URL to an address such as ${DEFAULT_BASE_URL}.`,
  );
}

export function checkAuthorities({ env }: Patient): Finding {
  const check = "certificates";
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === "0") {
    return mend(
      check,
      "NODE_TLS_REJECT_UNAUTHORIZED=0 lets anybody pass for the API",
      "Unset it, and name the authority's PEM file in SSL_CERT_FILE.",
    );
  }
  try {
    trustedCertificates(env, undefined);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return mend(check, error.message, "Set SSL_CERT_FILE and NODE_EXTRA_CA_CERTS to PEM files, or unset them.");
  }
  const files = ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"].filter((name) => env[name]);
  return ok(
    check,
    files.length === 0 ? "the usual authorities" : `the usual authorities, and those of ${files.join(", ")}`,
  );
}

export function checkProxy(patient: Patient): Finding {
  const check = "proxy";
  const address = addressOf(patient);
  if (address === undefined) return unchecked(check, "there is no address to reach");
  try {
    const proxy = proxyFor(new URL(address), patient.env);
    return ok(
      check,
      proxy ? `through ${hostOf(proxy)}, which ${proxy.variable} names` : "none: the API is reached directly",
    );
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return mend(check, error.message, adviceOn(error) ?? "");
  }
}

/** Without the user and the password that the URL may hold. */
export const hostOf = ({ url }: Proxy): string => url.host;
