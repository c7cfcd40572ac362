// Puts the warnings of a plan's log to what they are about, in place of those that were derived. A warning may quote what the
// configuration marks as sensitive, which terraform prints there and a review must not.
import { Decimal, type Value } from "../../terraform/cty";
import { isArray, isMap } from "../../terraform/cty/value";
import { type ExclusiveFacts, type Gap, type KeyFacts, type Warning } from "../facts";
import { type LoggedWarning, type PlanLog } from "../plan/log";
import { type Plan, type Typed } from "../plan/plan";

const HIDDEN = "Not shown: it may tell what the configuration marks as sensitive.";
/** The log and the plan are made by one command, and their clocks are one. */
const SLACK_MS = 60_000;

export interface Logged {
  readonly keys: readonly KeyFacts[];
  readonly exclusives: readonly ExclusiveFacts[];
  /** Those that belong to none of them. */
  readonly warnings: readonly Warning[];
  readonly gaps: readonly Gap[];
}

export function withLog(
  log: PlanLog,
  plan: Plan,
  keys: readonly KeyFacts[],
  exclusives: readonly ExclusiveFacts[],
): Logged {
  const gaps: Gap[] = [];
  if (log.strange > 0) {
    const lines = log.strange === 1 ? "1 line" : `${log.strange} lines`;
    gaps.push({ address: undefined, words: `${lines} of the log cannot be read; a warning may be missing.` });
  }
  const otherwise = differenceOf(log, plan);
  if (otherwise !== undefined) {
    const words = `The log is not of this plan: ${otherwise}. Its warnings are not shown.`;
    return { keys, exclusives, warnings: [], gaps: [...gaps, { address: undefined, words }] };
  }
  const secret = sensitiveIn(plan);
  const own = new Map<string, LoggedWarning[]>();
  const others: LoggedWarning[] = [];
  for (const warning of log.warnings) {
    const address = addressOf(warning, keys, exclusives);
    if (address === undefined) others.push(warning);
    else own.set(address, [...(own.get(address) ?? []), warning]);
  }
  const said = (warning: LoggedWarning, isHidden: boolean): Warning => ({
    summary: warning.summary,
    detail: isHidden ? HIDDEN : warning.detail,
    origin: "log",
  });
  const of = (address: string, derived: readonly Warning[]): readonly Warning[] => {
    const logged = own.get(address) ?? [];
    if (!secret.addresses.has(address)) return logged.map((warning) => said(warning, false));
    const known = new Set(derived.map(({ summary }) => summary));
    return [...derived, ...logged.filter(({ summary }) => !known.has(summary)).map((warning) => said(warning, true))];
  };
  return {
    keys: keys.map((key) => ({ ...key, warnings: of(key.address, key.warnings) })),
    exclusives: exclusives.map((one) => ({ ...one, warnings: of(one.address, one.warnings) })),
    warnings: others.map((warning) => said(warning, secret.isToldIn(`${warning.summary}\n${warning.detail}`))),
    gaps,
  };
}

/** Undefined: it is the log of the plan, as far as it tells. */
function differenceOf(log: PlanLog, plan: Plan): string | undefined {
  if (!isOfTheTime(log, plan)) return "it was made at another time";
  return isOfTheChanges(log, plan) ? undefined : "other keys change in it";
}

function isOfTheTime({ from, to }: PlanLog, plan: Plan): boolean {
  const plannedAt = Date.parse(plan.plannedAt ?? "");
  if (Number.isNaN(plannedAt) || from === undefined || to === undefined) return true;
  return plannedAt >= from - SLACK_MS && plannedAt <= to + SLACK_MS;
}

/** Two stacks may be planned within one minute. What is only moved or imported the log has too. */
function isOfTheChanges({ changing }: PlanLog, { keys, exclusives }: Plan): boolean {
  if (changing === undefined) return true;
  const known = [...keys, ...exclusives];
  return (
    known.every(({ address, kind, deferred }) => kind === "no-op" || deferred !== undefined || changing.has(address)) &&
    [...changing].every((one) => known.some(({ address }) => address === one))
  );
}

/** The warning of a destroy has no address, because nothing is declared any more: it names the key's id. */
function addressOf(
  { address, detail }: LoggedWarning,
  keys: readonly KeyFacts[],
  exclusives: readonly ExclusiveFacts[],
): string | undefined {
  if (address !== undefined) return [...keys, ...exclusives].find((one) => one.address === address)?.address;
  const ids = new Set(detail.match(/\b[\da-f]{32}\b/g));
  const named = keys.filter(({ id }) => id !== undefined && ids.has(id));
  return named.length === 1 ? named[0]?.address : undefined;
}

function sensitiveIn(plan: Plan) {
  const addresses = new Set<string>();
  const texts = new Set<string>();
  const note = (address: string, typed: Typed<{ readonly [name: string]: Value }> | null): void => {
    for (const name of typed?.sensitive ?? []) {
      // The schema marks it, and its value is not in the plan that was read.
      if (name === "key") continue;
      addresses.add(address);
      for (const text of textsIn(typed?.state[name] ?? null)) texts.add(text);
    }
  };
  for (const { address, before, after, drift } of [...plan.keys, ...plan.exclusives]) {
    for (const typed of [before, after, drift?.before ?? null, drift?.after ?? null]) note(address, typed);
  }
  return { addresses, isToldIn: (text: string): boolean => [...texts].some((secret) => text.includes(secret)) };
}

function textsIn(value: Value): readonly string[] {
  if (typeof value === "string" && value !== "") return [value];
  if (value instanceof Decimal) return [value.toString()];
  if (isArray(value)) return value.flatMap(textsIn);
  return isMap(value) ? [...value.keys(), ...[...value.values()].flatMap(textsIn)] : [];
}
