// A guarded flip in Terraform's terms: why a key could not be switched becomes diagnostics.
import { type ReservedCalls } from "../../api";
import { SwitchError, type Switching, switchKey } from "../../api/keys/switch";
import { type Diagnostic, DiagnosticsError, errorDiagnostic } from "../../terraform/framework";

/** Throws an ApiError or diagnostics where the key is not as wanted. */
export async function toggleKey(switching: Switching, calls: ReservedCalls): Promise<void> {
  try {
    await switchKey(switching, calls);
  } catch (error) {
    throw error instanceof SwitchError ? new DiagnosticsError([diagnosticOf(error, switching)]) : error;
  }
}

function diagnosticOf({ reason }: SwitchError, { to }: Switching): Diagnostic {
  switch (reason) {
    case "not listed":
    case "status untold":
      return errorDiagnostic(
        "The status of the proxy key is not known",
        "The API's list does not hold the key, or does not tell whether it is on; so it was not toggled. Run terraform plan to see what the API has now.",
      );
    case "too slow":
      return errorDiagnostic(
        `The proxy key was not switched ${to}: its status was always too old`,
        "The API's toggle flips, so the provider toggles only on a status that it saw at most ten seconds before. The API took longer than that to answer, each time. Apply again when it answers faster.",
      );
    case "contested":
      return errorDiagnostic(
        `The proxy key is not ${to} although it was switched ${to}`,
        "Somebody else toggles it at the same time, or the API does not do what it answers. Run terraform plan to see its present status, and apply again.",
      );
  }
}
