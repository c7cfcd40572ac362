// DataElectronhubProxyKey: what it synthesises to, and that it is told exactly one way to find the key.
import "cdktf/lib/testing/adapters/jest";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { resolved } from "./resolved";
import {
  DataElectronhubProxyKey,
  DataElectronhubProxyKeyAccess,
  ElectronhubProvider,
  type DataElectronhubProxyKeyConfig,
} from "../../src";

Testing.setupJest();

function synth(config: DataElectronhubProxyKeyConfig): string {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub");
  new DataElectronhubProxyKey(stack, "found", config);
  return Testing.synth(stack, true);
}

test.each<[DataElectronhubProxyKeyConfig, object]>([
  [{ id: "0123456789abcdef0123456789abcdef" }, { id: "0123456789abcdef0123456789abcdef" }],
  [
    { name: "ci", includeOwner: true },
    { name: "ci", include_owner: true },
  ],
])("%j is synthesised as %j", (config, expected) => {
  expect(synth(config)).toHaveDataSourceWithProperties(DataElectronhubProxyKey, expected);
});

test.each<[DataElectronhubProxyKeyConfig, string]>([
  [{}, "[stack/found] Give exactly one of id, name and key: None is given."],
  [{ id: "a", name: "b" }, "[stack/found] Give exactly one of id, name and key: Given: id, name."],
])("%j is refused at synth", (config, message) => {
  expect(() => synth(config)).toThrow(message);
});

test("a literal name is checked by the key's own rule", () => {
  expect(() => synth({ name: "a".repeat(26) })).toThrow("stack/found: Invalid name of a proxy key: ");
});

test("what to look up by can be changed and reset until synth", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub");
  const value = new TerraformVariable(stack, "value", { type: "string", sensitive: true }).stringValue;
  const found = new DataElectronhubProxyKey(stack, "found", { id: "a", name: "b", key: value, includeOwner: true });
  found.resetId();
  found.resetName();
  found.resetIncludeOwner();
  const synthesised = JSON.parse(Testing.synth(stack, true)) as {
    data: { electronhub_proxy_key: { found: object } };
  };
  expect(synthesised.data.electronhub_proxy_key.found).toEqual({ key: "${var.value}" });
  expect([found.idInput, found.nameInput, found.includeOwnerInput]).toEqual([undefined, undefined, undefined]);

  found.resetKey();
  expect(() => Testing.synth(stack, true)).toThrow(
    "[stack/found] Give exactly one of id, name and key: None is given.",
  );
  found.id = "c";
  expect(Testing.synth(stack, true)).toHaveDataSourceWithProperties(DataElectronhubProxyKey, { id: "c" });
});

test("HCL output has the same attributes", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const found = new DataElectronhubProxyKey(stack, "found", { name: "ci", includeOwner: true });
  expect(found.toHclTerraform()).toMatchObject({
    data: {
      electronhub_proxy_key: {
        found: {
          name: { value: "ci", isBlock: false, type: "simple", storageClassType: "string" },
          include_owner: { value: true, isBlock: false, type: "simple", storageClassType: "boolean" },
        },
      },
    },
  });
});

test("attributes are references", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const found = new DataElectronhubProxyKey(stack, "found", { name: "ci" });
  expect(resolved(stack, found.usedAmount)).toBe("${data.electronhub_proxy_key.found.used_amount}");
  expect(resolved(stack, found.lastUsed)).toBe("${data.electronhub_proxy_key.found.last_used}");
  expect(resolved(stack, found.modelWhitelist)).toBe("${tolist(data.electronhub_proxy_key.found.model_whitelist)}");
});

test("a literal key is refused, and not repeated", () => {
  const attempt = () => synth({ key: "ek-proxy-hush" });
  expect(attempt).toThrow("stack/found: key is a literal: It would be written in plain text to cdk.tf.json.");
  expect(attempt).not.toThrow("hush");
});

test.each([
  [{}, "None is given."],
  [{ id: "0123456789abcdef0123456789abcdef", key: "${var.key}" }, "Given: id, key."],
])("DataElectronhubProxyKeyAccess: %j is refused at synth", (config, received) => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub");
  new DataElectronhubProxyKeyAccess(stack, "access", config);
  expect(() => Testing.synth(stack, true)).toThrow(`[stack/access] Give exactly one of id and key: ${received}`);
});
