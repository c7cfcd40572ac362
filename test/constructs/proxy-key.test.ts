// ProxyKey: what it synthesises to, what it refuses, and what it leaves to the plan.
import "cdktf/lib/testing/adapters/jest";
import { Fn, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { resolved } from "./resolved";
import { ElectronhubProvider, ProxyKey, type ProxyKeyConfig } from "../../src";

Testing.setupJest();

const MINIMAL: ProxyKeyConfig = { name: "ci", allocatedAmount: 10 };

function stackWith(config: Partial<ProxyKeyConfig>) {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub", { bundled: false });
  return { stack, key: new ProxyKey(stack, "key", { ...MINIMAL, ...config }) };
}

test("every attribute is synthesised under Terraform's name", () => {
  const { stack } = stackWith({
    limitType: "weekly",
    validFor: "720h",
    renewBefore: "48h",
    modelWhitelist: ["gpt-4o"],
    ipWhitelist: ["10.0.0.0/8"],
    enabled: false,
    deletionPolicy: "expire",
    deletionGracePeriod: "24h",
    storeKey: false,
  });
  expect(Testing.synth(stack)).toHaveResourceWithProperties(ProxyKey, {
    name: "ci",
    allocated_amount: 10,
    limit_type: "weekly",
    valid_for: "720h",
    renew_before: "48h",
    model_whitelist: ["gpt-4o"],
    ip_whitelist: ["10.0.0.0/8"],
    enabled: false,
    deletion_policy: "expire",
    deletion_grace_period: "24h",
    store_key: false,
  });
});

test.each(["2035-01-31T00:00:00Z", new Date("2035-01-31T00:00:00Z").toISOString()])(
  "an expiry is synthesised as it is: %s",
  (expiresAt) => {
    const { stack } = stackWith({ expiresAt });
    expect(Testing.synth(stack)).toHaveResourceWithProperties(ProxyKey, { expires_at: expiresAt });
  },
);

test("what is not given is not written", () => {
  const { stack } = stackWith({});
  const synthesised = JSON.parse(Testing.synth(stack)) as { resource: { electronhub_proxy_key: { key: object } } };
  expect(synthesised.resource.electronhub_proxy_key.key).toEqual({ name: "ci", allocated_amount: 10 });
});

test("settings can be changed and reset until synth", () => {
  const { stack, key } = stackWith({ limitType: "weekly", modelWhitelist: ["a"] });
  key.resetLimitType();
  key.modelWhitelist = ["b"];
  expect([key.limitTypeInput, key.modelWhitelistInput]).toEqual([undefined, ["b"]]);
  expect(Testing.synth(stack)).toHaveResourceWithProperties(ProxyKey, { model_whitelist: ["b"] });
  expect(Testing.synth(stack)).not.toContain("limit_type");
});

test("every optional setting can be reset", () => {
  const { stack, key } = stackWith({
    limitType: "weekly",
    expiresAt: "2035-01-31T00:00:00Z",
    modelWhitelist: ["a"],
    ipWhitelist: ["::1"],
    enabled: false,
    deletionPolicy: "expire",
    deletionGracePeriod: "24h",
    storeKey: false,
  });
  key.validFor = "1h";
  key.renewBefore = "1m";
  key.rotateBefore = "1m";
  key.resetValidFor();
  key.resetRenewBefore();
  key.resetRotateBefore();
  key.resetDeletionPolicy();
  key.resetDeletionGracePeriod();
  key.resetStoreKey();
  key.resetLimitType();
  key.resetExpiresAt();
  key.resetModelWhitelist();
  key.resetIpWhitelist();
  key.resetEnabled();
  const synthesised = JSON.parse(Testing.synth(stack)) as { resource: { electronhub_proxy_key: { key: object } } };
  expect(synthesised.resource.electronhub_proxy_key.key).toEqual({ name: "ci", allocated_amount: 10 });
});

test("meta-arguments are synthesised, and overrides have the last word", () => {
  const { stack, key } = stackWith({ count: 2, lifecycle: { preventDestroy: true, ignoreChanges: ["enabled"] } });
  key.addOverride("limit_type", "monthly");
  expect(Testing.synth(stack)).toHaveResourceWithProperties(ProxyKey, {
    count: 2,
    lifecycle: { prevent_destroy: true, ignore_changes: ["enabled"] },
    limit_type: "monthly",
  });
});

test("a key of another account names its provider configuration", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ElectronhubProvider(stack, "electronhub");
  const other = new ElectronhubProvider(stack, "other", { alias: "other" });
  new ProxyKey(stack, "key", { ...MINIMAL, provider: other });
  expect(Testing.synth(stack)).toHaveResourceWithProperties(ProxyKey, { provider: "electronhub.other" });
});

