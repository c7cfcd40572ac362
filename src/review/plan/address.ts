// Addresses of resources, as far as a configuration has to be found for them. Pure.

const MODULE = /module\.([^.[\]]+)(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?(?:\.|$)/y;

/** The names of the modules in which a module's instance lies, from the root on: module.a["x"].module.b is a, b. */
export function modulePath(address: string | undefined): readonly string[] {
  const names: string[] = [];
  MODULE.lastIndex = 0;
  for (let found = MODULE.exec(address ?? ""); found; found = MODULE.exec(address ?? "")) {
    const [, name = ""] = found;
    names.push(name);
    if (MODULE.lastIndex >= (address ?? "").length) break;
  }
  return names;
}
