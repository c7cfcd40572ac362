// Under which address and API key a proxy key was last seen. Kept in private state as short hashes, so that a wrong
// account or address is never mistaken for "all gone".
import { createHash } from "node:crypto";
import { type PrivateState } from "../terraform/framework";

export interface Fingerprint {
  readonly baseUrl: string;
  /** As the configuration spells it: what earlier versions kept. */
  readonly writtenBaseUrl: string;
  readonly apiKey: string;
}

const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** The hashes of these. */
export const fingerprintOf = ({ baseUrl, writtenBaseUrl, apiKey }: Fingerprint): Fingerprint => ({
  baseUrl: shortHash(baseUrl),
  writtenBaseUrl: shortHash(writtenBaseUrl),
  apiKey: shortHash(apiKey),
});

export const withFingerprint = (state: PrivateState, fingerprint: Fingerprint): PrivateState => ({
  ...state,
  seen_base_url: fingerprint.baseUrl,
  seen_api_key: fingerprint.apiKey,
});

/** That part of a private state, for records that keep more. */
export const seenIn = ({ seen_base_url: baseUrl, seen_api_key: apiKey }: PrivateState): PrivateState =>
  typeof baseUrl === "string" && typeof apiKey === "string" ? { seen_base_url: baseUrl, seen_api_key: apiKey } : {};

export const wasSeen = (state: PrivateState): boolean => state.seen_base_url !== undefined;

export const sameAddress = (state: PrivateState, fingerprint: Fingerprint): boolean =>
  state.seen_base_url === fingerprint.baseUrl || state.seen_base_url === fingerprint.writtenBaseUrl;

export const sameAccount = (state: PrivateState, fingerprint: Fingerprint): boolean =>
  sameAddress(state, fingerprint) && state.seen_api_key === fingerprint.apiKey;
