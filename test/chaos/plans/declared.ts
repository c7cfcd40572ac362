// What a sequence declares of its one key, every attribute of it: as a configuration before and at apply, and in words.
import { proxyKeySchema } from "../../../src/provider/proxy-key/schema";
import { type ObjectValue, type Value, Decimal, UNKNOWN } from "../../../src/terraform/cty";

/** As written; null: left out. */
export interface Attributes {
  readonly name: string;
  readonly allocated_amount: number;
  readonly limit_type: string | null;
  readonly expires_at: string | null;
  readonly valid_for: string | null;
  readonly renew_before: string | null;
  readonly rotate_before: string | null;
  readonly model_whitelist: readonly string[] | null;
  readonly ip_whitelist: readonly string[] | null;
  readonly enabled: boolean | null;
  readonly deletion_policy: string | null;
  readonly deletion_grace_period: string | null;
  readonly store_key: boolean | null;
}

export type AttributeName = keyof Attributes;

export interface Declared {
  readonly attributes: Attributes;
  /** Those that the plan does not know yet. */
  readonly unknown: readonly AttributeName[];
  /** Of an unknown whitelist, the plan knows all elements but one. */
  readonly partly: boolean;
  readonly createBeforeDestroy: boolean;
  readonly ignoreChanges: readonly AttributeName[];
  /** As with -replace. */
  readonly replace: boolean;
}

export const PLAIN: Attributes = {
  name: "a",
  allocated_amount: 1,
  limit_type: null,
  expires_at: null,
  valid_for: null,
  renew_before: null,
  rotate_before: null,
  model_whitelist: null,
  ip_whitelist: null,
  enabled: null,
  deletion_policy: null,
  deletion_grace_period: null,
  store_key: null,
};

const NOTHING: ObjectValue = Object.fromEntries(Object.keys(proxyKeySchema.attributes).map((name) => [name, null]));

/** At apply, when everything is known. */
export const resolvedConfig = (attributes: Attributes): ObjectValue => ({
  ...NOTHING,
  ...attributes,
  allocated_amount: Decimal.fromNumber(attributes.allocated_amount),
});

/** In the plan. */
export function plannedConfig({ attributes, unknown, partly }: Declared): ObjectValue {
  const hidden = unknown.map((name): [string, Value] => {
    const isWhitelist = name === "model_whitelist" || name === "ip_whitelist";
    const [first, ...others] = (isWhitelist && attributes[name]) || [];
    return [name, partly && first !== undefined ? [UNKNOWN, ...others] : UNKNOWN];
  });
  return { ...resolvedConfig(attributes), ...Object.fromEntries(hidden) };
}

/** Like a configuration; what is written as `# unknown` becomes known at apply. */
export function hclOf({ attributes, unknown, partly, createBeforeDestroy, ignoreChanges, replace }: Declared): string {
  const lines = Object.entries(attributes).flatMap(([name, value]: [string, unknown]) => {
    const isUnknown = unknown.some((one) => one === name);
    if (value === null && !isUnknown) return [];
    return [`  ${name} = ${JSON.stringify(value)}${isUnknown ? (partly ? "  # unknown in part" : "  # unknown") : ""}`];
  });
  const lifecycle = [
    ...(createBeforeDestroy ? ["create_before_destroy = true"] : []),
    ...(ignoreChanges.length > 0 ? [`ignore_changes = [${ignoreChanges.join(", ")}]`] : []),
  ];
  const block = lifecycle.length > 0 ? [`  lifecycle { ${lifecycle.join("; ")} }`] : [];
  return `${replace ? "-replace " : ""}{\n${[...lines, ...block].join("\n")}\n}`;
}
