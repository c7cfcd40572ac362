// When a key counts as gone: only when the API itself says so, at the address where the key was last seen. A wrong
// account, a wrong address or a proxy's own 404 must never look like "all gone".
import { ApiError } from "../../api";
import { type PrivateState } from "../../terraform/framework";
import { type Fingerprint, sameAddress } from "../fingerprint";

export function isProvenGone(error: unknown, seen: PrivateState, present: Fingerprint): boolean {
  if (!(error instanceof ApiError) || error.code !== "not_found") return false;
  return error.apiShaped && sameAddress(seen, present);
}
