// The secret is in the sensitive attribute `key` and nowhere else: not in the plan's text, the apply's output, nor logs.
import { readFileSync, readdirSync } from "node:fs";
import { type Emulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(120_000);

const CONFIGURATION = `
resource "electronhub_proxy_key" "k" {
  name             = "secret-bearer"
  allocated_amount = 10
  enabled          = false
}
output "id" { value = electronhub_proxy_key.k.id }
output "key" {
  value     = electronhub_proxy_key.k.key
  sensitive = true
}
`;

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => void ({ emulator, workspace } = account));

test("neither the key nor the API key is in plan text, apply output or TRACE logs", async () => {
  workspace.configure(CONFIGURATION);
  await workspace.init();
  const trace = { TF_LOG_PROVIDER: "TRACE", TF_LOG_PATH: workspace.path("trace.log") };
  const outputs = [
    await workspace.runWith(trace, "apply", "-auto-approve", "-input=false", "-no-color"),
    await workspace.runWith(trace, "plan", "-input=false", "-no-color"),
    await workspace.runWith(
      trace,
      "apply",
      "-auto-approve",
      "-input=false",
      "-no-color",
      "-replace=electronhub_proxy_key.k",
    ),
  ];
  const keys = emulator.events().map((event) => event.key);
  expect(new Set(keys).size).toBe(2);
  // An error's text must not carry it either.
  emulator.inject({
    endpoint: "POST /auth/proxy/remove",
    kind: "respond",
    status: 500,
    body: { echo: keys },
    times: 99,
  });
  outputs.push(
    await workspace.runWith({ ...trace, TF_VAR_none: "" }, "destroy", "-auto-approve", "-input=false", "-no-color"),
  );

  const log = readFileSync(workspace.path("trace.log"), "utf8");
  expect(log).toContain("/auth/proxy/create");
  for (const secret of [...keys, emulator.apiKey]) {
    for (const { stdout, stderr } of outputs) expect(stdout + stderr).not.toContain(secret);
    expect(log).not.toContain(secret);
  }
});

test("in the plan JSON it is the value of key alone, marked sensitive", async () => {
  workspace.configure(CONFIGURATION);
  await workspace.init();
  await workspace.apply();
  workspace.configure(CONFIGURATION.replace("= 10", "= 20"));
  const [change] = (await workspace.planJson()).resource_changes ?? [];
  const secret = emulator.store.keysOf(emulator.apiKey)[0]?.key ?? "";
  const holding = Object.entries(change?.change.after ?? {}).filter(([, value]) =>
    JSON.stringify(value).includes(secret),
  );
  expect(holding.map(([name]) => name)).toEqual(["key"]);
  expect(change?.change.after_sensitive).toMatchObject({ key: true });
});

test.each(["created", "imported"])(
  "with store_key = false a key that was %s is in no file and no output",
  async (how) => {
    const configuration = CONFIGURATION.replace("enabled          = false", "store_key = false").replace(
      /output "key" \{.*?\n\}\n/s,
      "",
    );
    workspace.configure(configuration);
    await workspace.init();
    const trace = { TF_LOG_PROVIDER: "TRACE", TF_LOG_PATH: workspace.path("trace.log") };
    const outputs = [];
    if (how === "imported") {
      const settings = { name: "secret-bearer", expires_at: -1, allocated_ammount: 10 };
      emulator.store.create(emulator.apiKey, settings);
      outputs.push(
        await workspace.runWith(trace, "import", "-input=false", "electronhub_proxy_key.k", "name:secret-bearer"),
      );
    }
    outputs.push(await workspace.runWith(trace, "apply", "-auto-approve", "-input=false", "-no-color"));
    workspace.configure(configuration.replace("= 10", "= 20"));
    outputs.push(await workspace.runWith(trace, "plan", "-input=false", "-no-color", "-out=saved.tfplan"));
    outputs.push(await workspace.expectSuccess("show", "-json", "saved.tfplan"));
    outputs.push(await workspace.runWith(trace, "apply", "-input=false", "-no-color", "saved.tfplan"));

    const [key, ...others] = emulator.store.keysOf(emulator.apiKey);
    expect([key?.allocated_ammount, others]).toEqual([20, []]);
    const secret = key?.key ?? "";
    expect(outputs.map(({ code }) => code)).toEqual(outputs.map(() => 0));
    for (const { stdout, stderr } of outputs) expect(stdout + stderr).not.toContain(secret);
    for (const file of readdirSync(workspace.directory).filter((name) => /tfstate|tfplan|\.log$/.test(name))) {
      expect([file, readFileSync(workspace.path(file)).includes(secret)]).toEqual([file, false]);
    }
  },
);
