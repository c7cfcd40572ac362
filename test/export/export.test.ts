// An account's keys in each format, written out.
import { type KeyObject } from "../../src/api";
import { keyId } from "../../src/api/key-id";
import { cdktfOf, declarationsOf, declaredKeyOf, hclOf, jsonOf } from "../../src/export";

const key = (n: number, fields: Partial<KeyObject>): KeyObject => ({
  key: `ek-proxy-${n}`,
  name: "ci",
  expires_at: -1,
  allocated_ammount: 1,
  is_active: true,
  model_whitelist: [],
  ip_whitelist: [],
  created_at: 1_700_000_000 + n,
  ...fields,
});

const FULL = key(1, {
  allocated_ammount: 12.5,
  expires_at: 1_800_000_000,
  model_whitelist: ["gpt-4o", "gpt-4o", "o3"],
  ip_whitelist: ["10.0.0.0/8"],
  is_active: false,
});
const REFUSED = key(2, { name: "a\n} much too long for any plan" });
const [FULL_ID, REFUSED_ID] = [keyId(FULL.key), keyId(REFUSED.key)];

const body = (text: string): string => text.slice(text.indexOf("import {"));

test("HCL: imports and resources; what no plan takes is a comment, oldest first", () => {
  expect(body(hclOf(declarationsOf([REFUSED, FULL])))).toBe(`import {
  to = electronhub_proxy_key.ci
  id = "${FULL_ID}"
}

resource "electronhub_proxy_key" "ci" {
  name             = "ci"
  allocated_amount = 12.5
  expires_at       = "2027-01-15T08:00:00Z"
  model_whitelist  = ["gpt-4o", "o3"]
  ip_whitelist     = ["10.0.0.0/8"]
  enabled          = false
  store_key        = false
}

# Key ${REFUSED_ID} cannot be declared unchanged. Change it first, then export again:
# - name "a\\n} much too long for any plan" has 30 characters; it must have 1 to 25.
# import {
#   to = electronhub_proxy_key.a_much_too_long_for_any_plan
#   id = "${REFUSED_ID}"
# }
#
# resource "electronhub_proxy_key" "a_much_too_long_for_any_plan" {
#   name             = "a\\n} much too long for any plan"
#   allocated_amount = 1
#   store_key        = false
# }
`);
});

test("CDKTF: a stack", () => {
  const text = cdktfOf(declarationsOf([FULL, REFUSED]));
  expect(text.slice(text.indexOf("    new ProxyKey("))).toBe(`    new ProxyKey(this, "ci", {
      name: "ci",
      allocatedAmount: 12.5,
      expiresAt: "2027-01-15T08:00:00Z",
      modelWhitelist: ["gpt-4o", "o3"],
      ipWhitelist: ["10.0.0.0/8"],
      enabled: false,
      storeKey: false,
    }).importFrom("${FULL_ID}");

    // Key ${REFUSED_ID} cannot be declared unchanged. Change it first, then export again:
    // - name "a\\n} much too long for any plan" has 30 characters; it must have 1 to 25.
    // new ProxyKey(this, "a_much_too_long_for_any_plan", {
    //   name: "a\\n} much too long for any plan",
    //   allocatedAmount: 1,
    //   storeKey: false,
    // }).importFrom("${REFUSED_ID}");
  }
}
`);
});

test("JSON: the settings, null where there are none", () => {
  expect(JSON.parse(jsonOf([declaredKeyOf(key(1, {}))]))).toEqual([
    {
      id: FULL_ID,
      name: "ci",
      allocated_amount: 1,
      expires_at: null,
      model_whitelist: null,
      ip_whitelist: null,
      enabled: true,
    },
  ]);
});

test.each<[string, Partial<KeyObject>, readonly string[]]>([
  ["nothing odd", {}, []],
  ["an allocation above the default cap, which the API decides on", { allocated_ammount: 20_000 }, []],
  ["an expiry that has passed", { expires_at: 0 }, []],
  ["no name", { name: undefined }, ["the API does not tell name."]],
  ["no status", { is_active: undefined }, ["the API does not tell enabled."]],
  ["no expiry", { expires_at: undefined }, ["the API does not tell expires_at."]],
  [
    "no whitelists",
    { model_whitelist: undefined, ip_whitelist: undefined },
    ["the API does not tell model_whitelist.", "the API does not tell ip_whitelist."],
  ],
  [
    "what cannot be used",
    { name: undefined, odd: ["name: expected a string"] },
    ["what the API says about it cannot be used: name: expected a string."],
  ],
  ["half of a character", { name: "\ud800" }, ["a text holds half of a character."]],
  ["an empty name", { name: "" }, ["name is empty; it must have 1 to 25."]],
  [
    "a negative allocation",
    { allocated_ammount: -1 },
    ["allocated_amount is -1; it must be a number of credits, 0 or more."],
  ],
])("%s", (_, fields, obstacles) => {
  expect(declarationsOf([key(1, fields)])[0]?.obstacles).toEqual(obstacles);
});
