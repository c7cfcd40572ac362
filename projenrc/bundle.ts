// Bundles what Terraform or a shell starts into single executable files, and the rules that the published library
// shares with the provider into one file without dependencies. Runs after jsii has written lib/.
import { chmodSync, copyFileSync, existsSync, writeFileSync } from "node:fs";
import { type BuildOptions, type Plugin, build } from "esbuild";
import { basename, join } from "node:path";
import { engines, version } from "../package.json";
import { licencesText, thirdParties } from "./third-party";

const node: BuildOptions = {
  bundle: true,
  platform: "node",
  target: "node20.18",
  format: "cjs",
  logLevel: "warning",
  metafile: true,
};

/**
 * Keeps a package in the bundle as text that is compiled when it is first imported. The HTTP client is two thirds of the
 * provider's code, and most provider processes never send a request: not compiling it saves a fifth of their start-up.
 * The files that it reads are added to `inputs`.
 */
const deferred = (name: string, inputs: Set<string>): Plugin => ({
  name: `deferred-${name}`,
  setup(plugin) {
    plugin.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: "deferred" }));
    plugin.onLoad({ filter: /.*/, namespace: "deferred" }, async () => {
      const entryPoints = [require.resolve(name)];
      const { outputFiles, metafile } = await build({
        ...node,
        metafile: true,
        entryPoints,
        minify: true,
        write: false,
      });
      for (const input of Object.keys(metafile.inputs)) inputs.add(input);
      const source = JSON.stringify(outputFiles.map(({ text }) => text).join(""));
      const parameters = `["require", "module", "exports"]`;
      return {
        resolveDir: process.cwd(),
        contents: `require("node:vm").compileFunction(${source}, ${parameters})(require, module, exports);`,
      };
    });
  },
});

/** Writes an executable file, and tells which source files are in it. */
export async function bundleExecutable(entry: string, outfile: string): Promise<ReadonlySet<string>> {
  const inputs = new Set<string>();
  const { metafile } = await build({
    ...node,
    metafile: true,
    entryPoints: [entry],
    outfile,
    minify: true,
    legalComments: "none",
    define: { "process.env.PACKAGE_VERSION": JSON.stringify(version) },
    banner: { js: `#!/usr/bin/env node\n"use strict";\n${versionGuard(basename(outfile))}` },
    plugins: [deferred("undici", inputs)],
  });
  chmodSync(outfile, 0o755);
  return new Set([...inputs, ...Object.keys(metafile.inputs)]);
}

/**
 * An older Node.js fails somewhere in the middle, with words that help nobody. Terraform shows what a plugin writes on stdout
 * instead of a handshake, and hides the rest. In the syntax of old versions.
 */
export function versionGuard(name: string): string {
  const minNodeVersion = engines.node.replace(/^>= /, "");
  const wanted = minNodeVersion.split(".").map(Number);
  return [
    "(function () {",
    `  var wanted = ${JSON.stringify(wanted)}, found = process.versions.node.split(".").map(Number);`,
    "  for (var i = 0; i < 3 && found[i] >= wanted[i]; i++) if (found[i] > wanted[i]) return;",
    "  if (i === 3) return;",
    `  var text = "${name} needs Node.js ${minNodeVersion} or later; the node on the PATH is " + process.versions.node + " (" + process.execPath + ").";`,
    '  (process.env.TF_PLUGIN_MAGIC_COOKIE ? process.stdout : process.stderr).write(text + "\\n");',
    "  process.exit(1);",
    "})();",
  ].join("\n");
}

/** For editors, and for programs that read a review: beside the executables. */
const SCHEMAS = ["src/review/formats/review.schema.json", "src/review/policy/policy.schema.json"];

export const PROVIDER_ENTRY = "src/provider/main.ts";

async function main(): Promise<void> {
  const provider = await bundleExecutable(PROVIDER_ENTRY, "dist/terraform-provider-electronhub");
  const commandLine = await bundleExecutable("src/cli/main.ts", "dist/electronhub");
  // The library has no run-time dependency but its peers, so the IP library goes into the file that uses it.
  const rules = "lib/rules/index.js";
  if (existsSync(rules)) {
    await build({ ...node, entryPoints: [rules], outfile: rules, allowOverwrite: true });
  }
  for (const schema of SCHEMAS) copyFileSync(schema, join("dist", basename(schema)));
  const intro = "The files in dist/ and lib/ contain code of these packages, under their licences.";
  const packages = thirdParties(new Set([...provider, ...commandLine]));
  writeFileSync("dist/THIRD-PARTY-LICENSES", licencesText(intro, packages));
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
}
