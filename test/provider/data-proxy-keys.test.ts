// The data source electronhub_proxy_keys: from the API's keys to Terraform's values.
import { keyId } from "../../src/api/key-id";
import { proxyKeysState } from "../../src/provider/data-proxy-keys";
import { Decimal } from "../../src/terraform/cty";

const CONFIG = {
  name_regex: "^ci",
  enabled: null,
  expired: null,
  unused_since: null,
  include_keys: null,
  ids: null,
  keys: null,
  key_values: null,
  total_allocated_amount: null,
  total_used_amount: null,
};

test("all that the API tells", () => {
  const record = {
    key: "ek-proxy-a",
    name: "ci",
    expires_at: 1_798_761_600,
    allocated_ammount: 10.5,
    used_ammount: 0.5,
    is_active: false,
    model_whitelist: ["gpt-4o"],
    ip_whitelist: [],
    created_at: 1_767_225_600,
    last_used: null,
  };
  expect(proxyKeysState(CONFIG, [record])).toEqual({
    ...CONFIG,
    ids: [keyId("ek-proxy-a")],
    keys: [
      {
        id: keyId("ek-proxy-a"),
        name: "ci",
        allocated_amount: Decimal.fromNumber(10.5),
        used_amount: Decimal.fromNumber(0.5),
        expires_at: "2027-01-01T00:00:00Z",
        enabled: false,
        model_whitelist: ["gpt-4o"],
        ip_whitelist: null,
        created_at: "2026-01-01T00:00:00Z",
        last_used: null,
      },
    ],
    total_allocated_amount: Decimal.fromNumber(10.5),
    total_used_amount: Decimal.fromNumber(0.5),
  });
});

test("what the API does not tell is null, and so are totals of it", () => {
  expect(proxyKeysState(CONFIG, [{ key: "ek-proxy-a" }, { key: "ek-proxy-b", used_ammount: 1 }])).toMatchObject({
    keys: [
      { name: null, allocated_amount: null, expires_at: null, enabled: null, model_whitelist: null, created_at: null },
      { used_amount: Decimal.fromNumber(1) },
    ],
    total_allocated_amount: null,
    total_used_amount: null,
  });
});

test.each<[boolean | null, ReadonlyMap<string, string> | null]>([
  [true, new Map([[keyId("ek-proxy-a"), "ek-proxy-a"]])],
  [false, null],
  [null, null],
])("with include_keys %s the values are %p", (include_keys, expected) => {
  expect(proxyKeysState({ ...CONFIG, include_keys }, [{ key: "ek-proxy-a" }]).key_values).toEqual(expected);
});

test("no keys come to nothing", () => {
  expect(proxyKeysState(CONFIG, [])).toMatchObject({
    ids: [],
    keys: [],
    total_allocated_amount: Decimal.fromNumber(0),
    total_used_amount: Decimal.fromNumber(0),
  });
});