test("what was given can be read back, apart from the reference", () => {
  const { stack, key } = stackWith({ expiresAt: "2035-01-31T00:00:00Z", ipWhitelist: ["::1"], enabled: true });
  expect([key.nameInput, key.allocatedAmountInput, key.limitTypeInput, key.enabledInput]).toEqual([
    "ci",
    10,
    undefined,
    true,
  ]);
  expect([key.expiresAtInput, key.ipWhitelistInput]).toEqual(["2035-01-31T00:00:00Z", ["::1"]]);
  expect(resolved(stack, key.name)).toBe("${electronhub_proxy_key.key.name}");
  expect(resolved(stack, key.allocatedAmount)).toBe("${electronhub_proxy_key.key.allocated_amount}");
  expect(resolved(stack, key.ipWhitelist)).toBe("${tolist(electronhub_proxy_key.key.ip_whitelist)}");
});

test("computed attributes are references", () => {
  const { stack, key } = stackWith({});
  expect(resolved(stack, key.id)).toBe("${electronhub_proxy_key.key.id}");
  expect(resolved(stack, key.key)).toBe("${sensitive(electronhub_proxy_key.key.key)}");
  expect(resolved(stack, `Bearer ${key.key}`)).toBe("Bearer ${sensitive(electronhub_proxy_key.key.key)}");
  expect(resolved(stack, key.createdAt)).toBe("${electronhub_proxy_key.key.created_at}");
  expect(resolved(stack, key.operations)).toBe("${electronhub_proxy_key.key.operations}");
});

test.each<[string, Partial<ProxyKeyConfig>, string]>([
  [
    "a name of 26 characters",
    { name: "a".repeat(26) },
    `name "${"a".repeat(26)}" has 26 characters; it must have 1 to 25.`,
  ],
  ["an empty name", { name: "" }, "name is empty; it must have 1 to 25."],
  ["a negative amount", { allocatedAmount: -1 }, "allocatedAmount is -1; it must be a number of credits, 0 or more."],
  ["an unknown window", { limitType: "hourly" }, 'limitType is "hourly"; it must be one of daily, weekly, monthly.'],
  ["a date without a time", { expiresAt: "2035-01-31" }, 'expiresAt is "2035-01-31"; it must be an RFC 3339 instant'],
  ["no models", { modelWhitelist: [] }, "An empty modelWhitelist would allow every model."],
  ["no addresses", { ipWhitelist: [] }, "An empty ipWhitelist would allow every IP address."],
  [
    "a bad block",
    { ipWhitelist: ["10.0.0.0/33"] },
    '"10.0.0.0/33" is neither an IPv4 or IPv6 address nor a CIDR block',
  ],
])("%s is refused at synth, naming the construct, the value and the limit", (_, config, message) => {
  expect(() => stackWith(config)).toThrow(`stack/key: `);
  expect(() => stackWith(config)).toThrow(message);
});

