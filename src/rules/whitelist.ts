// Rules for whitelists. An empty one is an error: the API reads it as "all", so an expression that happens to come out
// empty must not open a key to the world.
import { canonicalIp, checkIp } from "./ip";
import { type Problem, problem, shown } from "./problem";

/** In canonical spelling and order: equal for whitelists that allow the same. Model ids are not addresses and stay. */
export const canonicalWhitelist = (entries: readonly string[]): readonly string[] =>
  entries.map((entry) => canonicalIp(entry) ?? entry).sort();

export function checkModelWhitelist(models: readonly string[]): readonly Problem[] {
  if (models.length === 0) return [empty("model_whitelist", "every model")];
  const blank = models.filter((model) => model.trim() === "" || model.trim() !== model);
  const twice = models.filter((model, index) => models.indexOf(model) < index);
  return [
    ...blank.map((model) =>
      problem(
        "Invalid entry in model_whitelist",
        `${shown(model)} is empty or has blanks around it; it must be a model's id.`,
      ),
    ),
    ...twice.map((model) =>
      problem("A model is listed twice", `${shown(model)} is in model_whitelist twice. Remove one.`),
    ),
  ];
}

export function checkIpWhitelist(entries: readonly string[]): readonly Problem[] {
  if (entries.length === 0) return [empty("ip_whitelist", "every IP address")];
  const canonical = entries.map(canonicalIp);
  const twice = entries.flatMap((entry, index) => {
    const first = canonical.indexOf(canonical[index]);
    if (canonical[index] === undefined || first === index) return [];
    return [
      problem(
        "An address is listed twice",
        `${entries[first] ?? ""} and ${entry} in ip_whitelist are the same. Remove one.`,
      ),
    ];
  });
  return [...entries.map(checkIp).filter((found) => found !== undefined), ...twice];
}

function empty(attribute: string, everything: string): Problem {
  return problem(
    `${attribute} is empty`,
    `An empty ${attribute} would allow ${everything}. Name what is allowed; or, to allow ${everything}, leave the attribute out (or null).`,
  );
}
