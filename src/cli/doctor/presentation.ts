// A report as text and as JSON, whose form is stable: docs/doctor.md describes it.
import { type Finding, type Status } from "./finding";
import { type Report } from "./doctor";

const MARKS: Readonly<Record<Status, string>> = { ok: "ok", mend: "MEND", unchecked: "-" };
const MARK_WIDTH = 6;

export function textOf({ findings, calls }: Report): string {
  const width = Math.max(...findings.map(({ check }) => check.length)) + 2;
  const lines = findings.map(({ check, status, summary, next }) => {
    const line = `${MARKS[status].padEnd(MARK_WIDTH)}${check.replaceAll("_", " ").padEnd(width)}${summary}`;
    return next === undefined ? line : `${line}\n${" ".repeat(MARK_WIDTH + width)}-> ${next}`;
  });
  const many = toMend(findings);
  const verdict = many === 0 ? "Nothing to mend." : `To mend: ${many}.`;
  return [...lines, "", `${verdict} Calls made to the API: ${calls} (at most 2).`].join("\n");
}

export const jsonOf = ({ findings, calls }: Report, version: string): string =>
  JSON.stringify(
    {
      format_version: "1.0",
      version,
      to_mend: toMend(findings),
      calls,
      checks: findings.map(({ check, status, summary, next }) => ({ check, status, summary, next: next ?? null })),
    },
    null,
    2,
  );

export const toMend = (findings: readonly Finding[]): number =>
  findings.filter(({ status }) => status === "mend").length;
