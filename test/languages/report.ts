// What became of each language, told so that what was not tested cannot be overlooked.
export type Outcome =
  | { readonly language: string; readonly result: "passed"; readonly seconds: number }
  | { readonly language: string; readonly result: "failed"; readonly message: string }
  | { readonly language: string; readonly result: "missing"; readonly commands: readonly string[] };

export interface Report {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

export function report(outcomes: readonly Outcome[], asides: readonly string[]): Report {
  const count = (result: Outcome["result"]) => outcomes.filter((outcome) => outcome.result === result).length;
  const missing = outcomes.filter((outcome) => outcome.result === "missing");
  return {
    out: [
      ...outcomes.map(line),
      ...asides,
      `languages: ${count("passed")} passed, ${count("failed")} failed, ${count("missing")} skipped`,
      ...(missing.length > 0 ? [`NOT TESTED: ${missing.map(({ language }) => language).join(", ")}`] : []),
    ].join("\n"),
    err: missing.length > 0 ? block(missing.map(line)) : "",
    code: count("failed") > 0 ? 1 : 0,
  };
}

function line(outcome: Outcome): string {
  switch (outcome.result) {
    case "passed":
      return `${outcome.language}: synthesises and plans what TypeScript does (${Math.round(outcome.seconds)} s)`;
    case "failed":
      return `${outcome.language}: FAILED: ${outcome.message}`;
    case "missing":
      return `${outcome.language}: NOT TESTED, because ${outcome.commands.join(" and ")} cannot be found on the PATH`;
  }
}

const RULE = "!".repeat(100);

const block = (lines: readonly string[]): string =>
  ["", RULE, ...lines.map((text) => `!! ${text}`), RULE, ""].join("\n");
