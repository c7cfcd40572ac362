// Stacks as the real cdktf synthesises them, and manifests that it does not write.
import { App, TerraformResource, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stacksIn } from "../../../src/cli/review/cdktf-stacks";

let outdir: string;
beforeEach(() => (outdir = mkdtempSync(join(tmpdir(), "electronhub-stacks-"))));
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

function synth(hclOutput = false): void {
  // Read where a stack is made; the option of the app only names the file.
  process.env.SYNTH_HCL_OUTPUT = String(hclOutput);
  try {
    const app = new App({ outdir, hclOutput });
    const team = new TerraformStack(app, "team-keys");
    const inner = new Construct(team, "inner");
    new TerraformResource(inner, "ci key", { terraformResourceType: "electronhub_proxy_key" });
    const named = new TerraformResource(inner, "other", { terraformResourceType: "electronhub_proxy_key" });
    named.overrideLogicalId("renamed");
    new TerraformStack(new Construct(app, "eu"), "more");
    app.synth();
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
  }
}

const MANIFEST = () => join(outdir, "manifest.json");

function rewrite(manifest: string): void {
  mkdirSync(join(outdir, "stacks/a"), { recursive: true });
  writeFileSync(MANIFEST(), manifest);
}

test.each([false, true])("each with its directory and its constructs, hclOutput %s", (hclOutput) => {
  synth(hclOutput);
  const [more, team] = stacksIn(outdir);
  expect(more).toEqual({
    name: "more",
    directory: join(outdir, "stacks/more"),
    constructPaths: new Map(),
    planning: "cdktf diff more",
    isPlannedElsewhere: false,
  });
  const paths = [...(team?.constructPaths ?? [])];
  expect(paths.map(([, path]) => path)).toEqual(["team-keys/inner/ci key", "team-keys/inner/other"]);
  expect(paths[0]?.[0]).toMatch(/^electronhub_proxy_key\.inner_ci\w*_[0-9A-F]{8}$/);
  expect(paths[1]?.[0]).toBe("electronhub_proxy_key.renamed");
});

test("of CDK Terrain, which is recognised by its version", () => {
  synth();
  writeFileSync(MANIFEST(), readFileSync(MANIFEST(), "utf8").replace('"0.21.0"', '"0.24.0"'));
  expect(stacksIn(outdir).map(({ planning }) => planning)).toEqual(["cdktn diff more", "cdktn diff team-keys"]);
});

test("a name that a shell would take for something else", () => {
  const stacks = { "a'; rm b": { workingDirectory: "stacks/a" } };
  rewrite(JSON.stringify({ version: "0.21.0", stacks }));
  expect(stacksIn(outdir).map(({ planning }) => planning)).toEqual([`cdktf diff 'a'\\''; rm b'`]);
});

test.each([
  [{ backend: { remote: {} } }, true],
  [{ cloud: { organization: "o" } }, true],
  [{ backend: { local: {} } }, false],
])("terraform %j: plans elsewhere %s", (terraform, isPlannedElsewhere) => {
  rewrite(
    `{"version":"0.21.0","stacks":{"a":{"workingDirectory":"stacks/a","synthesizedStackPath":"stacks/a/cdk.tf.json"}}}`,
  );
  writeFileSync(join(outdir, "stacks/a/cdk.tf.json"), JSON.stringify({ terraform }));
  expect(stacksIn(outdir)).toMatchObject([{ isPlannedElsewhere }]);
});

test.each([
  [undefined, "is not there or is not JSON: run cdktf diff first, or name the directory that the synth writes"],
  ["{", "is not there or is not JSON"],
  ["{}", "is not a manifest of cdktf: it has no stacks"],
  [`{"stacks":{}}`, "names no stack"],
  [`{"stacks":{"a":{}}}`, "for the stack a"],
  [`{"stacks":{"a":{"workingDirectory":"../../etc"}}}`, "for the stack a"],
  [`{"stacks":{"a":{"workingDirectory":"/etc"}}}`, "for the stack a"],
])("a manifest that holds %s", (manifest, message) => {
  if (manifest !== undefined) rewrite(manifest);
  expect(() => stacksIn(outdir)).toThrow(message);
});

test("a configuration that is missing or broken names no construct", () => {
  synth();
  writeFileSync(join(outdir, "stacks/team-keys/cdk.tf.json"), "{");
  rmSync(join(outdir, "stacks/more/cdk.tf.json"));
  expect(stacksIn(outdir).map(({ constructPaths }) => constructPaths.size)).toEqual([0, 0]);
});
