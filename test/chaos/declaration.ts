// What a test declares of a key, in the shapes of a configuration and of the API.
import * as fc from "fast-check";
import { NEVER } from "../../src/api/wire";
import { type StoredKey } from "../../src/emulator/proxy-key";
import { proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { Decimal, type ObjectValue } from "../../src/terraform/cty";

export interface Declaration {
  readonly name: string;
  readonly amount: number;
  readonly limitType: "daily" | "weekly" | "monthly" | null;
  readonly expiresAt: string | null;
  readonly models: readonly string[] | null;
  readonly ips: readonly string[] | null;
  readonly enabled: boolean | null;
  readonly storeKey: boolean | null;
}

const PLAIN = { limitType: null, expiresAt: null, models: null, ips: null };

/** Few values each, so that keys are alike often and changes return to where they were. */
export const declarations: fc.Arbitrary<Declaration> = fc.oneof(
  fc
    .record({ enabled: fc.constantFrom(null, false) })
    .map(({ enabled }) => ({ ...PLAIN, name: "a", amount: 1, enabled, storeKey: null })),
  fc.record({
    name: fc.constantFrom("a", "b"),
    amount: fc.constantFrom(0, 1, 7.5),
    limitType: fc.constantFrom(null, "weekly" as const),
    expiresAt: fc.constantFrom(null, null, "2090-01-01T00:00:00Z", "2091-01-01T00:00:00Z"),
    models: fc.constantFrom(null, null, ["m1"], ["m1", "m2"]),
    ips: fc.constantFrom(null, null, ["10.0.0.1"], ["10.0.0.0/8"]),
    enabled: fc.constantFrom(null, null, false),
    storeKey: fc.constantFrom(null, false),
  }),
);

const NOTHING: ObjectValue = Object.fromEntries(Object.keys(proxyKeySchema.attributes).map((name) => [name, null]));

export const configOf = (declaration: Declaration): ObjectValue => ({
  ...NOTHING,
  name: declaration.name,
  allocated_amount: Decimal.fromNumber(declaration.amount),
  limit_type: declaration.limitType,
  expires_at: declaration.expiresAt,
  model_whitelist: declaration.models,
  ip_whitelist: declaration.ips,
  enabled: declaration.enabled,
  store_key: declaration.storeKey,
});

/** All settings but the status, as a text that is the same for equal ones. */
export const settingsOf = (declaration: Declaration): string =>
  JSON.stringify([
    declaration.name,
    declaration.amount,
    declaration.limitType ?? "daily",
    declaration.expiresAt === null ? NEVER : Date.parse(declaration.expiresAt) / 1000,
    declaration.models ?? [],
    declaration.ips ?? [],
  ]);

/** The same text for a key as the API has it. */
export const storedSettings = (key: StoredKey): string =>
  JSON.stringify([
    key.name,
    key.allocated_ammount,
    key.limit_type,
    key.expires_at,
    [...key.model_whitelist].sort(),
    [...key.ip_whitelist].sort(),
  ]);

export const isEnabled = ({ enabled }: Declaration): boolean => enabled ?? true;
