// The packages of others that end up in a bundle, found by the files that esbuild read, and their licences as one text.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { MISSING_LICENCES } from "./missing-licences";

export interface ThirdParty {
  readonly name: string;
  readonly version: string;
  /** Where it is installed, as the lock file names it: `node_modules/...`. */
  readonly directory: string;
  /** An SPDX expression. */
  readonly licence: string;
  /** What must be passed on with the code. */
  readonly notice: string;
}

const PACKAGE_FILE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
const RULE = "-".repeat(80);

/** Each package once, sorted by name. `inputs` are source files, as in esbuild's metafile. */
export function thirdParties(inputs: Iterable<string>): readonly ThirdParty[] {
  const sources = new Map<string, string[]>();
  for (const input of inputs) {
    const directory = PACKAGE_FILE.exec(input)?.[1];
    if (directory) sources.set(directory, [...(sources.get(directory) ?? []), input]);
  }
  return [...sources]
    .map(([directory, files]) => thirdParty(directory, files.sort()))
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** The text of a THIRD-PARTY-LICENSES file. */
export function licencesText(intro: string, packages: readonly ThirdParty[]): string {
  const sections = packages.map(
    ({ name, version, licence, notice }) => `${RULE}\n${name} ${version}, ${licence}\n${RULE}\n\n${notice}\n`,
  );
  return [`${intro}\n`, ...sections].join("\n");
}

function thirdParty(directory: string, sources: readonly string[]): ThirdParty {
  const { name, version, license } = manifest(join(directory, "package.json"));
  const files = readdirSync(directory).filter((file) => LICENCE_FILE.test(file));
  const texts = files.map((file) => readFileSync(join(directory, file), "utf8"));
  // Some packages bring no licence file. Then what counts is said at the beginning of their files, or in their repository.
  const said = [...new Set([...sources.map(firstComment), MISSING_LICENCES.get(name) ?? ""])].filter(
    (text) => text !== "",
  );
  const notices = texts.length > 0 ? texts : said;
  if (notices.length === 0) throw new Error(`${name} ${version} is bundled, but ${directory} has no licence text.`);
  return { name, version, directory, licence: license, notice: notices.map((text) => text.trim()).join("\n\n") };
}

function manifest(file: string): { readonly name: string; readonly version: string; readonly license: string } {
  const read: unknown = JSON.parse(readFileSync(file, "utf8"));
  return { name: text(read, "name", file), version: text(read, "version", file), license: text(read, "license", file) };
}

function text(value: unknown, field: string, file: string): string {
  const found = new Map<string, unknown>(Object.entries(value ?? {})).get(field);
  if (typeof found !== "string") throw new Error(`${file} has no ${field}.`);
  return found;
}

/** The line comments with which a file begins, without their slashes. */
function firstComment(file: string): string {
  const lines = readFileSync(file, "utf8").split("\n");
  const rest = lines[0]?.includes("use strict") ? lines.slice(1) : lines;
  const end = rest.findIndex((line) => !line.startsWith("//"));
  return rest
    .slice(0, end === -1 ? rest.length : end)
    .map((line) => line.replace(/^\/\/ ?/, ""))
    .join("\n");
}
