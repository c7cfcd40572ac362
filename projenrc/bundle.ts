// Bundles what Terraform or a shell starts into single executable files, and the rules that the published library
// shares with the provider into one file without dependencies. Runs after jsii has written lib/.
import { chmodSync, existsSync } from "node:fs";
import { type BuildOptions, type Plugin, build } from "esbuild";
import { version } from "../package.json";

/**
 * Keeps a package in the bundle as text that is compiled when it is first imported. The HTTP client is two thirds of the
 * provider's code, and most provider processes never send a request: not compiling it saves a fifth of their start-up.
 */
const deferred = (name: string): Plugin => ({
  name: `deferred-${name}`,
  setup(plugin) {
    plugin.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: "deferred" }));
    plugin.onLoad({ filter: /.*/, namespace: "deferred" }, async () => {
      const entryPoints = [require.resolve(name)];
      const { outputFiles } = await build({ ...node, entryPoints, minify: true, write: false });
      const source = JSON.stringify(outputFiles.map(({ text }) => text).join(""));
      const parameters = `["require", "module", "exports"]`;
      return {
        resolveDir: process.cwd(),
        contents: `require("node:vm").compileFunction(${source}, ${parameters})(require, module, exports);`,
      };
    });
  },
});

const node: BuildOptions = {
  bundle: true,
  platform: "node",
  target: "node20.18",
  format: "cjs",
  logLevel: "warning",
};

const executable: BuildOptions = {
  ...node,
  minify: true,
  legalComments: "none",
  define: { "process.env.PACKAGE_VERSION": JSON.stringify(version) },
  banner: { js: "#!/usr/bin/env node" },
  plugins: [deferred("undici")],
};

async function main(): Promise<void> {
  for (const [entry, outfile] of [
    ["src/provider/main.ts", "dist/terraform-provider-electronhub"],
    ["src/cli/main.ts", "dist/electronhub"],
  ] as const) {
    await build({ ...executable, entryPoints: [entry], outfile });
    chmodSync(outfile, 0o755);
  }
  // The library has no run-time dependency but its peers, so the IP library goes into the file that uses it.
  const rules = "lib/rules/index.js";
  if (existsSync(rules)) {
    await build({ ...node, entryPoints: [rules], outfile: rules, allowOverwrite: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
