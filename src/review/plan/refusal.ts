// What a text is that is not a plan's JSON: said in one sentence, with what to give instead.
import { isRecord, memberOf, textIn } from "./json";
import { PlanError } from "./error";

const WANTED = "Give the output of: terraform show -json PLAN";
/** With which every zip archive begins, and a saved plan is one. */
const ZIP = "PK\u0003\u0004";

/** The text as JSON. Throws a PlanError where it is not JSON. */
export function parsePlanText(text: string, label: string): unknown {
  const json = text.replace(/^\ufeff/, "").trim();
  if (json === "") throw new PlanError(`${label} is empty. ${WANTED}`);
  if (text.startsWith(ZIP)) throw new PlanError(`${label} is a saved plan, not its JSON. ${WANTED}`);
  if (text.includes("\u0000")) {
    throw new PlanError(`${label} is not text in UTF-8; the > of some shells writes UTF-16. ${WANTED}`);
  }
  try {
    return JSON.parse(json);
  } catch {
    if (isPlanLog(json)) throw isLog(label);
    if (/^[{[]/.test(json) && endsWithin(json)) {
      throw new PlanError(`${label} is cut off: the JSON ends too early. Write the file again. ${WANTED}`);
    }
    throw new PlanError(`${label} is not JSON. ${WANTED}`);
  }
}

/** Throws a PlanError where the JSON is that of something else. */
export function refuseForeign(json: unknown, label: string): void {
  if (textIn(json, "@level") !== undefined) throw isLog(label);
  const version = textIn(json, "format_version");
  if (version === undefined || !isRecord(json)) throw new PlanError(`${label} is JSON, but not a plan's. ${WANTED}`);
  const has = (name: string): boolean => memberOf(json, name) !== undefined;
  if (has("provider_schemas") || has("provider_schema") || has("diagnostics") || has("valid")) {
    throw new PlanError(`${label} is another output of terraform, not a plan. ${WANTED}`);
  }
  const isPlan = ["resource_changes", "planned_values", "configuration", "prior_state"].some(has);
  if (!isPlan) throw new PlanError(`${label} is a state's JSON, not a plan's. ${WANTED}`);
  if (/^1(\.\d+)*$/.test(version)) return;
  if (/^0(\.\d+)*$/.test(version)) {
    throw new PlanError(
      `${label} has the format ${JSON.stringify(version.slice(0, 20))}, of Terraform 1.0 or older, and only version 1 is understood. Plan with Terraform 1.5 or newer.`,
    );
  }
  throw new PlanError(
    `${label} has the format ${JSON.stringify(version.slice(0, 20))}, and only version 1 is understood. Update electronhub.`,
  );
}

const isLog = (label: string): PlanError =>
  new PlanError(`${label} is the log of terraform plan -json, not a plan. Give it with --log. ${WANTED}`);

/** One JSON object a line, each with a level. */
function isPlanLog(text: string): boolean {
  const [first = ""] = text.split("\n", 1);
  try {
    return textIn(JSON.parse(first), "@level") !== undefined;
  } catch {
    return false;
  }
}

/** Whether a text or a bracket that begins in it never ends. What the parser says of that differs from engine to engine. */
function endsWithin(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isInText) {
      if (character === "\\") at++;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
  }
  return isInText || depth > 0;
}
