// DataElectronhubModels: what it synthesises to, and its ids as a key's whitelist.
import "cdktf/lib/testing/adapters/jest";
import { TerraformStack, Testing } from "cdktf";
import { resolved } from "./resolved";
import { DataElectronhubModels, ElectronhubProvider, ProxyKey } from "../../src";

Testing.setupJest();

const stackOf = (): TerraformStack => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub");
  return stack;
};

test("every filter is synthesised, and can be reset", () => {
  const stack = stackOf();
  const models = new DataElectronhubModels(stack, "models", {
    owner: "openai",
    endpoint: "/v1/chat/completions",
    premium: false,
  });
  expect(Testing.synth(stack, true)).toHaveDataSourceWithProperties(DataElectronhubModels, {
    owner: "openai",
    endpoint: "/v1/chat/completions",
    premium: false,
  });
  models.resetOwner();
  models.resetEndpoint();
  models.resetPremium();
  expect([models.ownerInput, models.endpointInput, models.premiumInput]).toEqual([undefined, undefined, undefined]);
  expect(models.toHclTerraform()).toMatchObject({ data: { electronhub_models: { models: {} } } });
});

test("ids are what a whitelist takes", () => {
  const stack = stackOf();
  const models = new DataElectronhubModels(stack, "models", { owner: "openai" });
  new ProxyKey(stack, "key", { name: "ci", allocatedAmount: 1, modelWhitelist: models.ids });
  expect(Testing.synth(stack, true)).toHaveResourceWithProperties(ProxyKey, {
    model_whitelist: "${data.electronhub_models.models.ids}",
  });
  expect(resolved(stack, models.models)).toBe("${data.electronhub_models.models.models}");
});
