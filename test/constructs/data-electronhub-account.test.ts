// DataElectronhubAccount: what it synthesises to, and how it is used.
import "cdktf/lib/testing/adapters/jest";
import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { DataElectronhubAccount, ElectronhubProvider } from "../../src";

Testing.setupJest();

test("it needs nothing, and its figures are references", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub");
  const account = new DataElectronhubAccount(stack, "account");
  new TerraformOutput(stack, "credits", { value: account.credits });
  const synthesised = Testing.synth(stack);
  expect(synthesised).toHaveDataSource(DataElectronhubAccount);
  expect(synthesised).toContain('"value": "${data.electronhub_account.account.credits}"');
});
