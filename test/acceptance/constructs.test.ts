// Stacks of our constructs through cdktf's own matchers, which run the real terraform with the real provider. The
// matchers block this process while terraform runs, so the emulator is a process of its own.
import "cdktf/lib/testing/adapters/jest";
import { TerraformCount, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import {
  DataElectronhubModels,
  DataElectronhubProxyKey,
  DataElectronhubProxyKeys,
  ElectronhubProvider,
  ProxyKey,
} from "../../src";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(120_000);

Testing.setupJest();

const EMULATOR = resolve(__dirname, "../../dist/electronhub");
let emulator: ChildProcess;

beforeAll(async () => {
  emulator = spawn(process.execPath, [EMULATOR, "emulate", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  if (!emulator.stdout) throw new Error("the emulator has no output");
  for await (const line of createInterface({ input: emulator.stdout })) {
    const [, name, value] = /export (\w+)=(.+)/.exec(line) ?? [];
    if (name) process.env[name] = value;
    if (name === "ELECTRONHUB_API_KEY") break;
  }
  const body = { name: "existing", expires_at: -1, allocated_ammount: 1 };
  const created = await fetch(`${process.env.ELECTRONHUB_BASE_URL}/auth/proxy/create`, {
    method: "POST",
    headers: { authorization: `Bearer ${process.env.ELECTRONHUB_API_KEY}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(created.status).toBe(200);
});

afterAll(async () => {
  emulator.kill();
  await once(emulator, "close");
});

/** The directory of a synthesised stack, which brings the provider along. */
function synthesised(): string {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub", { maxRetries: 1, requestTimeout: "10s" });
  const key = new ProxyKey(stack, "key", {
    name: "ci",
    allocatedAmount: 10.5,
    limitType: "weekly",
    expiresAt: "2035-01-31T00:00:00Z",
    modelWhitelist: ["gpt-4o"],
    ipWhitelist: ["10.0.0.0/8"],
    enabled: false,
  });
  const found = new DataElectronhubProxyKey(stack, "found", { name: "existing", includeOwner: true });
  new TerraformOutput(stack, "id", { value: key.id });
  new TerraformOutput(stack, "used", { value: found.usedAmount });
  return Testing.fullSynth(stack);
}

test("a stack is valid to terraform", () => expect(synthesised()).toBeValidTerraform());

test("a stack is planned by terraform", () => expect(synthesised()).toPlanSuccessfully());

test("elements of computed lists are planned by terraform", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub");
  const { keys } = new DataElectronhubProxyKeys(stack, "keys");
  const { models } = new DataElectronhubModels(stack, "models");
  new TerraformOutput(stack, "name", { value: keys.get(0).name });
  new TerraformOutput(stack, "addresses", { value: keys.get(0).ipWhitelist });
  new TerraformOutput(stack, "price", { value: models.get(0).inputPrice });
  new TerraformOutput(stack, "all", { value: keys });
  expect(Testing.fullSynth(stack)).toPlanSuccessfully();
});

test("numbers that only Terraform knows may stand within strings", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const variable = (id: string, value: number) => new TerraformVariable(stack, id, { type: "number", default: value });
  const port = variable("port", Number(new URL(process.env.ELECTRONHUB_BASE_URL ?? "").port)).numberValue;
  const bits = variable("bits", 24).numberValue;
  const hours = variable("hours", 720).numberValue;
  const count = TerraformCount.of(2);
  new ElectronhubProvider(stack, "electronhub", { baseUrl: `http://127.0.0.1:${port}/v1`, requestTimeout: `${bits}s` });
  new ProxyKey(stack, "key", {
    name: `team${count.index} c-${Token.asString(count.index)}`,
    allocatedAmount: 1,
    validFor: `${hours}h`,
    ipWhitelist: [`10.0.0.0/${bits}`],
    count,
  });
  expect(Testing.fullSynth(stack)).toPlanSuccessfully();
});
