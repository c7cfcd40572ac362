// Who calls: reads the Authorization header. What a caller may do is decided per endpoint.
import { type Refusal, refusal } from "./errors";
import { type Ledger } from "./ledger";
import { type Account, type StoredKey } from "./proxy-key";

export type Caller =
  | { readonly kind: "account"; readonly account: Account }
  | { readonly kind: "proxy-key"; readonly account: Account; readonly key: StoredKey }
  | { readonly kind: "stranger"; readonly refusal: Refusal };

const BEARER = /^Bearer +(\S+)$/i;
const JWT = /^[^.]+\.[^.]+\.[^.]*$/;

export function identify(authorization: string | undefined, ledger: Ledger): Caller {
  if (authorization === undefined) return stranger("missing_api_key", "Missing API key");
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined)
    return stranger("malformed_api_key", "Malformed API key: Authorization must be 'Bearer ek-...'");
  const account = ledger.accountByApiKey(token);
  if (account !== undefined) return { kind: "account", account };
  const key = ledger.find(token);
  if (key !== undefined) return { kind: "proxy-key", account: ledger.ownerOf(key), key };
  if (JWT.test(token)) return stranger("jwt_not_allowed", "JWTs are not accepted here; use an API key");
  return stranger("invalid_api_key", "Invalid API key");
}

function stranger(code: string, message: string): Caller {
  return { kind: "stranger", refusal: refusal(401, code, message) };
}
