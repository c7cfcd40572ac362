// validate_credentials: asks the API once, when Terraform configures the provider, whether it takes the API key. The question
// is the list of keys, which is kept: a refresh after it asks no more.
import { ApiError } from "../api";
import { type KeyAccess } from "../api/keys/access";
import { attributeStep } from "../terraform/cty";
import { type Diagnostic, errorDiagnostic } from "../terraform/framework";
import { problemsOf } from "./api-diagnostics";

/** Empty where the key is taken. */
export async function refusedCredentials(
  { client, keys }: Pick<KeyAccess, "client" | "keys">,
  signal: AbortSignal,
): Promise<readonly Diagnostic[]> {
  try {
    await keys.get(client, signal);
    return [];
  } catch (error) {
    if (isRefusal(error)) return [refused(error)];
    return problemsOf(error, "check the API key, as validate_credentials asks");
  }
}

/** A 403 of something on the way says nothing about the key. */
const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.code === "unauthorized" || (error.code === "forbidden" && error.apiShaped));

const refused = ({ endpoint, message }: ApiError): Diagnostic =>
  errorDiagnostic(
    "The API refuses the API key",
    `${endpoint}: ${message}\n\nNothing was planned or changed. Set api_key, or ELECTRONHUB_API_KEY, to an API key (ek-...) that is still valid at base_url.`,
    [attributeStep("api_key")],
  );
