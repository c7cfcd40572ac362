// The built package: a stack brings its executable along, and synth loads nothing that only the provider needs.
import { TerraformStack, Testing } from "cdktf";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { version } from "../../package.json";
import { ElectronhubProvider } from "../../src";

const PLATFORM = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
const FILE = `electronhub/electronhub/${version}/${PLATFORM}/terraform-provider-electronhub_v${version}`;

test("the package's own executable is planted, as a copy that runs", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub");
  const synthesised = Testing.fullSynth(stack);
  try {
    for (const host of ["registry.terraform.io", "registry.opentofu.org"]) {
      const file = join(synthesised, "stacks/stack/terraform.d/plugins", host, FILE);
      const bundled = resolve(__dirname, "../../dist/terraform-provider-electronhub");
      expect(readFileSync(file).equals(readFileSync(bundled))).toBe(true);
      expect(statSync(file).mode & 0o111).toBe(0o111);
    }
  } finally {
    rmSync(synthesised, { recursive: true });
  }
});

test("synth loads no gRPC", () => {
  const library = resolve(__dirname, "../../lib/index.js");
  const script = `require(${JSON.stringify(library)}); console.log(Object.keys(require.cache).join("\\n"))`;
  const loaded = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });
  expect(loaded).toContain(library);
  expect(loaded).not.toMatch(/bufbuild|lib\/(api|terraform|provider)\//);
});
