// What a provider says to its user: errors and warnings, each with a place in the configuration where it has one.
import { MAX_DIGITS, NumberLimitError, type Path, formatPath } from "../cty";

export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** One line: what failed, on which object. */
  readonly summary: string;
  /** What was received, what is allowed, what to do next. */
  readonly detail: string;
  /** The attribute at fault, where there is one. */
  readonly path?: Path;
}

/** The user's mistake or the remote side's refusal, thrown where returning it would be awkward. */
export class DiagnosticsError extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.summary).join("; "));
    this.name = "DiagnosticsError";
  }
}

export const errorDiagnostic = (summary: string, detail: string, path?: Path): Diagnostic => ({
  severity: "error",
  summary,
  detail,
  ...(path && { path }),
});

export const warningDiagnostic = (summary: string, detail: string, path?: Path): Diagnostic => ({
  severity: "warning",
  summary,
  detail,
  ...(path && { path }),
});

export const isError = (diagnostic: Diagnostic): boolean => diagnostic.severity === "error";

/** Terraform takes any number, and hands it over in plain notation: 1e-10001 has ten thousand zeros. */
const unusableNumber = (path: Path): Diagnostic =>
  errorDiagnostic(
    "A number is too large or too small",
    `${formatPath(path)} has more than ${MAX_DIGITS} digits when it is written without an exponent. Write a number with fewer.`,
    path,
  );

/** Whatever was thrown, as diagnostics. What is not a {@link DiagnosticsError} is a bug of ours and asks for a report. */
export function diagnosticsOf(thrown: unknown, during: string): readonly Diagnostic[] {
  if (thrown instanceof DiagnosticsError) return thrown.diagnostics;
  if (thrown instanceof NumberLimitError) return [unusableNumber(thrown.path)];
  const reason =
    thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : "a value that is not an error was thrown";
  return [
    errorDiagnostic(
      `Bug in the provider during ${during}`,
      `This is not your mistake. Please report it with the log of the command run with TF_LOG=DEBUG. (${reason})`,
    ),
  ];
}