test.each<[string, (key: ProxyKey) => void, string]>([
  ["name", (key) => (key.name = ""), "Invalid name of a proxy key"],
  ["allocatedAmount", (key) => (key.allocatedAmount = -1), "Invalid allocation"],
  ["limitType", (key) => (key.limitType = "hourly"), "Unknown limitType"],
  ["expiresAt", (key) => (key.expiresAt = "2035-01-31T00:00:00.5Z"), "expiresAt has a fraction of a second"],
  ["modelWhitelist", (key) => (key.modelWhitelist = []), "modelWhitelist is empty"],
  ["ipWhitelist", (key) => (key.ipWhitelist = ["::1", "::1/128"]), "An address is listed twice"],
])("%s is checked as well when it is set later", (_, change, summary) => {
  const { stack, key } = stackWith({});
  expect(() => change(key)).toThrow(`stack/key: ${summary}: `);
  expect(Testing.synth(stack)).toHaveResourceWithProperties(ProxyKey, { name: "ci", allocated_amount: 10 });
});

test("tokens are left to the plan", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const text = new TerraformVariable(stack, "text", { type: "string" });
  const list = new TerraformVariable(stack, "list", { type: "list(string)" });
  const number = new TerraformVariable(stack, "number", { type: "number" });
  new ProxyKey(stack, "key", {
    name: text.stringValue,
    allocatedAmount: number.numberValue,
    limitType: text.stringValue,
    expiresAt: Fn.timeadd("2035-01-31T00:00:00Z", "24h"),
    modelWhitelist: list.listValue,
    ipWhitelist: [text.stringValue, "10.0.0.0/8"],
    enabled: Token.asAny(text.value),
  });
  expect(Testing.synth(stack)).toHaveResourceWithProperties(ProxyKey, {
    name: "${var.text}",
    allocated_amount: "${var.number}",
    model_whitelist: "${var.list}",
    ip_whitelist: ["${var.text}", "10.0.0.0/8"],
  });
});

test("the literal elements of a list are checked beside tokens", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const address = new TerraformVariable(stack, "address", { type: "string" }).stringValue;
  const declare = () =>
    new ProxyKey(stack, "key", { name: "ci", allocatedAmount: 1, ipWhitelist: [address, "10.0.0.0/33"] });
  expect(declare).toThrow('stack/key: Invalid entry in ipWhitelist: "10.0.0.0/33" is neither');
});

test("lists of tokens alone are left to the plan, as are lists that Terraform's functions make", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const text = new TerraformVariable(stack, "text", { type: "string" }).stringValue;
  new ProxyKey(stack, "key", {
    ...MINIMAL,
    modelWhitelist: Fn.distinct([text, text]),
    ipWhitelist: [text, `${text}/32`],
  });
  expect(Testing.synth(stack)).toHaveResourceWithProperties(ProxyKey, {
    model_whitelist: "${distinct([var.text, var.text])}",
    ip_whitelist: ["${var.text}", "${var.text}/32"],
  });
});

test("Terraform's own templates are not literals either, and are written as they are", () => {
  const settings = {
    name: "${terraform.workspace}-nightly",
    ipWhitelist: ["${var.address}", "%{ if true }a%{ endif }"],
  };
  const { stack } = stackWith(settings);
  expect(Testing.synth(stack)).toHaveResourceWithProperties(ProxyKey, {
    name: "${terraform.workspace}-nightly",
    ip_whitelist: ["${var.address}", "%{ if true }a%{ endif }"],
  });
});

test("an allocation above the default cap is a warning", () => {
  const { key } = stackWith({ allocatedAmount: 10_001 });
  const entry = key.node.metadata.find(({ type }) => type === "@cdktf/warn");
  expect(entry?.data).toContain("allocatedAmount is 10001; accounts cap it at 10000 credits");
});

test("an existing key can be taken over", () => {
  const { stack, key } = stackWith({});
  key.importFrom("name:ci");
  const synthesised = JSON.parse(Testing.synth(stack)) as { import: unknown[] };
  expect(synthesised.import).toEqual([{ id: "name:ci", to: "electronhub_proxy_key.key" }]);
});

