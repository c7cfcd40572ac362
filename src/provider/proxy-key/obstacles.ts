// Why a key that exists cannot be declared as it is: what a plan would refuse, and what it would change because the API
// does not tell it. Pure; whatever writes configuration for existing keys asks here.
import { type KeyObject, NEVER } from "../../api/wire";
import {
  type Problem,
  checkAllocatedAmount,
  checkExpiresAt,
  checkIpWhitelist,
  checkModelWhitelist,
  checkName,
  formatInstant,
} from "../../rules";

/** Empty where nothing is in the way. The lines repeat what anybody may have chosen. */
export const obstaclesTo = (record: KeyObject): readonly string[] => [
  ...(record.odd ? strange(record.odd) : untold(record)),
  ...halves(record),
  ...refusals(record),
];

const strange = (odd: readonly string[]): readonly string[] =>
  odd.map((remark) => `what the API tells of it cannot be used: ${remark}.`);

/** An update sends all settings, so that a guess would become the truth. */
function untold(record: KeyObject): readonly string[] {
  const told = {
    name: record.name,
    allocated_amount: record.allocated_ammount,
    expires_at: record.expires_at,
    model_whitelist: record.model_whitelist,
    ip_whitelist: record.ip_whitelist,
    enabled: record.is_active,
  };
  const missing = Object.entries(told).filter(([, value]) => value === undefined);
  return missing.map(([attribute]) => `the API does not tell ${attribute}.`);
}

/** Terraform's texts are Unicode: half of a character would arrive as another one. */
function halves({ name, model_whitelist, ip_whitelist }: KeyObject): readonly string[] {
  const texts = [name ?? "", ...(model_whitelist ?? []), ...(ip_whitelist ?? [])];
  return texts.some((text) => /\p{Cs}/u.test(text)) ? ["a text holds half of a character."] : [];
}

function refusals(record: KeyObject): readonly string[] {
  const { name, allocated_ammount: amount, expires_at: expiry } = record;
  const problems: readonly (Problem | undefined)[] = [
    name === undefined ? undefined : checkName(name),
    amount === undefined ? undefined : checkAllocatedAmount(amount),
    expiry === undefined || expiry === NEVER ? undefined : checkExpiresAt(formatInstant(expiry)),
    ...whitelistProblems(record.model_whitelist, checkModelWhitelist),
    ...whitelistProblems(record.ip_whitelist, checkIpWhitelist),
  ];
  return problems.flatMap((problem) => (problem?.severity === "error" ? [problem.detail] : []));
}

/** The API's empty whitelist is "all", which a configuration says by leaving it out. Equal entries are one in a set. */
const whitelistProblems = (
  entries: readonly string[] = [],
  check: (entries: readonly string[]) => readonly Problem[],
): readonly Problem[] => (entries.length > 0 ? check([...new Set(entries)]) : []);
