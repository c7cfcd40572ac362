// A stack brings its provider along: what lies in its output after synth, and which stacks are refused.
import { App, TerraformProvider, TerraformStack, TerraformVariable } from "cdktf";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "../../package.json";
import { ElectronhubProvider, type ElectronhubProviderConfig } from "../../src";

const PLATFORM = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
const FILE = `electronhub/electronhub/${version}/${PLATFORM}/terraform-provider-electronhub_v${version}`;

const cliConfigFile = process.env.TF_CLI_CONFIG_FILE;
let directory: string;
let executable: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-bundled-"));
  executable = join(directory, "standalone");
  writeFileSync(executable, "#!/bin/sh\n# standalone\n");
  // Not the user's own.
  process.env.TF_CLI_CONFIG_FILE = join(directory, "cli.tfrc");
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
  if (cliConfigFile === undefined) delete process.env.TF_CLI_CONFIG_FILE;
  else process.env.TF_CLI_CONFIG_FILE = cliConfigFile;
});

const newApp = (outdir = join(directory, "out")) => new App({ outdir });

function stackWith(app: App, id: string, ...blocks: readonly ElectronhubProviderConfig[]): TerraformStack {
  const stack = new TerraformStack(app, id);
  blocks.forEach((config, index) => new ElectronhubProvider(stack, `block-${index}`, { executable, ...config }));
  return stack;
}

const output = (stack: string, ...path: readonly string[]) => join(directory, "out/stacks", stack, ...path);
const planted = (stack: string) => output(stack, "terraform.d/plugins/registry.terraform.io", FILE);
const locked = (stack: string) => readFileSync(output(stack, ".terraform.lock.hcl"), "utf8").match(/^provider .*/gm);

function annotations(): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(directory, "out/manifest.json"), "utf8")) as {
    stacks: { stack: { annotations: { message: string }[] } };
  };
  return manifest.stacks.stack.annotations.map(({ message }) => message);
}

test("every stack of an app gets its own, whatever the output directory", () => {
  const app = newApp();
  stackWith(app, "one", {}, { alias: "other" });
  stackWith(app, "two", {});
  stackWith(app, "none");
  app.synth();
  for (const stack of ["one", "two"]) {
    expect(readFileSync(planted(stack), "utf8")).toBe("#!/bin/sh\n# standalone\n");
    expect(locked(stack)).toEqual(['provider "registry.terraform.io/electronhub/electronhub" {']);
  }
  expect(existsSync(output("none", "terraform.d"))).toBe(false);
});

test("a stack within a stack gets its own", () => {
  const app = newApp();
  const outer = new TerraformStack(app, "outer");
  const inner = new TerraformStack(outer, "inner");
  new ElectronhubProvider(inner, "electronhub", { executable });
  app.synth();
  expect(existsSync(planted("inner"))).toBe(true);
  expect(existsSync(output("outer", "terraform.d"))).toBe(false);
});

test("with bundled: false nothing is planted, and the provider locked without a checksum, even after a synth that did", () => {
  for (const bundled of [false, true, false]) {
    const app = newApp();
    stackWith(app, "stack", { bundled });
    app.synth();
    expect(existsSync(output("stack", "terraform.d"))).toBe(bundled);
    expect(locked("stack")).toEqual(['provider "registry.terraform.io/electronhub/electronhub" {']);
    expect(readFileSync(output("stack", ".terraform.lock.hcl"), "utf8").includes("h1:")).toBe(bundled);
  }
});

/** A provider as the libraries of others declare it. */
class OtherProvider extends TerraformProvider {
  constructor(stack: TerraformStack, type: string, providerVersion?: string) {
    super(stack, type, {
      terraformResourceType: type,
      terraformGeneratorMetadata: { providerName: type, providerVersion },
      terraformProviderSource: `team/${type}`,
    });
  }
}

test("other providers are locked in the versions that the output requires; a range is warned of", () => {
  const app = newApp();
  const stack = stackWith(app, "stack", {});
  new OtherProvider(stack, "exact", "1.2.3");
  new OtherProvider(stack, "overridden", "1.2.3");
  new OtherProvider(stack, "ranged", "~> 1.2");
  stack.addOverride("terraform.required_providers.overridden.version", "1.2.4");
  app.synth();
  const lockFile = readFileSync(output("stack", ".terraform.lock.hcl"), "utf8");
  expect(locked("stack")).toEqual([
    'provider "registry.terraform.io/electronhub/electronhub" {',
    'provider "registry.terraform.io/team/exact" {',
    'provider "registry.terraform.io/team/overridden" {',
  ]);
  expect(lockFile).toContain('version     = "1.2.4"');
  expect(annotations()).toEqual([
    'No exact version is required of team/ranged, so cdktf runs "terraform providers lock", which cannot find the bundled Electron Hub provider. Require exact versions, or run cdktf with --skip-provider-lock.',
  ]);
});

test("a CLI configuration that keeps Terraform from looking into the output is warned of", () => {
  writeFileSync(join(directory, "cli.tfrc"), "provider_installation {\n  direct {}\n}\n");
  const app = newApp();
  stackWith(app, "stack", {});
  app.synth();
  expect(annotations()).toEqual([
    `The provider_installation block of ${directory}/cli.tfrc keeps Terraform from looking for the Electron Hub provider in this stack's output. Run "npx electronhub install --mirror <directory>" with the directory of its filesystem_mirror, or "npx electronhub install --print-cli-config" for a block that works.`,
  ]);
});

test.each<[string, (app: App) => void, string]>([
  [
    "two executables in one stack",
    (app) => stackWith(app, "stack", {}, { alias: "other", executable: "elsewhere" }),
    "[stack/block-1] All Electron Hub provider blocks of a stack share one executable: give this one the same `bundled` and `executable` as stack/block-0.",
  ],
  [
    "bundled for one block and not for the other",
    (app) => stackWith(app, "stack", {}, { alias: "other", bundled: false }),
    "[stack/block-1] All Electron Hub provider blocks",
  ],
  [
    "a missing executable",
    (app) => stackWith(app, "stack", { executable: "none" }),
    "stack/block-0: The provider's executable none does not exist.",
  ],
])("%s is refused", (_, declare, message) => {
  const app = newApp();
  declare(app);
  expect(() => app.synth()).toThrow(message);
});

test("two versions of the package in one stack are refused, and in two stacks are fine", () => {
  class NewerProvider extends ElectronhubProvider {
    public readonly terraformGeneratorMetadata = { providerName: "electronhub", providerVersion: "9.9.9" };
  }
  const mixed = newApp();
  new NewerProvider(stackWith(mixed, "stack", {}), "newer", { alias: "newer", executable });
  expect(() => mixed.synth()).toThrow(
    `[stack/newer] This stack uses versions ${version} and 9.9.9 of cdktf-provider-electronhub`,
  );
  const apart = newApp();
  stackWith(apart, "one", {});
  new NewerProvider(new TerraformStack(apart, "two"), "newer", { executable });
  apart.synth();
  expect(
    existsSync(output("two", "terraform.d/plugins/registry.terraform.io", FILE.replaceAll(version, "9.9.9"))),
  ).toBe(true);
});

test("a sensitive variable does not hinder it", () => {
  const app = newApp();
  const stack = new TerraformStack(app, "stack");
  const apiKey = new TerraformVariable(stack, "api-key", { type: "string", sensitive: true });
  new ElectronhubProvider(stack, "electronhub", { apiKey: apiKey.stringValue, executable });
  expect(() => app.synth()).not.toThrow();
});
