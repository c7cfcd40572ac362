// The promise: `npm install cdktf-provider-electronhub`, write a stack, `cdktf deploy`, and it works, the first time. With
// the real cdktf-cli, beside another provider, and with a key of one stack used in another.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../src/emulator";
import { terraformBinary } from "../support/terraform";
import { CDKTF, CDK_TERRAIN, FreshProject } from "./fresh-project";

// The installation takes most of a minute, and every cdktf command ten to twenty seconds.
jest.setTimeout(600_000);

let emulator: Emulator;
let project: FreshProject;
const outputs: string[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ requestsPerMinute: 10_000 });
  project = await FreshProject.create(CDKTF, account());
});

afterAll(async () => {
  project?.remove();
  await emulator?.stop();
});

const account = () => ({ ELECTRONHUB_API_KEY: emulator.apiKey, ELECTRONHUB_BASE_URL: emulator.baseUrl });

async function cdktf(...args: readonly string[]): Promise<string> {
  const { code, text } = await project.run(".", "cdktf", ...args);
  outputs.push(text);
  if (code !== 0) throw new Error(`cdktf ${args.join(" ")} ended with ${code}: ${text}`);
  return text;
}

const keys = () =>
  emulator.store.keysOf(emulator.apiKey).map(({ name, allocated_ammount }) => [name, allocated_ammount]);

test("the app compiles against the installed package", async () => {
  expect(await project.run(".", "tsc", "--noEmit", "-p", ".")).toEqual({ code: 0, text: "" });
});

test("the README's quick start works as it is written", async () => {
  const readme = readFileSync(join(__dirname, "../../README.md"), "utf8");
  const block = (name: string) => new RegExp(`\`${name}\`:\\n\\n\`\`\`\\w+\\n(.*?)\`\`\``, "s").exec(readme)?.[1] ?? "";
  mkdirSync(project.path("quick-start"));
  for (const name of ["cdktf.json", "main.ts"]) writeFileSync(project.path("quick-start", name), block(name));
  writeFileSync(project.path("quick-start/tsconfig.json"), JSON.stringify({ extends: "../tsconfig.json" }));
  expect(await project.run("quick-start", "tsc", "--noEmit", "-p", ".")).toEqual({ code: 0, text: "" });
  const deploy = await project.run("quick-start", "cdktf", "deploy", "--auto-approve");
  expect(deploy).toMatchObject({ code: 0, text: expect.stringContaining("1 added, 0 changed, 0 destroyed") as string });
  expect(keys()).toEqual([["ci", 500]]);
  const [, ...output] = /^npx (cdktf output .*?) #/m.exec(readme)?.[1]?.split(" ") ?? [];
  expect(await project.run("quick-start", "cdktf", ...output)).toMatchObject({ code: 0 });
  const written: unknown = JSON.parse(readFileSync(project.path("quick-start/keys.json"), "utf8"));
  expect(written).toEqual({ "team-keys": { "ci-key": emulator.store.keysOf(emulator.apiKey)[0]?.key } });
  const destroy = await project.run("quick-start", "cdktf", "destroy", "--auto-approve");
  expect([destroy.code, keys()]).toEqual([0, []]);
});

test("synth plants the provider", async () => {
  expect(await cdktf("synth")).toContain("Generated Terraform code for the stacks: consumer, keys");
  expect(existsSync(project.path("cdktf.out/stacks/keys/terraform.d/plugins"))).toBe(true);
});

test.each<[string, () => void]>([
  ["the first time", () => undefined],
  [
    "after the package was upgraded to other content of the same version",
    () => {
      appendFileSync(
        project.path("node_modules/cdktf-provider-electronhub/dist/terraform-provider-electronhub"),
        "// newer\n",
      );
    },
  ],
])("diff, deploy, a change and destroy work %s", async (_, before) => {
  before();
  const diff = await cdktf("diff", "keys");
  // Resources are named by their path in the construct tree.
  expect(diff).toMatch(/# electronhub_proxy_key\.team_ci_\w+ \(team\/ci\) will be created/);
  expect(diff).toContain("Plan: 2 to add, 0 to change, 0 to destroy.");

  await cdktf("deploy", "keys", "consumer", "--auto-approve");
  expect(keys()).toEqual([
    ["ci", 500],
    ["batch", 10],
  ]);

  project.edit("main.ts", "allocatedAmount: 500", "allocatedAmount: 800");
  expect(await cdktf("deploy", "keys", "--auto-approve")).toContain('"#1 create" -> "#2 update allocated_amount"');
  expect(keys()).toEqual([
    ["ci", 800],
    ["batch", 10],
  ]);

  project.edit("main.ts", "allocatedAmount: 800", "allocatedAmount: 500");
  await cdktf("destroy", "keys", "consumer", "--auto-approve");
  expect(keys()).toEqual([]);
});

test("no output shows a key's value", () => {
  expect(outputs.length).toBeGreaterThan(5);
  for (const output of outputs) expect(output).not.toMatch(/ek-proxy-[0-9a-f]/);
});

test("with CDK Terrain in place of cdktf the same app brings the provider along", async () => {
  const terrain = await FreshProject.create(CDK_TERRAIN, account());
  try {
    expect(await terrain.run(".", "ts-node", "-T", "main.ts")).toEqual({ code: 0, text: "" });
    const init = await terrain.run("cdktf.out/stacks/keys", terraformBinary, "init", "-input=false");
    expect(init).toMatchObject({
      code: 0,
      text: expect.stringContaining("Installed electronhub/electronhub") as string,
    });
    const plan = await terrain.run("cdktf.out/stacks/keys", terraformBinary, "plan", "-input=false");
    expect(plan).toMatchObject({ code: 0, text: expect.stringContaining("Plan: 2 to add") as string });
  } finally {
    terrain.remove();
  }
});
