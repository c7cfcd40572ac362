// Bundles what Terraform or a shell starts into single executable files, the emulator into a module, and the rules that the
// published library shares with the provider into one file without dependencies. Runs after jsii has written lib/.
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, writeFileSync } from "node:fs";
import { type BuildOptions, type Plugin, build } from "esbuild";
import { basename, join } from "node:path";
import { engines, version } from "../package.json";
import { plugin } from "../src/provider/plugin";
import { pathOf } from "../src/terraform/goplugin";
import { ProviderDefinition } from "../src/terraform/protocol/tfplugin6_pb";
import { licencesText, thirdParties } from "./third-party";
import { HTTP_CLIENT, REDIS_CLIENT, type Trimmed, trimmed, trimming } from "./trimmed";

const node: BuildOptions = {
  bundle: true,
  platform: "node",
  target: "node20.18",
  format: "cjs",
  logLevel: "warning",
  metafile: true,
};

const minified: BuildOptions = { minify: true, legalComments: "none" };

const ROOT = process.cwd();

/**
 * Keeps what `filter` finds in the bundle as text that is compiled when it is first imported (late-code.ts). V8 reads a text
 * far faster than code, and much of it is not needed before a client has been answered, or never: most provider processes
 * send no request. The files that are in it are added to `inputs`.
 */
const late = (name: string, filter: RegExp, options: BuildOptions, inputs: Set<string>): Plugin => ({
  name: `late-${name}`,
  setup(plugin) {
    plugin.onResolve({ filter }, () => ({ path: name, namespace: `late-${name}` }));
    plugin.onLoad({ filter: /.*/, namespace: `late-${name}` }, async () => {
      const { outputFiles, metafile } = await build({ ...node, ...options, metafile: true, write: false });
      for (const input of Object.keys(metafile.inputs)) inputs.add(input);
      const text = outputFiles.map((file) => file.text).join("");
      const kept = `${name}-${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
      return {
        resolveDir: ROOT,
        contents: `require("./projenrc/late-code").runLate(${JSON.stringify(kept)}, ${JSON.stringify(text)}, require, module);`,
      };
    });
  },
});

/** The answer to GetProviderSchema, in base64: the same for every process of this version. */
async function preparedSchema(): Promise<string> {
  const path = pathOf(ProviderDefinition, ProviderDefinition.methods.getProviderSchema);
  const method = new Map(plugin(process).methods).get(path);
  if (method?.kind !== "unary") throw new Error(`the provider has no method ${path}`);
  const answer = await method.answer(new Uint8Array(), { client: undefined, onceOver: () => undefined });
  return Buffer.from(answer).toString("base64");
}

/** As a script for Node.js; or as code for a compiler that makes an executable of it, which compiles everything beforehand. */
export type Form = "script" | "code";

/** Writes an executable file, and tells which source files are in it. */
export async function bundleExecutable(entry: string, outfile: string, form: Form): Promise<ReadonlySet<string>> {
  const inputs = new Set<string>();
  const define = {
    "process.env.PACKAGE_VERSION": JSON.stringify(version),
    "process.env.PREPARED_SCHEMA": JSON.stringify(await preparedSchema()),
  };
  const code: BuildOptions = { ...minified, define };
  const lateLibrary = (library: Trimmed) => {
    const stdin = { contents: library.contents, resolveDir: ROOT };
    return late(library.name, library.filter, { ...code, stdin, plugins: [trimming(library)] }, inputs);
  };
  const libraries = [HTTP_CLIENT, REDIS_CLIENT];
  const lateLibraries = libraries.map(lateLibrary);
  const provider = late(
    "plugin",
    /^\.\/plugin\.js$/,
    { ...code, entryPoints: ["src/provider/plugin.ts"], plugins: lateLibraries },
    inputs,
  );
  const { metafile } = await build({
    ...node,
    ...code,
    metafile: true,
    entryPoints: [entry],
    outfile,
    banner: { js: `#!/usr/bin/env node\n"use strict";\n${versionGuard(basename(outfile))}` },
    plugins:
      form === "script"
        ? [provider, ...lateLibraries]
        : libraries.flatMap((library) => [trimmed(library, ROOT), trimming(library)]),
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

/** For tests in Node.js: `cdktf-provider-electronhub/emulator`. Tells which source files are in it. */
async function bundleEmulator(): Promise<readonly string[]> {
  const entry = "src/emulator/index.ts";
  const { metafile } = await build({
    ...node,
    ...minified,
    metafile: true,
    entryPoints: [entry],
    outfile: "emulator.js",
  });
  return Object.keys(metafile.inputs);
}

async function main(): Promise<void> {
  const provider = await bundleExecutable(PROVIDER_ENTRY, "dist/terraform-provider-electronhub", "script");
  const commandLine = await bundleExecutable("src/cli/main.ts", "dist/electronhub", "script");
  const emulator = await bundleEmulator();
  // The library has no run-time dependency but its peers, so the IP library goes into the file that uses it.
  const rules = "lib/rules/index.js";
  if (existsSync(rules)) {
    await build({ ...node, entryPoints: [rules], outfile: rules, allowOverwrite: true });
  }
  for (const schema of SCHEMAS) copyFileSync(schema, join("dist", basename(schema)));
  const intro = "The files in dist/ and lib/, and emulator.js, contain code of these packages, under their licences.";
  const packages = thirdParties(new Set([...provider, ...commandLine, ...emulator]));
  writeFileSync("dist/THIRD-PARTY-LICENSES", licencesText(intro, packages));
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
}
