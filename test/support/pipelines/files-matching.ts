// The files that the pattern of an artifact finds: a path, in which `*` stands for any one name.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Relative to the directory, with slashes, in the order of their names. */
export function filesMatching(directory: string, pattern: string): readonly string[] {
  const found = pattern.split("/").reduce<readonly string[]>(
    (places, name) =>
      places.flatMap((place) => {
        const names = name === "*" ? readdirSync(join(directory, place)).sort() : [name];
        return names.map((each) => (place === "" ? each : `${place}/${each}`));
      }),
    [""],
  );
  return found.filter((file) => existsSync(join(directory, file)));
}
