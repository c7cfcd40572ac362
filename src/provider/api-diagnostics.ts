// The API's refusals as diagnostics: the one place where an ApiError becomes what the user reads.
import { ApiError } from "../api";
import { remedyFor } from "../api/trouble";
import { type Diagnostic, DiagnosticsError, diagnosticsOf, errorDiagnostic } from "../terraform/framework";

/**
 * Whatever a call threw. `doing` says what failed on which object, as in `update proxy key "ci"`; `hint` replaces the
 * usual advice on what to do next.
 */
export function problemsOf(error: unknown, doing: string, hint?: string): readonly Diagnostic[] {
  if (!(error instanceof ApiError)) return diagnosticsOf(error, doing);
  const parts = [`${error.endpoint}: ${error.message}`, hint ?? adviceFor(error)];
  return [errorDiagnostic(`Cannot ${doing}`, parts.filter((part) => part !== undefined).join("\n\n"))];
}

/** Runs `call`; whatever it throws becomes thrown diagnostics. */
export async function orDiagnostics<T>(
  doing: string,
  call: () => Promise<T>,
  hintFor?: (error: unknown) => string | undefined,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new DiagnosticsError(problemsOf(error, doing, hintFor?.(error)));
  }
}

const SETTINGS = { address: "base_url", authorities: "ca_certificate_file or SSL_CERT_FILE" } as const;

const EFFECT_UNKNOWN =
  "It is not known whether the call took effect. Run terraform plan: it shows what the API has now.";

/** What to do next. */
function adviceFor(error: ApiError): string | undefined {
  if (error.trouble === undefined) return adviceByCode(error);
  const remedy = remedyFor(error.trouble, SETTINGS);
  return error.effect === "unknown" ? `${remedy}\n\n${EFFECT_UNKNOWN}` : remedy;
}

function adviceByCode(error: ApiError): string | undefined {
  switch (error.code) {
    case "unauthorized":
      return "Set api_key, or ELECTRONHUB_API_KEY, to an API key of the account (ek-...). A JWT or a proxy key cannot manage keys.";
    case "payment_required":
      return "The account's balance or its number of proxy keys does not allow it. Lower allocated_amount, remove keys, or raise the plan.";
    case "forbidden":
      return "The key belongs to another account; the provider's api_key may have changed. Restore it, or forget the key with: terraform state rm ADDRESS";
    case "not_found":
      return "The key does not exist, or no longer. Run terraform plan: it shows what the API has now.";
    case "rate_limited":
      return "The account was locked out by requests of others. Run the command again when it is free, or let it wait for longer with max_wait in the provider block.";
    case "server":
    case "timeout":
    case "network":
      return error.effect === "unknown" ? EFFECT_UNKNOWN : "Nothing was changed by this call. Run the command again.";
    case "tls":
      return "Check the file that ca_certificate_file, SSL_CERT_FILE or NODE_EXTRA_CA_CERTS names.";
    case "proxy":
      return "Correct the proxy settings in the environment, or let NO_PROXY name the API's host, and run the command again.";
    case "malformed":
      return "The answer is not what the API documents. Check base_url; if it is right, please report this.";
    case "cancelled":
      return "Terraform asked the provider to stop. Run the command again to go on.";
    default:
      return undefined;
  }
}
