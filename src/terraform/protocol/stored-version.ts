// What Terraform has stored, brought from the schema version it was written in to the present one, step by step.
import { type JsonValue } from "../cty";
import { DiagnosticsError, errorDiagnostic } from "../framework";

interface Versioned {
  readonly version: number;
  readonly upgraders?: { readonly [fromVersion: number]: (stored: JsonValue) => JsonValue };
}

/** `what` says what was stored, as in `state of example_thing`. */
export function upgradeStored(what: string, present: Versioned, from: number, stored: JsonValue): JsonValue {
  if (from > present.version) {
    throw new DiagnosticsError([
      errorDiagnostic(
        `The ${what} was written by a newer version of the provider`,
        `It has schema version ${from}; this provider knows versions up to ${present.version}. Upgrade the provider.`,
      ),
    ]);
  }
  let upgraded = stored;
  for (let version = from; version < present.version; version++) {
    const step = present.upgraders?.[version];
    if (!step) throw new Error(`the ${what} has no upgrade from schema version ${version}`);
    upgraded = step(upgraded);
  }
  return upgraded;
}
