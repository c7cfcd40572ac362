// The examples are run as their readers would run them.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { withAccount } from "../support/account";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(120_000);

const ROOT = resolve(__dirname, "../..");
const KEY = "resources/electronhub_proxy_key";

test("the demo shows the whole life of the example stack and leaves nothing behind", async () => {
  const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith("electronhub-demo-"));
  const before = leftovers();
  const tsNode = join(ROOT, "node_modules/ts-node/dist/bin.js");
  const child = spawn(
    process.execPath,
    [tsNode, "-T", "-P", "projenrc/tsconfig.json", "examples/projects/demo/run.ts"],
    {
      cwd: ROOT,
    },
  );
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const code = await new Promise((done) => child.once("close", done));
  expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
  for (const line of [
    "Plan: 3 to add, 0 to change, 0 to destroy.",
    '"#1 create" -> "#2 update allocated_amount"',
    '"#1 create" -> "#2 toggle off"',
    "No changes. Your infrastructure matches the configuration.",
    "Destroy complete! Resources: 3 destroyed.",
  ]) {
    expect(output).toContain(line);
  }
  expect(leftovers()).toEqual(before);
});

test("the rotation example: the old key works on for a day, and the new one takes over", async () => {
  await withAccount(async ({ emulator, workspace }) => {
    workspace.configure(readFileSync(join(ROOT, "examples/projects/rotation/main.tf"), "utf8"));
    await workspace.init();
    await workspace.apply();
    const rotated = await workspace.apply("-var", "generation=2");
    expect(rotated.text).toContain("Warning: Proxy keys are destroyed without being removed");
    const [old, fresh, ...others] = emulator.store.keysOf(emulator.apiKey);
    expect(others).toEqual([]);
    const inADay = Date.now() / 1000 + 86_400;
    expect(old?.is_active).toBe(true);
    expect(Math.abs((old?.expires_at ?? 0) - inADay)).toBeLessThan(60);
    expect(fresh).toMatchObject({
      is_active: true,
      expires_at: -1,
      key: workspace.state("electronhub_proxy_key.service")?.key,
    });
    expect((await workspace.plan("-var", "generation=2")).text).toContain("No changes.");
  });
});

test("the examples of the documentation apply, and plan empty", async () => {
  await withAccount(async ({ workspace }) => {
    const example = (path: string) => readFileSync(join(ROOT, "examples/registry", path), "utf8");
    const resources = example("provider/provider.tf") + example("resources/electronhub_proxy_key/resource.tf");
    workspace.configure(resources);
    await workspace.init();
    await workspace.apply();
    const functions = example("functions/key_id/function.tf") + example("functions/unix_time/function.tf");
    const dataSources = readdirSync(join(ROOT, "examples/registry/data-sources")).map((type) =>
      example(`data-sources/${type}/data-source.tf`),
    );
    const account = "data.electronhub_account.this";
    const limits = `output "limits" { value = [${account}.subscription, ${account}.proxy_key_limit, ${account}.requests_per_minute] }`;
    workspace.configure([resources, functions, ...dataSources, limits].join("\n"));
    const proxyKey = ["-var", "proxy_key=ek-proxy-abc"] as const;
    const applied = await workspace.apply(...proxyKey);
    expect(applied.text).toMatch(/days_left = \d+ id = "[0-9a-f]{32}" idle_keys = {} limits/);
    expect(applied.text).toMatch(/limits = \[ "enterprise", 100, 10000, \]/);
    expect((await workspace.plan(...proxyKey)).text).toContain("No changes.");
  });
});

test("the example of an import block imports the key, and says in the plan what an import cannot know", async () => {
  await withAccount(async ({ emulator, workspace }) => {
    const example = (path: string) => readFileSync(join(ROOT, "examples/registry", path), "utf8");
    emulator.store.create(emulator.apiKey, {
      name: "ci",
      expires_at: -1,
      allocated_ammount: 500,
      model_whitelist: ["gpt-4o-mini", "claude-sonnet-4"],
      ip_whitelist: ["203.0.113.0/24"],
    });
    const files = [
      "provider/provider.tf",
      ...["resource.tf", "import-by-string-id.tf"].map((name) => `${KEY}/${name}`),
    ];
    workspace.configure(files.map(example).join("\n"));
    await workspace.init();
    expect((await workspace.plan()).text).toContain("Plan: 1 to import, 1 to add, 1 to change, 0 to destroy.");
    await workspace.apply();
    expect(await workspace.planIsEmpty()).toBe(true);
  });
});

test("the HCL example applies, plans empty and is destroyed", async () => {
  await withAccount(async ({ emulator, workspace }) => {
    workspace.configure(readFileSync(join(ROOT, "examples/projects/hcl/main.tf"), "utf8"));
    await workspace.init();
    await workspace.apply();
    expect(await workspace.planIsEmpty()).toBe(true);
    await workspace.destroy();
    expect(emulator.store.keysOf(emulator.apiKey)).toEqual([]);
  });
});
