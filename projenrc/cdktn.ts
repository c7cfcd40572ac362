// Makes the npm package cdktn-provider-electronhub, the same library for CDK Terrain, of a built checkout: the sources
// with the imports of cdktf renamed, compiled by jsii against cdktn. Nothing else differs.
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import manifest from "../package.json";

const ROOT = resolve(__dirname, "..");
const NAME = "cdktn-provider-electronhub";
const DIRECTORY = join(ROOT, "dist/cdktn");

/** What it is compiled against: the oldest versions that it promises to work with. */
const DEV_VERSIONS = { cdktn: "0.24.0", constructs: "10.6.0" };
const PEERS = { cdktn: ">=0.24.0 <0.25.0", constructs: ">=10.6.0 <10.8.0" };

const TARGETS = {
  python: { distName: NAME, module: "cdktn_provider_electronhub" },
  java: {
    package: "io.github.cdktnproviderelectronhub",
    maven: { groupId: "io.github.cdktf-provider-electronhub", artifactId: NAME },
  },
  dotnet: { namespace: "CdktnProviderElectronhub", packageId: "CdktnProviderElectronhub" },
  go: { moduleName: `github.com/cdktf-provider-electronhub/${NAME}-go`, packageName: "electronhub" },
};

const BUNDLES = [
  ...["dist/electronhub", "dist/terraform-provider-electronhub", "dist/THIRD-PARTY-LICENSES"],
  ...["emulator.js", "emulator.d.ts"],
];

function layOut(): void {
  rmSync(DIRECTORY, { recursive: true, force: true });
  mkdirSync(join(DIRECTORY, "dist"), { recursive: true });
  for (const file of ["README.md", "LICENSE", "tsconfig.json", ...BUNDLES]) {
    copyFileSync(join(ROOT, file), join(DIRECTORY, file));
  }
  writeFileSync(join(DIRECTORY, "package.json"), `${JSON.stringify(renamedManifest(), null, 2)}\n`);
  // What jsii compiled of the library, it compiles again.
  for (const entry of readdirSync(join(ROOT, "lib")).filter((name) => !name.endsWith(".js"))) {
    const name = entry.replace(/\.d\.ts$/, ".ts");
    cpSync(join(ROOT, "src", name), join(DIRECTORY, "src", name), { recursive: true });
  }
  for (const file of readdirSync(join(DIRECTORY, "src"), { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".ts")) renameImports(join(DIRECTORY, "src", file));
  }
}

function renamedManifest() {
  const { version, description, repository, author, keywords, engines, license, stability } = manifest;
  const { publishConfig, bin, main, types, cdktf, jsii } = manifest;
  return {
    name: NAME,
    version,
    ...{ description, repository, author, license, stability, engines, publishConfig, bin, main, types, cdktf },
    keywords: ["cdktn", ...keywords],
    files: [".jsii", "lib", ...BUNDLES],
    peerDependencies: PEERS,
    devDependencies: DEV_VERSIONS,
    jsii: { ...jsii, targets: TARGETS },
  };
}

function renameImports(file: string): void {
  const source = readFileSync(file, "utf8");
  writeFileSync(file, source.replace(/(\bfrom ")cdktf(?=["/])/g, "$1cdktn"));
}

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { cwd: DIRECTORY, stdio: "inherit" });
}

layOut();
run("npm", "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund");
run(process.execPath, join(ROOT, "node_modules/jsii/bin/jsii"), "--silence-warnings=reserved-word");
// The rules import nothing of cdktf, and are already bundled with the IP library.
copyFileSync(join(ROOT, "lib/rules/index.js"), join(DIRECTORY, "lib/rules/index.js"));
run("npm", "pack", "--pack-destination", join(ROOT, "dist"));
