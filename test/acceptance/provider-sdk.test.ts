// The provider of src/terraform/README.md, as it is written there: type-checked, bundled, and run by the real terraform.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { TERRAFORM_COOKIE } from "../../src/terraform/protocol";
import { ProviderDefinition } from "../../src/terraform/protocol/tfplugin6_pb";
import { startPlugin } from "../support/plugin-client";
import { createClient } from "../support/rpc-client";
import { terraformBinary } from "../support/terraform";

jest.setTimeout(120_000);

const ROOT = resolve(__dirname, "../..");
const README = readFileSync(join(ROOT, "src/terraform/README.md"), "utf8");

/** As the root of a checkout looks to the files that the README puts there. */
let checkout: string;

beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), "electronhub-sdk-"));
  for (const name of ["src", "node_modules"]) symlinkSync(join(ROOT, name), join(checkout, name));
  for (const name of ["hello.ts", "main.tf"]) writeFileSync(join(checkout, name), fileOf(name));
});
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

function fileOf(name: string): string {
  const [, text] = new RegExp(`\`${name}\`:\\n\\n\`\`\`\\w+\\n(.*?)\`\`\``, "s").exec(README) ?? [];
  if (text === undefined) throw new Error(`the README has no ${name}`);
  return text;
}

/** What a shell prints of the command and its standard input, and how it ends. */
function shell(command: string, input = "") {
  const { status, stdout, stderr } = spawnSync("bash", ["-e", "-c", command], {
    cwd: checkout,
    input,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: checkout, CHECKPOINT_DISABLE: "1", NO_COLOR: "1", TF_CLI_ARGS: "-no-color" },
  });
  return { code: status, text: stdout + stderr };
}

test("it has about twenty lines, besides the import", () => {
  const [, written = ""] = fileOf("hello.ts").split('from "./src/terraform";');
  expect(written.trim().split("\n").filter(Boolean).length).toBeLessThanOrEqual(25);
});

test("it is well typed, without a cast", () => {
  const configuration = {
    extends: join(ROOT, "test/tsconfig.json"),
    compilerOptions: { rootDir: "/" },
    include: ["hello.ts"],
  };
  writeFileSync(join(checkout, "tsconfig.json"), JSON.stringify(configuration));
  expect(shell("node_modules/.bin/tsc --noEmit -p .")).toEqual({ code: 0, text: "" });
  expect(fileOf("hello.ts")).not.toMatch(/\bas\b/);
});

test("its plan tells the greeting, its apply makes it, and the next plan is empty", () => {
  const [, commands = ""] = /```sh\n(.*?)```/s.exec(README) ?? [];
  const applied = shell(commands.replace("terraform apply", `${terraformBinary} apply`), "yes\n");
  expect(applied).toMatchObject({ code: 0, text: expect.stringContaining('text = "Hello, world!"') as string });
  const [beforeAnswer = ""] = applied.text.split("Enter a value:");
  expect(beforeAnswer).toMatch(/\+ text += "Hello, world!"/);
  const plan = `TF_CLI_CONFIG_FILE=dev.tfrc ${terraformBinary} plan`;
  expect(shell(plan).text).toContain("No changes.");

  writeFileSync(join(checkout, "main.tf"), fileOf("main.tf").replace('"world"\n', '"universe"\n'));
  expect(shell(plan).text).toMatch(/~ text += "Hello, world!" -> "Hello, universe!"/);
});

test("started by hand, it says what it is", () => {
  const { code, text } = shell("./bin/terraform-provider-hello");
  expect([code, text]).toEqual([1, expect.stringContaining("It greets.")]);
});

test("it answers also where nobody reads its log any more", async () => {
  const executable = join(checkout, "bin/terraform-provider-hello");
  const plugin = await startPlugin([executable], { cookie: TERRAFORM_COOKIE, env: { TF_LOG: "TRACE" } });
  try {
    const rpc = createClient(ProviderDefinition, plugin.wire);
    plugin.child.stderr?.destroy();
    for (let calls = 0; calls < 3; calls++) {
      expect((await rpc.getProviderSchema({})).diagnostics).toEqual([]);
    }
  } finally {
    await plugin.stop();
  }
});
