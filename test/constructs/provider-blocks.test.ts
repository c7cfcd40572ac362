// Several provider blocks in one stack: in what they must differ, and that a stack is rendered once for all of them.
import { App, Testing, TerraformStack, TerraformVariable } from "cdktf";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ElectronhubProvider, type ElectronhubProviderConfig, ProxyKey } from "../../src";

let directory: string;
let executable: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-blocks-"));
  executable = join(directory, "standalone");
  writeFileSync(executable, "#!/bin/sh\n");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function stackOf(blocks: number, keys: number, app = Testing.app()) {
  const stack = new TerraformStack(app, "stack");
  const providers = Array.from({ length: blocks }, (_, index) => {
    const alias = index === 0 ? undefined : `alias-${index}`;
    return new ElectronhubProvider(stack, `block-${index}`, { alias, executable });
  });
  const declared = Array.from({ length: keys }, (_, index) => {
    const provider = providers[index % blocks];
    return new ProxyKey(stack, `key-${index}`, { name: `key-${index}`, allocatedAmount: 1, provider });
  });
  return { stack, providers, keys: declared };
}

describe("aliases", () => {
  test.each<[string, ElectronhubProviderConfig, ElectronhubProviderConfig, string]>([
    ["no alias", {}, {}, "this Electron Hub provider block has no alias"],
    ["the same alias", { alias: "a" }, { alias: "a" }, 'this Electron Hub provider block has the alias "a"'],
  ])("two blocks with %s are refused", (_, one, other, message) => {
    const stack = new TerraformStack(Testing.app(), "stack");
    new ElectronhubProvider(stack, "one", one);
    new ElectronhubProvider(stack, "other", other);
    expect(() => Testing.synth(stack, true)).toThrow(
      `[stack/other] Like stack/one, ${message}, and Terraform tells blocks apart by their aliases. Give this one an alias of its own, and give it as \`provider\` to the constructs that use it.`,
    );
  });

  test("one that an override gives counts", () => {
    const { stack, providers } = stackOf(2, 0);
    providers[1]?.resetAlias();
    expect(() => Testing.synth(stack, true)).toThrow("[stack/block-1] Like stack/block-0, ");
    providers[1]?.addOverride("alias", "other");
    expect(() => Testing.synth(stack, true)).not.toThrow();
  });

  test("stacks within stacks are apart", () => {
    const { stack } = stackOf(1, 0);
    new ElectronhubProvider(new TerraformStack(stack, "inner"), "electronhub");
    expect(() => Testing.synth(stack, true)).not.toThrow();
  });
});

describe.each([1, 2, 20])("with %d blocks", (blocks) => {
  test.each([
    ["a synth with validations", false],
    ["a synth without", true],
  ])("%s renders the stack once for them, and once for the output", (_, skipValidation) => {
    const app = new App({ outdir: join(directory, "out"), skipValidation });
    const { stack, keys } = stackOf(blocks, 3, app);
    const rendering = jest.spyOn(stack, "toTerraform");
    const renderings = keys.map((key) => jest.spyOn(key, "toTerraform"));
    app.synth();
    expect(rendering).toHaveBeenCalledTimes(2);
    // cdktf looks at each element before, for references between stacks.
    for (const each of renderings) expect(each).toHaveBeenCalledTimes(3);
    app.synth();
    expect(rendering).toHaveBeenCalledTimes(4);
  });
});

describe("what changed since an earlier synth is seen", () => {
  const version = (of: string) =>
    new RegExp(`team/thing" {\\n +version += "${of}"`).test(
      readFileSync(join(directory, "out/stacks/stack/.terraform.lock.hcl"), "utf8"),
    );
  const require = (stack: TerraformStack, of: string) =>
    stack.addOverride("terraform.required_providers.thing", { source: "team/thing", version: of });

  test("by every block that is validated", () => {
    const { stack, providers } = stackOf(3, 0);
    const key = new TerraformVariable(stack, "key", { type: "string", sensitive: true });
    for (const [index, provider] of providers.entries()) {
      expect(() => Testing.synth(stack, true)).not.toThrow();
      provider.addOverride("api_key", "ek-hush-hush");
      expect(() => Testing.synth(stack, true)).toThrow(`[stack/block-${index}] apiKey holds a literal key.`);
      provider.addOverride("api_key", key.stringValue);
    }
  });

  test("by the synth after one that ended at a validation", () => {
    const app = new App({ outdir: join(directory, "out") });
    const { stack, providers } = stackOf(2, 0, app);
    require(stack, "1.0.0");
    providers[1]?.resetAlias();
    expect(() => app.synth()).toThrow("has no alias");
    if (providers[1]) providers[1].alias = "other";
    require(stack, "2.0.0");
    app.synth();
    expect([version("1.0.0"), version("2.0.0")]).toEqual([false, true]);
  });

  test("by the synth without validations after one that validated only", () => {
    const app = new App({ outdir: join(directory, "out"), skipValidation: true });
    const { stack } = stackOf(2, 0, app);
    require(stack, "1.0.0");
    Testing.synth(stack, true);
    require(stack, "2.0.0");
    app.synth();
    expect([version("1.0.0"), version("2.0.0")]).toEqual([false, true]);
  });
});
