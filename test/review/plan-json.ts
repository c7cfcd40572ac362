// Plans' JSON as terraform writes it, made for one test: what a test does not say is as in a plan of Terraform 1.11.

export interface ChangeJson {
  readonly address?: string;
  readonly previous_address?: string;
  readonly deposed?: string;
  readonly action_reason?: string;
  readonly type?: string;
  readonly mode?: string;
  readonly module_address?: string;
  readonly name?: string;
  readonly provider_name?: string;
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  readonly importing?: unknown;
}

export const ELECTRONHUB = "registry.terraform.io/electronhub/electronhub";
/** When the plans of tests were made. */
export const PLANNED_AT = "2026-11-27T05:00:00Z";
export const ID = "0123456789abcdef0123456789abcdef";
export const SECRET = "ek-proxy-00000000000000000000000000000000000000000000feed";

/** The attributes of a key in the state, and in a plan. */
export const KEY = {
  name: "ci",
  allocated_amount: 100,
  limit_type: "daily",
  expires_at: null,
  model_whitelist: null,
  ip_whitelist: null,
  enabled: true,
  valid_for: null,
  renew_before: null,
  rotate_before: null,
  deletion_policy: "delete",
  deletion_grace_period: null,
  store_key: true,
  key: SECRET,
  id: ID,
  created_at: "2026-11-01T00:00:00Z",
  operations: ["#1 create"],
};

type Settings = Readonly<Record<string, unknown>>;

/** What the apply alone can tell of a new key. */
const NEW = { key: undefined, id: undefined, created_at: undefined };
const NEW_UNKNOWN = { key: true, id: true, created_at: true };

export const createOf = (settings: Settings = {}, change: Partial<ChangeJson> = {}): ChangeJson => ({
  actions: ["create"],
  before: null,
  after: { ...KEY, ...NEW, ...settings },
  after_unknown: NEW_UNKNOWN,
  ...change,
});

/** `operations`: as the provider plans them, without the number. */
export const updateOf = (
  before: Settings,
  after: Settings,
  operations: readonly string[],
  change: Partial<ChangeJson> = {},
): ChangeJson => ({
  actions: ["update"],
  before: { ...KEY, ...before },
  after: { ...KEY, ...before, ...after, operations: operations.map((operation) => `#2 ${operation}`) },
  after_unknown: {},
  ...change,
});

export const destroyOf = (settings: Settings = {}, change: Partial<ChangeJson> = {}): ChangeJson => ({
  actions: ["delete"],
  before: { ...KEY, ...settings },
  after: null,
  ...change,
});

export const replaceOf = (
  before: Settings,
  after: Settings,
  actions: readonly string[] = ["delete", "create"],
  change: Partial<ChangeJson> = {},
): ChangeJson => ({
  actions,
  before: { ...KEY, ...before },
  after: { ...KEY, ...NEW, ...before, ...after },
  after_unknown: NEW_UNKNOWN,
  ...change,
});

export const unchangedOf = (settings: Settings = {}, change: Partial<ChangeJson> = {}): ChangeJson => ({
  actions: ["no-op"],
  before: { ...KEY, ...settings },
  after: { ...KEY, ...settings },
  ...change,
});

/** One entry of resource_changes: of electronhub_proxy_key.ci, unless the change says another thing. */
export function entryOf(change: ChangeJson) {
  const { type = "electronhub_proxy_key", name = "ci", module_address } = change;
  const within = module_address === undefined ? "" : `${module_address}.`;
  return {
    address: change.address ?? `${within}${type}.${name}`,
    module_address,
    previous_address: change.previous_address,
    deposed: change.deposed,
    mode: change.mode ?? "managed",
    type,
    name,
    provider_name: change.provider_name ?? ELECTRONHUB,
    action_reason: change.action_reason,
    change: {
      actions: change.actions,
      before: change.before ?? null,
      after: change.after ?? null,
      after_unknown: change.after_unknown ?? {},
      before_sensitive: change.before_sensitive ?? { key: true },
      after_sensitive: change.after_sensitive ?? { key: true },
      importing: change.importing,
    },
  };
}

/** The JSON text of a plan with these changes. */
export const planOf = (changes: readonly ChangeJson[], besides: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    resource_changes: changes.map(entryOf),
    configuration: { provider_config: { electronhub: { name: "electronhub", full_name: ELECTRONHUB } } },
    timestamp: PLANNED_AT,
    complete: true,
    errored: false,
    ...besides,
  });
