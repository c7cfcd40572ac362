// ElectronhubProvider: what it synthesises to, and what it refuses.
import "cdktf/lib/testing/adapters/jest";
import {
  Fn,
  Lazy,
  TerraformLocal,
  TerraformStack,
  TerraformVariable,
  type TerraformVariableConfig,
  Testing,
  Token,
  propertyAccess,
} from "cdktf";
import { version } from "../../package.json";
import { ElectronhubProvider, type ElectronhubProviderConfig } from "../../src";

Testing.setupJest();

function synth(config: ElectronhubProviderConfig): string {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub", config);
  return Testing.synth(stack);
}

test("everything may come from the environment", () => {
  expect(synth({})).toHaveProvider(ElectronhubProvider);
});

test("the stack requires the provider of this package's version", () => {
  const { terraform } = JSON.parse(synth({})) as { terraform: { required_providers: unknown } };
  expect(terraform.required_providers).toEqual({ electronhub: { source: "electronhub/electronhub", version } });
});

test("every attribute is synthesised under Terraform's name", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const apiKey = new TerraformVariable(stack, "api-key", { type: "string", sensitive: true });
  new ElectronhubProvider(stack, "electronhub", {
    alias: "other",
    apiKey: apiKey.stringValue,
    baseUrl: "http://127.0.0.1:4010/v1",
    requestTimeout: "1m30s",
    maxRetries: 0,
    caCertificateFile: "/etc/ca.pem",
  });
  expect(Testing.synth(stack)).toHaveProviderWithProperties(ElectronhubProvider, {
    alias: "other",
    api_key: "${var.api-key}",
    base_url: "http://127.0.0.1:4010/v1",
    request_timeout: "1m30s",
    max_retries: 0,
    ca_certificate_file: "/etc/ca.pem",
  });
});

test("what is for the synth alone can be read, and is not written", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const local = { alias: "other", allowPlaintextApiKey: true, bundled: false, executable: "/opt/provider" };
  const provider = new ElectronhubProvider(stack, "electronhub", local);
  const { alias, aliasInput, allowPlaintextApiKey, bundled, executable } = provider;
  expect({ alias, aliasInput, allowPlaintextApiKey, bundled, executable }).toEqual({ ...local, aliasInput: "other" });
  const { provider: blocks } = JSON.parse(Testing.synth(stack)) as { provider: { electronhub: unknown } };
  expect(blocks.electronhub).toEqual([{ alias: "other" }]);
});

test("settings can be changed and reset until synth", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const provider = new ElectronhubProvider(stack, "electronhub", {
    alias: "other",
    apiKey: "ek-1",
    allowPlaintextApiKey: true,
    baseUrl: "https://example.com/v1",
    requestTimeout: "10s",
    maxRetries: 1,
    caCertificateFile: "/etc/ca.pem",
  });
  provider.resetAlias();
  provider.resetApiKey();
  provider.resetBaseUrl();
  provider.resetRequestTimeout();
  provider.resetCaCertificateFile();
  provider.maxRetries = 0;
  const { provider: blocks } = JSON.parse(Testing.synth(stack)) as { provider: { electronhub: unknown } };
  expect(blocks.electronhub).toEqual([{ max_retries: 0 }]);
  expect([provider.maxRetriesInput, provider.requestTimeoutInput]).toEqual([0, undefined]);
  expect(() => (provider.baseUrl = "http://example.com")).toThrow("stack/electronhub: Invalid baseUrl: ");
});

test("a literal API key is synthesised where that is allowed", () => {
  expect(synth({ apiKey: "ek-1", allowPlaintextApiKey: true })).toHaveProviderWithProperties(ElectronhubProvider, {
    api_key: "ek-1",
  });
});

test("a Terraform template is no literal", () => {
  expect(synth({ apiKey: "${data.vault_generic_secret.account.data.key}" })).toHaveProviderWithProperties(
    ElectronhubProvider,
    { api_key: "${data.vault_generic_secret.account.data.key}" },
  );
});

test("HCL output has the same attributes", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const config = { alias: "other", requestTimeout: "10s", maxRetries: 0 };
  const provider = new ElectronhubProvider(stack, "electronhub", config);
  expect(provider.toHclTerraform()).toMatchObject({
    provider: {
      electronhub: [
        {
          // cdktf writes it.
          alias: "other",
          request_timeout: { value: "10s", type: "simple" },
          max_retries: { value: 0, type: "simple" },
        },
      ],
    },
  });
});

test.each<[string, ElectronhubProviderConfig, string]>([
  [
    "a literal API key",
    { apiKey: "ek-hush" },
    "apiKey is a literal: It would be written in plain text to cdk.tf.json.",
  ],
  ["a proxy key", { apiKey: "ek-proxy-hush" }, "Proxy keys (ek-proxy-...) cannot manage proxy keys."],
  ["a JWT", { apiKey: "eyJhbGciOiJIUzI1NiJ9.e30.hush" }, "The API refuses JWTs"],
  [
    "a JWT, whatever is allowed",
    { apiKey: "eyJhbGciOiJIUzI1NiJ9.e30.hush", allowPlaintextApiKey: true },
    "The API refuses JWTs",
  ],
  ["http to another machine", { baseUrl: "http://example.com/v1" }, "it must be https:"],
  ["user info in the address", { baseUrl: "https://user:hush@example.com" }, "baseUrl holds user info"],
  ["a timeout without a unit", { requestTimeout: "30" }, '"30" is no duration above zero'],
  ["a ledger's literal password", { ledger: "redis://:hush@cache.example" }, "ledger holds a literal password: "],
  ["a ledger of another kind", { ledger: "http://:hush@cache.example" }, "ledger has the unknown scheme http:"],
  ["too many retries", { maxRetries: 11 }, "maxRetries is 11; it must be a whole number from 0 to 10."],
])("%s is refused at synth, and no secret is repeated", (_, config, message) => {
  const attempt = () => synth(config);
  expect(attempt).toThrow("stack/electronhub: ");
  expect(attempt).toThrow(message);
  expect(attempt).not.toThrow("hush");
});

