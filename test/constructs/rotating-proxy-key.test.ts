// RotatingProxyKey: what it comes to, and what it refuses.
import { type TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { failure, make, newStack } from "./all-constructs";
import { resolved } from "./resolved";
import { ElectronhubProvider, LimitType, ProxyKey, RotatingProxyKey } from "../../src";

const ROTATION = { name: "ci", allocatedAmount: 10, validFor: "720h", rotateBefore: "168h" };

function stackWithProvider(): TerraformStack {
  const stack = newStack();
  new ElectronhubProvider(stack, "electronhub");
  return stack;
}

const keyOf = (stack: TerraformStack): unknown => {
  const { resource } = JSON.parse(Testing.synth(stack, true)) as { resource: Record<string, Record<string, unknown>> };
  return Object.values(resource.electronhub_proxy_key ?? {})[0];
};

test("it is a key that is made before the old one expires", () => {
  const stack = stackWithProvider();
  new RotatingProxyKey(stack, "ci", ROTATION);
  expect(keyOf(stack)).toEqual({
    name: "ci",
    allocated_amount: 10,
    valid_for: "720h",
    rotate_before: "168h",
    deletion_policy: "expire",
    deletion_grace_period: "168h",
    lifecycle: { create_before_destroy: true },
  });
});

test("everything else is the key's", () => {
  const stack = stackWithProvider();
  const provider = new ElectronhubProvider(stack, "other", { alias: "other" });
  const first = new ProxyKey(stack, "first", { name: "first", allocatedAmount: 1, provider });
  stack.node.tryRemoveChild("first");
  const more = {
    gracePeriod: "24h",
    limitType: LimitType.WEEKLY,
    modelWhitelist: ["gpt-4o"],
    ipWhitelist: ["10.0.0.0/8"],
    enabled: false,
    storeKey: false,
    provider,
    dependsOn: [first],
  };
  const rotating = new RotatingProxyKey(stack, "ci", { ...ROTATION, ...more });
  expect(keyOf(stack)).toMatchObject({
    deletion_grace_period: "24h",
    limit_type: "weekly",
    model_whitelist: ["gpt-4o"],
    ip_whitelist: ["10.0.0.0/8"],
    enabled: false,
    store_key: false,
    provider: "electronhub.other",
    depends_on: ["electronhub_proxy_key.first"],
  });
  const address = `electronhub_proxy_key.${rotating.proxyKey.friendlyUniqueId}`;
  expect([rotating.key, rotating.id, rotating.expiresAt].map((value) => resolved(stack, value))).toEqual([
    `\${sensitive(${address}.key)}`,
    `\${${address}.id}`,
    `\${${address}.expires_at}`,
  ]);
});

test.each<[string, Record<string, unknown>, string]>([
  ["no durations", { validFor: undefined, rotateBefore: null }, "validFor is missing"],
  [
    "a rotation that is always due",
    { rotateBefore: "30d" },
    'stack/it: rotateBefore is not shorter than validFor: rotateBefore is "30d" and validFor is "720h", so it',
  ],
  [
    "a grace period beyond the end of the key",
    { gracePeriod: "169h" },
    'stack/it: gracePeriod is longer than rotateBefore: gracePeriod is "169h" and rotateBefore is "168h"',
  ],
  ["a grace period that is not a duration", { gracePeriod: "soon" }, 'stack/it: Invalid duration: "soon"'],
  ["what would undo it", { deletionPolicy: "delete" }, 'stack/it: RotatingProxyKey takes no property "deletionPolicy"'],
  ["a misspelling", { model_whitelist: ["a"] }, 'takes no property "model_whitelist": Did you mean modelWhitelist?'],
  ["an expiry", { expiresAt: "2035-01-31T00:00:00Z" }, 'RotatingProxyKey takes no property "expiresAt"'],
])("%s is refused, and nothing stays behind", (_, changed, message) => {
  const stack = newStack();
  const refused = failure(() => make(RotatingProxyKey, stack, "it", { ...ROTATION, ...changed }));
  expect(refused.message).toContain(message);
  expect(stack.node.children).toEqual([]);
});

test("what only the plan knows is left to it", () => {
  const stack = stackWithProvider();
  const grace = new TerraformVariable(stack, "grace", { type: "string" });
  new RotatingProxyKey(stack, "ci", {
    ...ROTATION,
    gracePeriod: grace.stringValue,
    validFor: Token.asString("${var.v}"),
  });
  expect(keyOf(stack)).toMatchObject({ valid_for: "${var.v}", deletion_grace_period: "${var.grace}" });
});