test.each<[string, (stack: TerraformStack, key: ProxyKey) => unknown, string]>([
  ["importFrom", (_, key) => key.importFrom("ek-proxy-hush"), "stack/key: A key value cannot be used as import id: "],
  [
    "generateConfigForImport",
    (stack) => ProxyKey.generateConfigForImport(stack, "imported", "ek-proxy-hush"),
    "stack: A key value cannot be used as import id: ",
  ],
])("%s refuses a key's value, without repeating it", (_, take, message) => {
  const { stack, key } = stackWith({});
  expect(() => take(stack, key)).toThrow(message);
  expect(() => take(stack, key)).not.toThrow("hush");
});

test("the key of one stack can be used in another, and stays sensitive on its way", () => {
  const app = Testing.app();
  const keys = new TerraformStack(app, "keys");
  new ElectronhubProvider(keys, "electronhub", { bundled: false });
  const key = new ProxyKey(keys, "ci", MINIMAL);
  const consumer = new TerraformStack(app, "consumer");
  new TerraformOutput(consumer, "token", { value: `Bearer ${key.key}`, sensitive: true });
  app.synth();
  const synthesised = (stack: string) =>
    JSON.parse(readFileSync(join(app.outdir, "stacks", stack, "cdk.tf.json"), "utf8")) as { output: unknown };
  expect(synthesised("keys").output).toEqual({
    "cross-stack-output-electronhub_proxy_keycikey": { value: "${electronhub_proxy_key.ci.key}", sensitive: true },
  });
  // Terraform itself does not know that what comes out of another state is a secret.
  expect(synthesised("consumer").output).toEqual({
    token: {
      value:
        "Bearer ${sensitive(data.terraform_remote_state.cross-stack-reference-input-keys.outputs.cross-stack-output-electronhub_proxy_keycikey)}",
      sensitive: true,
    },
  });
  expect(consumer.dependencies).toEqual([keys]);
  rmSync(app.outdir, { recursive: true });
});

test("import configuration can be generated", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  ProxyKey.generateConfigForImport(stack, "imported", "name:ci");
  const synthesised = JSON.parse(Testing.synth(stack)) as { import: unknown[] };
  expect(synthesised.import).toEqual([{ id: "name:ci", to: "electronhub_proxy_key.imported" }]);
});

test("HCL output has the same attributes", () => {
  const { key } = stackWith({ modelWhitelist: ["gpt-4o"], enabled: false });
  const { resource } = key.toHclTerraform() as {
    resource: { electronhub_proxy_key: { key: Record<string, { value: unknown }> } };
  };
  const attributes = resource.electronhub_proxy_key.key;
  expect(Object.keys(attributes).sort()).toEqual(["//", "allocated_amount", "enabled", "model_whitelist", "name"]);
  expect(attributes.enabled?.value).toBe(false);
});

test.each<[Partial<ProxyKeyConfig>, string]>([
  [{ deletionPolicy: "expire" }, "deletionGracePeriod is missing"],
  [{ deletionGracePeriod: "1h" }, "deletionGracePeriod without deletionPolicy expire"],
  [{ deletionPolicy: "disable", deletionGracePeriod: "1h" }, "deletionGracePeriod without deletionPolicy expire"],
  [{ expiresAt: "2035-01-31T00:00:00Z", validFor: "1h" }, "expiresAt and validFor"],
  [{ rotateBefore: "1h" }, "rotateBefore without validFor"],
])("%j is refused at synth", (config, message) => {
  const { stack } = stackWith(config);
  expect(() => Testing.fullSynth(stack)).toThrow(message);
});

test.each<[Partial<ProxyKeyConfig>, string]>([
  [{ deletionPolicy: "keep" }, "Unknown deletionPolicy"],
  [{ validFor: "1 hour" }, "Invalid duration"],
  [{ deletionPolicy: "expire", deletionGracePeriod: "soon" }, "Invalid duration"],
])("%j is refused at once", (config, message) => {
  expect(() => stackWith(config)).toThrow(message);
});

test("what is known only in the plan is left to it", () => {
  const { stack } = stackWith({ deletionPolicy: "${var.policy}", deletionGracePeriod: "1h" });
  expect(() => Testing.fullSynth(stack)).not.toThrow();
});
