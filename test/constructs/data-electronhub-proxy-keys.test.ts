// DataElectronhubProxyKeys: what it synthesises to, and which filters it refuses.
import "cdktf/lib/testing/adapters/jest";
import { Fn, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { resolved } from "./resolved";
import { DataElectronhubProxyKeys, ElectronhubProvider, type DataElectronhubProxyKeysConfig } from "../../src";

Testing.setupJest();

const FILTERS: DataElectronhubProxyKeysConfig = {
  nameRegex: "^ci-[0-9]+$",
  enabled: true,
  expired: false,
  unusedSince: "2026-01-31T00:00:00Z",
  includeKeys: true,
};

const stackOf = (): TerraformStack => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub");
  return stack;
};

test("every filter is synthesised", () => {
  const stack = stackOf();
  new DataElectronhubProxyKeys(stack, "keys", FILTERS);
  expect(Testing.synth(stack, true)).toHaveDataSourceWithProperties(DataElectronhubProxyKeys, {
    name_regex: "^ci-[0-9]+$",
    enabled: true,
    expired: false,
    unused_since: "2026-01-31T00:00:00Z",
    include_keys: true,
  });
});

test("filters can be reset until synth", () => {
  const stack = stackOf();
  const keys = new DataElectronhubProxyKeys(stack, "keys", FILTERS);
  keys.resetNameRegex();
  keys.resetEnabled();
  keys.resetExpired();
  keys.resetUnusedSince();
  keys.resetIncludeKeys();
  expect(JSON.parse(Testing.synth(stack, true))).toMatchObject({ data: { electronhub_proxy_keys: { keys: {} } } });
  expect([keys.nameRegexInput, keys.enabledInput, keys.expiredInput, keys.unusedSinceInput]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test.each<[DataElectronhubProxyKeysConfig, string]>([
  [{ nameRegex: "(" }, "stack/keys: Invalid nameRegex: "],
  [{ unusedSince: "yesterday" }, "stack/keys: Invalid unusedSince: "],
])("%j is refused at synth", (config, message) => {
  expect(() => new DataElectronhubProxyKeys(stackOf(), "keys", config)).toThrow(message);
});

test("a token is left to the plan", () => {
  const stack = stackOf();
  const pattern = new TerraformVariable(stack, "pattern", { type: "string" }).stringValue;
  new DataElectronhubProxyKeys(stack, "keys", { nameRegex: pattern, unusedSince: pattern });
  expect(Testing.synth(stack, true)).toHaveDataSourceWithProperties(DataElectronhubProxyKeys, {
    name_regex: "${var.pattern}",
    unused_since: "${var.pattern}",
  });
});

test("HCL output has the same attributes", () => {
  const keys = new DataElectronhubProxyKeys(stackOf(), "keys", { nameRegex: "^ci-", enabled: true });
  expect(keys.toHclTerraform()).toMatchObject({
    data: {
      electronhub_proxy_keys: {
        keys: {
          name_regex: { value: "^ci-", isBlock: false, type: "simple", storageClassType: "string" },
          enabled: { value: true, isBlock: false, type: "simple", storageClassType: "boolean" },
        },
      },
    },
  });
});

test("attributes are references", () => {
  const stack = stackOf();
  const keys = new DataElectronhubProxyKeys(stack, "keys");
  expect(resolved(stack, keys.ids)).toBe("${data.electronhub_proxy_keys.keys.ids}");
  expect(resolved(stack, keys.keys)).toBe("${data.electronhub_proxy_keys.keys.keys}");
  expect(resolved(stack, keys.keyValues.lookup("a"))).toBe('${data.electronhub_proxy_keys.keys.key_values["a"]}');
  expect(resolved(stack, keys.totalUsedAmount)).toBe("${data.electronhub_proxy_keys.keys.total_used_amount}");
});

test("the keys are a typed list, whose elements can be referred to", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const { keys } = new DataElectronhubProxyKeys(stack, "all");
  expect(resolved(stack, keys)).toBe("${data.electronhub_proxy_keys.all.keys}");
  expect(resolved(stack, keys.get(0).name)).toBe("${data.electronhub_proxy_keys.all.keys[0].name}");
  expect(resolved(stack, keys.get(1).usedAmount)).toBe("${data.electronhub_proxy_keys.all.keys[1].used_amount}");
  expect(resolved(stack, keys.get(0).ipWhitelist)).toBe(
    "${tolist(data.electronhub_proxy_keys.all.keys[0].ip_whitelist)}",
  );
  expect(resolved(stack, Fn.lengthOf(keys))).toBe("${length(data.electronhub_proxy_keys.all.keys)}");
  const iterator = keys.allWithMapKey("id");
  expect(resolved(stack, iterator.getString("name"))).toBe("${each.value.name}");
  const get = (index: unknown): unknown => Reflect.apply(keys.get.bind(keys), undefined, [index]);
  expect(() => get("0")).toThrow(
    'DataElectronhubProxyKeys.keys.get: Invalid index: It is the string "0"; it must be a number.',
  );
  expect(() => get(undefined)).toThrow("DataElectronhubProxyKeys.keys.get: index is missing");
});
