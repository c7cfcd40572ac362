// A CDKTF app from its start to its end, with the package as npm installs it: with the native executable of this platform beside it,
// and without. And the same app with as many resources that need no provider.
import { cpSync, linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { packageChecksum } from "../../../src/planting/checksum";
import { CHECKSUMS_FILE } from "../../../src/planting/checksums";
import { executableName } from "../../../src/planting/layout";
import { run } from "../../support/command";
import { SYNTH_DATA, synthOf } from "../figures";
import { type Bench, type Measurement, timed } from "./measurement";

const ROOT = resolve(__dirname, "../../..");
const PACKAGE = "cdktf-provider-electronhub";

const app = (imports: string, provider: string, resource: string) => `
const { App, TerraformStack } = require("cdktf");
${imports}
const app = new App();
const stack = new TerraformStack(app, "keys");
${provider}
for (let i = 0; i < 100; i++) ${resource};
app.synth();
`;
const KEYS = app(
  `const { ElectronhubProvider, ProxyKey } = require("${PACKAGE}");`,
  'new ElectronhubProvider(stack, "electronhub");',
  'new ProxyKey(stack, "k" + i, { name: "k" + i, allocatedAmount: 1 })',
);
/** Not with cdktf's DataResource, which runs "terraform version" for each and takes seconds for 100. */
const DATA = app(
  'const { TerraformResource } = require("cdktf");',
  "",
  'new TerraformResource(stack, "k" + i, { terraformResourceType: "terraform_data" }).addOverride("input", "k" + i)',
);

export function synths(bench: Bench): Measurement {
  const [native, script] = [project(bench, "native"), project(bench, "plain")];
  installNative(bench, native);
  const synth = (directory: string, main: string) =>
    timed(async () => {
      // As in a pipeline: nothing is there from an earlier one.
      rmSync(join(directory, "cdktf.out"), { recursive: true, force: true });
      await run(bench.node20, [main], { cwd: directory });
    });
  return {
    round: async (samples) => {
      samples.add(SYNTH_DATA, await synth(script, "data.js"));
      samples.add(synthOf("executable"), await synth(native, "keys.js"));
      samples.add(synthOf("script"), await synth(script, "keys.js"));
    },
    close: async () => undefined,
  };
}

/** A project with the package, and its peers. */
function project({ directory }: Bench, name: string): string {
  const path = join(directory, `app-${name}`);
  const modules = join(path, "node_modules");
  mkdirSync(join(modules, PACKAGE), { recursive: true });
  for (const part of ["lib", "package.json", "dist/terraform-provider-electronhub"])
    cpSync(join(ROOT, part), join(modules, PACKAGE, part), { recursive: true });
  for (const peer of ["cdktf", "constructs"]) symlinkSync(join(ROOT, "node_modules", peer), join(modules, peer));
  writeFileSync(join(path, "keys.js"), KEYS);
  writeFileSync(join(path, "data.js"), DATA);
  return path;
}

function installNative({ executable, script, version }: Bench, path: string): void {
  const platform = `${process.platform}-${process.arch}`;
  const folder = join(path, "node_modules", `${PACKAGE}-${platform}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: `${PACKAGE}-${platform}`, version }));
  const file = join(folder, "terraform-provider-electronhub");
  try {
    linkSync(executable, file);
  } catch {
    cpSync(executable, file);
  }
  const checksum = (content: string) => packageChecksum(executableName(version, process), readFileSync(content));
  const checksums = { version, script: checksum(script), native: { [platform]: checksum(executable) } };
  writeFileSync(join(path, "node_modules", PACKAGE, "dist", CHECKSUMS_FILE), JSON.stringify(checksums));
}
