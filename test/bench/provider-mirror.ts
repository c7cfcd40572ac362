// A filesystem mirror with one kind of the provider, and the CLI configurations that install from it, or run what is in it in place.
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SOURCE, TERRAFORM_HOST, executableName, packageFolder } from "../../src/planting/layout";
import { installFrom } from "../support/mirrors";

export interface ProviderMirror {
  /** CLI configurations: for `init`, after which terraform hashes the package at each command; and for no hash at all. */
  readonly installing: string;
  readonly overriding: string;
}

export function providerMirror(directory: string, version: string, executable: string): ProviderMirror {
  const mirror = join(directory, "mirror");
  const folder = packageFolder(mirror, TERRAFORM_HOST, version, process);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, executableName(version, process));
  copyFileSync(executable, file);
  chmodSync(file, 0o755);
  const [installing, overriding] = [join(directory, "installing.tfrc"), join(directory, "overriding.tfrc")];
  writeFileSync(installing, installFrom("filesystem_mirror", mirror));
  writeFileSync(
    overriding,
    `provider_installation {\n  dev_overrides {\n    "${SOURCE}" = "${folder}"\n  }\n  direct {}\n}\n`,
  );
  return { installing, overriding };
}
