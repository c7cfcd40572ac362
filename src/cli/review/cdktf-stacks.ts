// The stacks that a synth has left in its output directory, of cdktf as of CDK Terrain: their plans, and the construct of
// each resource. Both write the same manifest; their configurations are JSON, or with hclOutput HCL and a metadata.json.
import { readFileSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { visible } from "../../api/visible";

export interface Stack {
  readonly name: string;
  /** Where terraform runs for it. */
  readonly directory: string;
  /** By the resources' addresses, without instance keys. */
  readonly constructPaths: ReadonlyMap<string, string>;
  /** The command that writes its plan. */
  readonly planning: string;
  /** The plan is kept by a service (backend "remote", or a cloud block), and cdktf saves none. */
  readonly isPlannedElsewhere: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** The first release of CDK Terrain; before it was cdktf. */
const CDK_TERRAIN = [0, 22] as const;

/** In the order of the manifest. Throws a sentence. */
export function stacksIn(outdir: string): readonly Stack[] {
  const file = join(outdir, "manifest.json");
  const manifest = readJson(file);
  if (manifest === undefined) {
    throw new Error(
      `${file} is not there or is not JSON: run cdktf diff first, or name the directory that the synth writes, as in --cdktf cdktf.out`,
    );
  }
  const { stacks, version } = manifest;
  if (!isRecord(stacks)) throw new Error(`${file} is not a manifest of cdktf: it has no stacks`);
  const names = Object.keys(stacks);
  if (names.length === 0) throw new Error(`${file} names no stack`);
  return names.map((name) => stackOf(outdir, name, stacks[name], commandOf(version)));
}

function stackOf(outdir: string, name: string, entry: unknown, command: string): Stack {
  const { workingDirectory, synthesizedStackPath, stackMetadataPath } = isRecord(entry) ? entry : {};
  if (typeof workingDirectory !== "string" || !isInside(outdir, workingDirectory)) {
    throw new Error(
      `${join(outdir, "manifest.json")} names no directory within ${outdir} for the stack ${visible(name)}`,
    );
  }
  const configuration = [synthesizedStackPath, stackMetadataPath]
    .filter((path) => typeof path === "string")
    .filter((path) => isInside(outdir, path))
    .map((path) => readJson(join(outdir, path)))
    .find((json) => json !== undefined);
  return {
    name,
    directory: join(outdir, workingDirectory),
    constructPaths: constructPathsIn(configuration ?? {}),
    planning: `${command} diff ${argument(name)}`,
    isPlannedElsewhere: isPlannedElsewhere(configuration ?? {}),
  };
}

function constructPathsIn({ resource }: Fields): ReadonlyMap<string, string> {
  const types = Object.entries(isRecord(resource) ? resource : {});
  return new Map(
    types.flatMap(([type, resources]) =>
      Object.entries(isRecord(resources) ? resources : {}).flatMap(([name, body]) => {
        const path = at(body, "//", "metadata", "path");
        return typeof path === "string" ? [[`${type}.${name}`, path] as const] : [];
      }),
    ),
  );
}

/** As a shell takes it. */
const argument = (name: string): string => (/^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`);

const isPlannedElsewhere = (configuration: Fields): boolean =>
  at(configuration, "terraform", "cloud") !== undefined ||
  at(configuration, "terraform", "backend", "remote") !== undefined;

function commandOf(version: unknown): string {
  const [major = 0, minor = 0] = String(version).split(".").map(Number);
  return major > CDK_TERRAIN[0] || minor >= CDK_TERRAIN[1] ? "cdktn" : "cdktf";
}

function isInside(outdir: string, path: string): boolean {
  const way = relative(resolve(outdir), resolve(outdir, path));
  return !isAbsolute(way) && !/^\.\.(?:[\\/]|$)/.test(way);
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
}

function readJson(file: string): Fields | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
