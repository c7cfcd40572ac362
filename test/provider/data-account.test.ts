// The data source electronhub_account: from the API's answer to Terraform's values.
import { type AccountResponse } from "../../src/api";
import { accountState } from "../../src/provider/data-account";
import { Decimal } from "../../src/terraform/cty";

const number = (value: number) => Decimal.fromNumber(value);

test.each<[string, AccountResponse, number | undefined, ReturnType<typeof accountState>]>([
  [
    "all that the API tells",
    { subscription: "pro", credits: 12.5, usage: { input_tokens: 7, output_tokens: 9 } },
    30,
    {
      subscription: "pro",
      credits: number(12.5),
      input_tokens: number(7),
      output_tokens: number(9),
      proxy_key_limit: number(50),
      requests_per_minute: number(30),
    },
  ],
  [
    "nothing",
    {},
    undefined,
    {
      subscription: null,
      credits: null,
      input_tokens: null,
      output_tokens: null,
      proxy_key_limit: null,
      requests_per_minute: null,
    },
  ],
])("%s", (_, answer, limit, expected) => {
  expect(accountState(answer, limit)).toEqual(expected);
});

test.each([
  ["free", 10],
  ["Basic", 15],
  ["standard", 30],
  ["Pro", 50],
  ["ENTERPRISE", 100],
])("the plan %s allows %d proxy keys", (subscription, keys) => {
  expect(accountState({ subscription }, undefined).proxy_key_limit).toEqual(number(keys));
});

test("a plan that is not known has no known limit", () => {
  expect(accountState({ subscription: "galactic" }, undefined).proxy_key_limit).toBeNull();
});
