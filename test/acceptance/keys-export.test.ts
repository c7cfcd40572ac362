// `electronhub keys export` and the real terraform: an account whose keys were made by hand is under management after one
// plan that changes nothing, whatever the keys are called.
import { execFile, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { keyId } from "../../src/api/key-id";
import { type KeySettings } from "../../src/api/wire";
import { type Emulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

jest.setTimeout(120_000);

const ROOT = resolve(__dirname, "../..");
const ELECTRONHUB = join(ROOT, "dist/electronhub");

const HOSTILE = [
  "${path.module}",
  "%{ if true }x%{ endif }",
  'quote " end',
  "back \\ slash \\n",
  "two\nlines\r\n",
  "🦊 emoji 👩‍👧",
  "$${path.module}",
  "$$${a}",
  "%%{ if true }",
  "${Token[TOKEN.0]}",
  "${TfToken[TOKEN.0]}",
  "#{TfToken[TOKEN.1]}",
  "&{TfToken[TOKEN.1]}",
  "$#{TfToken[TOKEN.1]}",
  "String Map Token Value",
  "Any Map Token Value",
  "-8.109562212591379e+298",
  "1e5",
  "007 leading digits",
  "same",
  "same",
  "Same!",
  "electronhub",
  "backend",
  "count",
  "名前",
  "esc \u001b[31m\u0000\u202e",
  "e\u0301 not NFC",
  "*/ // # /*",
  "`${1}` ' ~}",
  "<<EOT",
];

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => void ({ emulator, workspace } = account), { requestsPerMinute: 100_000 });

const make = (settings: Partial<KeySettings> & Pick<KeySettings, "name">) =>
  emulator.store.create(emulator.apiKey, { expires_at: -1, allocated_ammount: 1, ...settings });

/** Keys as people leave them behind: of every kind of setting, with hostile names, and some that no plan takes. */
function makeAccount(): { readonly declared: number; readonly asComments: readonly string[] } {
  HOSTILE.forEach((name, index) => make({ name, allocated_ammount: index + 0.1 }));
  make({ name: "lists", model_whitelist: HOSTILE.filter((entry) => entry.trim() === entry), ip_whitelist: ["::1"] });
  make({ name: "one odd model", model_whitelist: ["#{TfToken[TOKEN.0]}"] });
  make({ name: "addresses", ip_whitelist: ["10.0.0.5/32", "2001:DB8::/32"], limit_type: "weekly" });
  make({ name: "twice the same", model_whitelist: ["gpt-4o", "gpt-4o"] });
  make({ name: "a third", allocated_ammount: 100 / 3 });
  make({ name: "tiny", allocated_ammount: 1e-9 });
  make({ name: "zero", allocated_ammount: 0 });
  make({ name: "later", expires_at: 2_000_000_000 });
  const expired = make({ name: "expired", expires_at: 2_000_000_000 });
  emulator.store.update(expired.key, { ...expired, expires_at: 1_500_000_000 });
  emulator.store.toggle(make({ name: "off" }).key);
  const refused = [
    make({ name: "longer than the 25 that are allowed" }),
    make({ name: "\n} # broken out of a comment\u2028x = 1" }),
    make({ name: "" }),
    make({ name: "half \ud800" }),
    make({ name: "twice", ip_whitelist: ["10.0.0.5", "10.0.0.5/32"] }),
    make({ name: "host bits", ip_whitelist: ["10.0.0.5/8"] }),
    make({ name: "blanks", model_whitelist: [" gpt-4o"] }),
  ];
  return {
    declared: emulator.store.keysOf(emulator.apiKey).length - refused.length,
    asComments: refused.map(({ key }) => keyId(key)),
  };
}

function exportAs(format: string, file: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = {
    PATH: process.env.PATH,
    HOME: workspace.directory,
    ELECTRONHUB_API_KEY: emulator.apiKey,
    ELECTRONHUB_BASE_URL: emulator.baseUrl,
  };
  const args = [ELECTRONHUB, "keys", "export", "--format", format, "--output", file];
  return new Promise((done) =>
    execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    ),
  );
}

