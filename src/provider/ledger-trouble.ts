// What there is to say of a request ledger on a server: an error where it refuses the provider, and a warning where it cannot
// be used for now.
import { LedgerError } from "../api";
import { type KeyAccess } from "../api/keys/access";
import { attributeStep } from "../terraform/cty";
import { type Diagnostic, errorDiagnostic, warningDiagnostic } from "../terraform/framework";

/** Empty where the ledger can be used, or will be. */
export async function refusedLedger({ client }: Pick<KeyAccess, "client">): Promise<readonly Diagnostic[]> {
  try {
    await client.open();
    return [];
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return [
      errorDiagnostic(
        "The request ledger refuses the provider",
        `${sentence(error.message)} Nothing was planned or changed. Set ledger, or ELECTRONHUB_LEDGER, to an address with the right user, password and database, or give the user the rights that docs/requests.md names.`,
        [attributeStep("ledger")],
      ),
    ];
  }
}

/** Said once by each process. */
export const ledgerWarning = (trouble: string): Diagnostic =>
  warningDiagnostic(
    "The shared request ledger cannot be used for now",
    `${sentence(trouble)} Until it can, this process keeps the request budget in the file of this machine, and learns of other machines' requests from the API's answers. It keeps looking for the ledger.`,
  );

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
