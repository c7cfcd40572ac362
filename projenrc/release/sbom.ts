// The bill of materials of a release, as CycloneDX: the packages in the bundle, and Bun. It says nothing of when and
// where it was made, so that the same input gives the same bytes.
import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { packages as locked } from "../../package-lock.json";
import { type ThirdParty } from "../third-party";
import { PROVIDER } from "./names";
import { type Platform } from "./platforms";
import { BUN_VERSION } from "./runtimes";
import { packages as lockedRuntimes } from "./runtimes/package-lock.json";

export function sbom(version: string, packages: readonly ThirdParty[], platforms: readonly Platform[]): string {
  const runtimes = platforms.map(({ runtimePackage: name }) => {
    const directory = `node_modules/${name}`;
    return component(
      Enums.ComponentType.Platform,
      { name, version: BUN_VERSION, directory, licence: "MIT" },
      lockedRuntimes,
    );
  });
  const libraries = packages.map((found) => component(Enums.ComponentType.Library, found, locked));
  const provider = new Models.Component(Enums.ComponentType.Application, PROVIDER, {
    version,
    bomRef: PROVIDER,
    licenses: licences("Apache-2.0"),
  });
  const components = [...libraries, ...runtimes];
  for (const { bomRef } of components) provider.dependencies.add(bomRef);
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: provider }),
    components: new Models.ComponentRepository(components),
  });
  const normalizer = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(normalizer).serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function component(
  type: Enums.ComponentType,
  { name, version, directory, licence }: Omit<ThirdParty, "notice">,
  lock: object,
): Models.Component {
  const [group, baseName] = name.startsWith("@") ? name.split("/") : [undefined, name];
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  const hashes = new Models.HashDictionary([[Enums.HashAlgorithm["SHA-512"], integrity(directory, lock)]]);
  return new Models.Component(type, baseName ?? name, {
    group,
    version,
    purl,
    bomRef: purl,
    hashes,
    licenses: licences(licence),
  });
}

const licences = (expression: string) => new Models.LicenseRepository([new Models.LicenseExpression(expression)]);

/** The hash by which a lock file pins what npm downloads. */
function integrity(directory: string, lock: object): string {
  const entry: unknown = new Map<string, unknown>(Object.entries(lock)).get(directory);
  const pinned: unknown = new Map<string, unknown>(Object.entries(entry ?? {})).get("integrity");
  if (typeof pinned !== "string" || !pinned.startsWith("sha512-"))
    throw new Error(`${directory} is bundled, but no lock file pins it by a SHA-512.`);
  return Buffer.from(pinned.slice("sha512-".length), "base64").toString("hex");
}
