// Bundles what Terraform or a shell starts into single executable files, and the rules that the published library
// shares with the provider into one file without dependencies. Runs after jsii has written lib/.
import { chmodSync, existsSync } from "node:fs";
import { build, type BuildOptions } from "esbuild";
import { version } from "../package.json";

const executable: BuildOptions = {
  bundle: true,
  platform: "node",
  target: "node20.18",
  format: "cjs",
  minify: true,
  keepNames: true,
  legalComments: "none",
  define: { "process.env.PACKAGE_VERSION": JSON.stringify(version) },
  banner: { js: "#!/usr/bin/env node" },
  logLevel: "warning",
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
    await build({
      entryPoints: [rules],
      outfile: rules,
      allowOverwrite: true,
      bundle: true,
      platform: "node",
      target: "node20.18",
      format: "cjs",
      logLevel: "warning",
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
