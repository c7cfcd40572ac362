// ProxyKeysExclusive: what it synthesises to, and what it refuses at synth.
import "cdktf/lib/testing/adapters/jest";
import { TerraformStack, Testing } from "cdktf";
import { resolved } from "./resolved";
import { ElectronhubProvider, ProxyKey, ProxyKeysExclusive } from "../../src";

Testing.setupJest();

const stackOf = (): TerraformStack => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub");
  return stack;
};

test("the keys of a stack own the account", () => {
  const stack = stackOf();
  const key = new ProxyKey(stack, "ci", { name: "ci", allocatedAmount: 1 });
  const exclusive = new ProxyKeysExclusive(stack, "exclusive", {
    keyIds: [key.id],
    namePrefix: "ci",
    ignoreExpiringWithin: "48h",
    useDeleteAll: false,
  });
  expect(Testing.synth(stack, true)).toHaveResourceWithProperties(ProxyKeysExclusive, {
    key_ids: ["${electronhub_proxy_key.ci.id}"],
    name_prefix: "ci",
    ignore_expiring_within: "48h",
    use_delete_all: false,
  });
  expect(resolved(stack, exclusive.remove.lookup("id"))).toBe(
    '${electronhub_proxy_keys_exclusive.exclusive.remove["id"]}',
  );
  exclusive.resetNamePrefix();
  exclusive.resetIgnoreExpiringWithin();
  exclusive.resetUseDeleteAll();
  expect([exclusive.namePrefixInput, exclusive.ignoreExpiringWithinInput, exclusive.useDeleteAllInput]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test.each([
  [{ keyIds: ["ek-proxy-abc"] }, "stack/exclusive: Invalid id of a proxy key: The value of a key is not an id"],
  [{ keyIds: [], ignoreExpiringWithin: "soon" }, 'stack/exclusive: Invalid duration: "soon" is not a duration'],
])("refused in the constructor: %j", (config, message) => {
  expect(() => new ProxyKeysExclusive(stackOf(), "exclusive", config)).toThrow(message);
});

test("refused at synth: delete-all with keys to spare", () => {
  const stack = stackOf();
  new ProxyKeysExclusive(stack, "exclusive", { keyIds: [], namePrefix: "ci", useDeleteAll: true });
  expect(() => Testing.synth(stack, true)).toThrow("useDeleteAll spares no key");
});