describe("an API key that hides from the setter is refused at synth", () => {
  const KEY = "ek-hush-hush";

  test.each<[string, (stack: TerraformStack) => ElectronhubProvider, string]>([
    ["a function", (stack) => providerOf(stack, Token.asString(Fn.sensitive(KEY))), "apiKey holds a literal key"],
    [
      "a lazy value",
      (stack) => providerOf(stack, Lazy.stringValue({ produce: () => KEY })),
      "apiKey holds a literal key",
    ],
    ["a template", (stack) => providerOf(stack, `${KEY}\${""}`), "apiKey holds a literal key"],
    [
      "a local",
      (stack) => providerOf(stack, Token.asString(new TerraformLocal(stack, "key", KEY).expression)),
      "the local key, which apiKey refers to, is a literal key",
    ],
    [
      "the default of a sensitive variable",
      (stack) => providerOf(stack, new TerraformVariable(stack, "key", { sensitive: true, default: KEY }).stringValue),
      "the variable key, which apiKey refers to, has a key as its default",
    ],
    [
      "a default that is an object",
      (stack) => {
        const keys = new TerraformVariable(stack, "keys", { sensitive: true, default: { account: KEY } });
        return providerOf(stack, Token.asString(Fn.lookup(keys.value, "account")));
      },
      "the variable keys, which apiKey refers to, has a key as its default",
    ],
    [
      "a default behind a local",
      (stack) => {
        const key = new TerraformVariable(stack, "key", { sensitive: true, default: KEY });
        new TerraformLocal(stack, "local", { key: key.stringValue });
        return providerOf(stack, "${local.local.key}");
      },
      "the variable key, which apiKey refers to, has a key as its default",
    ],
    [
      "a part of a local",
      (stack) => {
        const local = new TerraformLocal(stack, "local", { keys: [KEY] });
        return providerOf(stack, Token.asString(propertyAccess(local.expression, ["keys", 0])));
      },
      "the local local, which apiKey refers to, is a literal key",
    ],
    [
      "a variable that is not sensitive",
      (stack) => providerOf(stack, new TerraformVariable(stack, "key", { type: "string" }).stringValue),
      "the variable key, which apiKey refers to, is not sensitive: plans would print it",
    ],
    [
      "an override",
      (stack) => {
        const provider = new ElectronhubProvider(stack, "electronhub");
        provider.addOverride("api_key", KEY);
        return provider;
      },
      "apiKey holds a literal key",
    ],
  ])("%s", (_, make, reason) => {
    const stack = new TerraformStack(Testing.app(), "stack");
    make(stack);
    const attempt = () => Testing.synth(stack, true);
    expect(attempt).toThrow(reason);
    expect(attempt).toThrow("It would be written in plain text to cdk.tf.json.");
    expect(attempt).not.toThrow("hush");
  });

  test("a sensitive variable passes, and so does one of another provider block", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    const variable = new TerraformVariable(stack, "key", { type: "string", sensitive: true });
    providerOf(stack, variable.stringValue);
    new ElectronhubProvider(stack, "other", { alias: "other", apiKey: KEY, allowPlaintextApiKey: true });
    expect(() => Testing.synth(stack, true)).not.toThrow();
  });

  test.each<[string, (stack: TerraformStack) => string]>([
    [
      "the description of a sensitive variable",
      (stack) => sensitive(stack, "key", { description: `The API key, which looks like ${KEY}.` }).stringValue,
    ],
    [
      "the message of its validation",
      (stack) => {
        const condition = Fn.startswith("${var.key}", "ek-");
        const validation = [{ condition, errorMessage: `The API key looks like ${KEY}.` }];
        return sensitive(stack, "key", { validation }).stringValue;
      },
    ],
    ["the name of a sensitive variable", (stack) => sensitive(stack, "ek-hush-hush", {}).stringValue],
    [
      "what lies beside the value in a local",
      (stack) => {
        const key = sensitive(stack, "key", {}).stringValue;
        const local = new TerraformLocal(stack, "local", { note: `It looks like ${KEY}.`, key });
        return Token.asString(propertyAccess(local.expression, ["key"]));
      },
    ],
    ["the name of a data source", () => '${data.vault_generic_secret.ek-hush-hush.data["key"]}'],
    ["the name of an element", () => '${data.vault_generic_secret.account.data["ek-hush-hush"]}'],
    ["the name of a file", () => '${file("/run/secrets/ek-hush-hush")}'],
    ["a variable of another program", () => "${var.unknown}"],
    [
      "locals that refer to each other",
      (stack) => {
        new TerraformLocal(stack, "a", "${local.b}");
        return Token.asString(new TerraformLocal(stack, "b", "${local.a}").expression);
      },
    ],
  ])("%s is not its value", (_, make) => {
    const stack = new TerraformStack(Testing.app(), "stack");
    providerOf(stack, make(stack));
    expect(() => Testing.synth(stack, true)).not.toThrow();
  });

  const sensitive = (stack: TerraformStack, id: string, config: TerraformVariableConfig) =>
    new TerraformVariable(stack, id, { type: "string", sensitive: true, ...config });

  const providerOf = (stack: TerraformStack, apiKey: string) =>
    new ElectronhubProvider(stack, "electronhub", { apiKey });
});
