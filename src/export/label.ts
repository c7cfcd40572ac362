// Names of resources and constructs, made of names of keys: anybody may have chosen those, and they may repeat.

/** Ids of constructs that every stack has already, by their own names. */
const TAKEN: readonly string[] = ["backend", "electronhub"];

/** As long a name as people can still read. */
const LONGEST = 50;

/** One label for each name: a valid identifier, unique among them. The first of equal ones has no number. */
export function labelsFor(names: readonly string[]): readonly string[] {
  const used = new Set(TAKEN);
  return names.map((name) => {
    const plain = identifierOf(name);
    let label = plain;
    for (let number = 2; used.has(label); number++) label = `${plain}_${number}`;
    used.add(label);
    return label;
  });
}

/** Lower case, digits and underscores; a letter comes first. */
function identifierOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .slice(0, LONGEST)
    .replace(/^_|_$/g, "");
  if (words === "") return "key";
  return /^\d/.test(words) ? `key_${words}` : words;
}