test("HCL: one plan imports everything and changes nothing; the next one is empty", async () => {
  const { declared, asComments } = makeAccount();
  const written = await exportAs("hcl", workspace.path("keys.tf"));
  expect(written).toEqual({
    code: 0,
    stdout: "",
    stderr: `Written: ${workspace.path("keys.tf")}\n${asComments.length} of ${declared + asComments.length} proxy keys cannot be declared unchanged. They are written as comments, which say why.\n`,
  });
  const text = readFileSync(workspace.path("keys.tf"), "utf8");
  expect(text).not.toContain("ek-");
  expect(statSync(workspace.path("keys.tf")).mode & 0o777).toBe(0o600);
  for (const id of asComments) expect(text).toContain(`# Key ${id} cannot be declared unchanged.`);
  expect((await workspace.run("fmt", "-check", "-diff", "keys.tf")).stdout).toBe("");

  workspace.configure("");
  await workspace.init();
  const before = emulator.store.keysOf(emulator.apiKey);
  const plan = await workspace.plan();
  expect(plan.text).toContain(`Plan: ${declared} to import, 0 to add, 0 to change, 0 to destroy.`);
  await workspace.apply();
  expect((await workspace.plan()).text).toContain("No changes.");
  writeFileSync(workspace.path("keys.tf"), text.replace(/^import \{[^}]*\}\n/gm, ""));
  expect((await workspace.plan()).text).toContain("No changes.");
  expect(emulator.store.keysOf(emulator.apiKey)).toEqual(before);
  expect(readFileSync(workspace.path("terraform.tfstate"), "utf8")).not.toContain("ek-proxy");
});

test("CDKTF: the stack compiles, and its plan imports everything and changes nothing", async () => {
  const { declared } = makeAccount();
  const project = workspace.path("project");
  mkdirSync(join(project, "node_modules"), { recursive: true });
  for (const name of ["cdktf", "constructs", "@types"]) {
    symlinkSync(join(ROOT, "node_modules", name), join(project, "node_modules", name));
  }
  symlinkSync(ROOT, join(project, "node_modules/cdktf-provider-electronhub"));
  expect(await exportAs("cdktf", join(project, "keys.ts"))).toMatchObject({ code: 0, stdout: "" });
  expect(readFileSync(join(project, "keys.ts"), "utf8")).not.toContain("ek-");
  writeFileSync(
    join(project, "main.ts"),
    `import { App } from "cdktf";\nimport { ProxyKeysStack } from "./keys";\nconst app = new App();\nnew ProxyKeysStack(app, "keys");\napp.synth();\n`,
  );
  const compilerOptions = { module: "commonjs", target: "es2022", strict: true, noUnusedLocals: true };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  const tsNode = join(ROOT, "node_modules/ts-node/dist/bin.js");
  const synth = spawnSync(process.execPath, ["--preserve-symlinks", tsNode, "main.ts"], {
    cwd: project,
    encoding: "utf8",
  });
  expect({ status: synth.status, stderr: synth.stderr }).toEqual({ status: 0, stderr: "" });

  copyFileSync(join(project, "cdktf.out/stacks/keys/cdk.tf.json"), workspace.path("cdk.tf.json"));
  await workspace.init();
  const plan = await workspace.plan();
  expect(plan.text).toContain(`Plan: ${declared} to import, 0 to add, 0 to change, 0 to destroy.`);
  await workspace.apply();
  expect((await workspace.plan()).text).toContain("No changes.");
});

test("an empty account, and a file that is there already", async () => {
  workspace.configure("");
  await workspace.init();
  const file = workspace.path("keys.tf");
  expect(await exportAs("hcl", file)).toMatchObject({ code: 0 });
  expect((await workspace.plan()).text).toContain("No changes.");
  expect(await exportAs("json", file)).toEqual({
    code: 1,
    stdout: "",
    stderr: `electronhub: ${file} cannot be written: the file exists already, and is not overwritten\n`,
  });
});
