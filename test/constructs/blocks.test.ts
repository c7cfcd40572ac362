// Ephemeral blocks, action blocks and functions: what they synthesise to, in the JSON that Terraform reads.
import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { resolved } from "./resolved";
import {
  ElectronhubFunctions,
  ElectronhubProvider,
  EphemeralProxyKey,
  EphemeralProxyKeyValue,
  ProxyKey,
  ProxyKeyDisableAction,
  ProxyKeyEnableAction,
  ProxyKeysDeleteAllAction,
} from "../../src";

let stack: TerraformStack;
let other: ElectronhubProvider;
beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub");
  other = new ElectronhubProvider(stack, "other", { alias: "other" });
});

const synthesised = (): unknown => JSON.parse(Testing.synth(stack));

test("an ephemeral key, with everything", () => {
  const key = new ProxyKey(stack, "managed", { name: "m", allocatedAmount: 1 });
  const run = new EphemeralProxyKey(stack, "run", {
    name: "run",
    allocatedAmount: 2.5,
    limitType: "weekly",
    modelWhitelist: ["gpt-4o"],
    ipWhitelist: ["10.0.0.0/8"],
    validFor: "1h",
    provider: other,
    dependsOn: [key],
  });
  expect(synthesised()).toMatchObject({
    ephemeral: {
      electronhub_proxy_key: {
        run: {
          name: "run",
          allocated_amount: 2.5,
          limit_type: "weekly",
          model_whitelist: ["gpt-4o"],
          ip_whitelist: ["10.0.0.0/8"],
          valid_for: "1h",
          provider: "electronhub.other",
          depends_on: ["electronhub_proxy_key.managed"],
        },
      },
    },
  });
  expect(resolved(stack, run.key)).toBe("${ephemeral.electronhub_proxy_key.run.key}");
  expect(resolved(stack, run.id)).toBe("${ephemeral.electronhub_proxy_key.run.id}");
  expect(resolved(stack, run.fqn)).toBe("${ephemeral.electronhub_proxy_key.run}");
  run.resetValidFor();
  run.resetLimitType();
  run.resetModelWhitelist();
  run.resetIpWhitelist();
  expect([run.validForInput, run.limitTypeInput, run.modelWhitelistInput, run.ipWhitelistInput]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("the value of a managed key", () => {
  const key = new ProxyKey(stack, "managed", { name: "m", allocatedAmount: 1, storeKey: false });
  const value = new EphemeralProxyKeyValue(stack, "value", { id: key.id });
  expect(synthesised()).toMatchObject({
    ephemeral: { electronhub_proxy_key_value: { value: { id: "${electronhub_proxy_key.managed.id}" } } },
  });
  expect(resolved(stack, value.key)).toBe("${ephemeral.electronhub_proxy_key_value.value.key}");
});

test("actions", () => {
  const key = new ProxyKey(stack, "managed", { name: "m", allocatedAmount: 1 });
  new ProxyKeyDisableAction(stack, "off", { id: key.id });
  new ProxyKeyEnableAction(stack, "on", { id: key.id, provider: other });
  new ProxyKeysDeleteAllAction(stack, "stop", { confirmCount: 3 });
  expect(synthesised()).toMatchObject({
    action: {
      electronhub_proxy_key_disable: { off: { config: { id: "${electronhub_proxy_key.managed.id}" } } },
      electronhub_proxy_key_enable: { on: { provider: "electronhub.other" } },
      electronhub_proxy_keys_delete_all: { stop: { config: { confirm_count: 3 } } },
    },
  });
});

test("functions", () => {
  new TerraformOutput(stack, "id", { value: ElectronhubFunctions.keyId("ek-proxy-abc") });
  new TerraformOutput(stack, "time", { value: ElectronhubFunctions.unixTime("2027-01-31T00:00:00Z") });
  expect(synthesised()).toMatchObject({
    output: {
      id: { value: '${provider::electronhub::key_id("ek-proxy-abc")}' },
      time: { value: '${provider::electronhub::unix_time("2027-01-31T00:00:00Z")}' },
    },
  });
});

test.each<[string, () => unknown, string]>([
  [
    "a long name",
    () => new EphemeralProxyKey(stack, "k", { name: "x".repeat(26), allocatedAmount: 1 }),
    "26 characters",
  ],
  [
    "an empty whitelist",
    () => new EphemeralProxyKey(stack, "k", { name: "x", allocatedAmount: 1, ipWhitelist: [] }),
    "would allow every IP address",
  ],
  [
    "too short a validity",
    () => new EphemeralProxyKey(stack, "k", { name: "x", allocatedAmount: 1, validFor: "1s" }),
    "from 5m to 24h",
  ],
  ["a value for an id", () => new EphemeralProxyKeyValue(stack, "k", { id: "ek-proxy-abc" }), "The value of a key"],
  ["no id", () => new ProxyKeyDisableAction(stack, "k", { id: "ci" }), "is not an id of a proxy key"],
])("refused at synth: %s", (_, make, message) => {
  expect(make).toThrow(message);
});

test("a stack that is written as HCL is refused, because cdktf would leave the block out", () => {
  const run = new EphemeralProxyKey(stack, "run", { name: "run", allocatedAmount: 1 });
  expect(() => run.toHclTerraform()).toThrow("stack/run: cdktf cannot write ephemeral blocks as HCL");
});
