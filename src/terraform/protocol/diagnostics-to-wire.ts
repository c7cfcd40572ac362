// Diagnostics on the wire. A path ends before its first step that the protocol cannot name, such as a set's element:
// Terraform then points at the whole set.
import { type Path, Decimal } from "../cty";
import { type Diagnostic } from "../framework";
import {
  type AttributePath_Step,
  type DeepPartial,
  type Diagnostic as DiagnosticMessage,
  Diagnostic_Severity,
} from "./tfplugin6_pb";

export type WireDiagnostic = DeepPartial<DiagnosticMessage>;
type WireStep = DeepPartial<AttributePath_Step>;

export function diagnosticsToWire(
  diagnostics: readonly Diagnostic[],
  redact: (text: string) => string,
): WireDiagnostic[] {
  return diagnostics.map(({ severity, summary, detail, path }) => ({
    severity: severity === "error" ? Diagnostic_Severity.ERROR : Diagnostic_Severity.WARNING,
    summary: redact(summary),
    detail: redact(detail),
    ...(path && path.length > 0 && { attribute: { steps: pathToWire(path) } }),
  }));
}

export function pathToWire(path: Path): WireStep[] {
  const steps: WireStep[] = [];
  for (const step of path) {
    if (step.kind === "attribute") {
      steps.push({ selector: { $case: "attributeName", value: step.name } });
    } else if (typeof step.key === "string") {
      steps.push({ selector: { $case: "elementKeyString", value: step.key } });
    } else {
      const index = step.key instanceof Decimal ? step.key.toBigInt() : undefined;
      if (index === undefined) break;
      steps.push({ selector: { $case: "elementKeyInt", value: index } });
    }
  }
  return steps;
}
