// How the properties of constructs are spelled: modelWhitelist here is model_whitelist in Terraform, in whose words the rules
// speak.

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A sentence of a rule, with the properties as the user wrote them. What is quoted was received, and stays. */
export function respelled(text: string, properties: readonly string[]): string {
  const names = new Map(properties.map((name) => [snakeCase(name), name]));
  const assigned = text.replace(/\b([a-z]+(?:_[a-z]+)+) = (?=["[])/g, "$1: ");
  return assigned.replace(/"(?:[^"\\]|\\.)*"|\b[a-z]+(?:_[a-z]+)+\b/g, (part) => names.get(part) ?? part);
}

/** The name that was probably meant; undefined where none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const plain = (text: string): string =>
    camelCase(text)
      .replace(/[-_\s]/g, "")
      .toLowerCase();
  const wanted = plain(name);
  const ranked = known
    .map((candidate) => ({ candidate, distance: distance(wanted, plain(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.max(1, wanted.length / 3) ? best.candidate : undefined;
}

/** How many letters must be put in, taken out or exchanged (Levenshtein). */
export function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const exchanged = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(exchanged, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
