// DataElectronhubProxyKey: what it synthesises to, and that it is told exactly one way to find the key.
import "cdktf/lib/testing/adapters/jest";
import { TerraformStack, Testing } from "cdktf";
import { resolved } from "./resolved";
import { DataElectronhubProxyKey, ElectronhubProvider, type DataElectronhubProxyKeyConfig } from "../../src";

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
  [{}, "[stack/found] Give exactly one of id, name and key; none is given"],
  [{ id: "a", name: "b" }, "[stack/found] Give exactly one of id, name and key; id and name are given"],
])("%j is refused at synth", (config, message) => {
  expect(() => synth(config)).toThrow(message);
});

test("attributes are references", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const found = new DataElectronhubProxyKey(stack, "found", { name: "ci" });
  expect(resolved(stack, found.usedAmount)).toBe("${data.electronhub_proxy_key.found.used_amount}");
  expect(resolved(stack, found.lastUsed)).toBe("${data.electronhub_proxy_key.found.last_used}");
  expect(resolved(stack, found.modelWhitelist)).toBe("${tolist(data.electronhub_proxy_key.found.model_whitelist)}");
});
