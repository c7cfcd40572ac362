// The provider block: its schema, and its settings resolved from configuration, environment and defaults. No calls.
import {
  DEFAULT_BASE_URL,
  DEFAULT_MAX_RETRIES,
  DEFAULT_MAX_WAIT,
  DEFAULT_REQUEST_TIMEOUT,
  MAX_RETRIES_LIMIT,
  type LedgerAddress,
  type Problem,
  apiKeyCheck,
  baseUrlCheck,
  canonicalBaseUrl,
  checkApiKey,
  checkBaseUrl,
  checkLedger,
  checkWait,
  checkMaxRetries,
  checkRequestsPerMinute,
  checkRequestsPerMinuteMargin,
  ledgerAddress,
  ledgerCheck,
  milliseconds,
} from "../rules";
import { UNKNOWN, attributeStep, types } from "../terraform/cty";
import {
  type Attributes,
  type Diagnostic,
  type ObjectOf,
  type Schema,
  errorDiagnostic,
  optional,
} from "../terraform/framework";
import { checked } from "./checked";

export const providerAttributes = {
  api_key: optional(types.string, {
    description:
      "API key of the account (`ek-...`). Else the environment variable `ELECTRONHUB_API_KEY`. A JWT or a proxy key cannot manage keys.",
    sensitive: true,
    validators: [checked(types.string, checkApiKey)],
  }),
  base_url: optional(types.string, {
    description: `Address of the API. Else \`ELECTRONHUB_BASE_URL\`, else \`${DEFAULT_BASE_URL}\`. \`http:\` is allowed to loopback addresses only.`,
    validators: [checked(types.string, checkBaseUrl)],
  }),
  requests_per_minute: optional(types.number, {
    description:
      "Requests a minute that the provider may make, if fewer than the API's own limit, which is learnt from its answers.",
    validators: [checked(types.number, (rate) => checkRequestsPerMinute(rate.toFloat64()))],
  }),
  requests_per_minute_margin: optional(types.number, {
    description: "Requests a minute of the limit that are left to other users of the account. Default 0.",
    validators: [checked(types.number, (margin) => checkRequestsPerMinuteMargin(margin.toFloat64()))],
  }),
  max_wait: optional(types.string, {
    description: `How long a request may wait for a lock-out of the account to end, as a duration. Default \`${DEFAULT_MAX_WAIT}\`.`,
    validators: [checked(types.string, checkWait)],
  }),
  request_timeout: optional(types.string, {
    description: `How long one request may take, as a duration such as \`30s\` or \`1m30s\`. Default \`${DEFAULT_REQUEST_TIMEOUT}\`.`,
    validators: [checked(types.string, checkWait)],
  }),
  max_retries: optional(types.number, {
    description: `How often a call that is safe to repeat is tried again, 0 to ${MAX_RETRIES_LIMIT}. Default ${DEFAULT_MAX_RETRIES}.`,
    validators: [checked(types.number, (retries) => checkMaxRetries(retries.toFloat64()))],
  }),
  validate_credentials: optional(types.bool, {
    description:
      "Whether to check the API key as soon as Terraform configures the provider, in the plan and again in the apply: a key that the API refuses is then one error, before anything is planned or changed. The check is the list of the account's keys, which a refresh uses as well: one more API call only where nothing is refreshed. Nothing is checked while a setting of this block is unknown. Default false.",
  }),
  validate_models: optional(types.bool, {
    description:
      "Whether to warn in the plan of ids in a `model_whitelist` that the API's catalogue does not have, with the nearest ones that it has. One more API call for each plan that has whitelists, and for the apply, which plans again. Ephemeral keys are not checked. Default false.",
  }),
  check_quota: optional(types.bool, {
    description:
      "Whether to warn in the plan when its new keys exceed the number that the account's plan allows, or its allocations the credits that are left. What the same plan removes or lowers is not counted, for it may come later; nor are ephemeral keys, and Terraform shows no warning of keys that `-replace` or `replace_triggered_by` replaces. One more API call for each plan with new keys or higher allocations, and for the apply, which plans again. Default false.",
  }),
  ledger: optional(types.string, {
    description:
      "Address of a Redis or Valkey server on which the providers of several machines keep the account's request budget together: `redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]`, or `rediss://` for TLS. Else `ELECTRONHUB_LEDGER`. Without one, the processes of a user on one machine share a file. While the server cannot be used, the provider warns once and uses the file.",
    sensitive: true,
    validators: [checked(types.string, checkLedger)],
  }),
  ca_certificate_file: optional(types.string, {
    description:
      "Path of a PEM file with further certificate authorities to trust, for TLS-inspecting proxies. `SSL_CERT_FILE` and `NODE_EXTRA_CA_CERTS` are honoured as well.",
  }),
} satisfies Attributes;

export type ProviderAttributes = typeof providerAttributes;

export const providerSchema: Schema<ProviderAttributes> = {
  version: 0,
  description: "Proxy keys of an Electron Hub account.",
  attributes: providerAttributes,
};

export interface ProviderSettings {
  readonly apiKey: string;
  /** In its one spelling. */
  readonly baseUrl: string;
  /** As it is written, but for slashes at the end. */
  readonly writtenBaseUrl: string;
  readonly budget: { readonly requestsPerMinute: number | undefined; readonly margin: number };
  readonly maxWaitMs: number;
  readonly requestTimeoutMs: number;
  readonly maxRetries: number;
  readonly validateCredentials: boolean;
  readonly validateModels: boolean;
  readonly checkQuota: boolean;
  readonly caCertificateFile: string | undefined;
  /** Where the request budget is kept for several machines. */
  readonly ledger: LedgerAddress | undefined;
}

export type Resolution =
  | { readonly kind: "settings"; readonly settings: ProviderSettings }
  /** Known only during apply; never replaced by the environment, which may name another account. */
  | { readonly kind: "unknown"; readonly attributes: readonly string[] }
  | { readonly kind: "mistakes"; readonly diagnostics: readonly Diagnostic[] };

export function resolveConfiguration(config: ObjectOf<ProviderAttributes>, env: NodeJS.ProcessEnv): Resolution {
  const unknown = Object.entries(config).flatMap(([name, value]) => (value === UNKNOWN ? [name] : []));
  if (unknown.length > 0) return { kind: "unknown", attributes: unknown };

  const apiKey = text(config.api_key) ?? nonEmpty(env.ELECTRONHUB_API_KEY);
  const baseUrl = text(config.base_url) ?? nonEmpty(env.ELECTRONHUB_BASE_URL) ?? DEFAULT_BASE_URL;
  const ledger = text(config.ledger) ?? nonEmpty(env.ELECTRONHUB_LEDGER);
  // Configured values were checked by the validators; others come from the environment.
  const checkKey = config.api_key === null ? apiKeyCheck("ELECTRONHUB_API_KEY") : checkApiKey;
  const checkUrl = config.base_url === null ? baseUrlCheck("ELECTRONHUB_BASE_URL") : checkBaseUrl;
  const checkAddress = config.ledger === null ? ledgerCheck("ELECTRONHUB_LEDGER") : checkLedger;
  const mistakes = [
    ...(apiKey === undefined ? [missingApiKey()] : at("api_key", checkKey(apiKey))),
    ...at("base_url", checkUrl(baseUrl)),
    ...at("ledger", ledger === undefined ? undefined : checkAddress(ledger)),
  ];
  if (apiKey === undefined || mistakes.length > 0) return { kind: "mistakes", diagnostics: mistakes };
  return {
    kind: "settings",
    settings: {
      apiKey,
      baseUrl: canonicalBaseUrl(baseUrl),
      writtenBaseUrl: baseUrl.replace(/\/+$/, ""),
      budget: {
        requestsPerMinute: number(config.requests_per_minute),
        margin: number(config.requests_per_minute_margin) ?? 0,
      },
      maxWaitMs: milliseconds(text(config.max_wait) ?? DEFAULT_MAX_WAIT),
      requestTimeoutMs: milliseconds(text(config.request_timeout) ?? DEFAULT_REQUEST_TIMEOUT),
      maxRetries: number(config.max_retries) ?? DEFAULT_MAX_RETRIES,
      validateCredentials: config.validate_credentials === true,
      validateModels: config.validate_models === true,
      checkQuota: config.check_quota === true,
      caCertificateFile: text(config.ca_certificate_file),
      ledger: ledger === undefined ? undefined : ledgerAddress(ledger),
    },
  };
}

function missingApiKey(): Diagnostic {
  return errorDiagnostic(
    "No API key is configured",
    "Set the environment variable ELECTRONHUB_API_KEY, or api_key in the provider block from a sensitive variable, to an API key of the account (ek-...).",
    [attributeStep("api_key")],
  );
}

const at = (attribute: string, problem: Problem | undefined): readonly Diagnostic[] =>
  problem ? [{ ...problem, path: [attributeStep(attribute)] }] : [];

type Config = ObjectOf<ProviderAttributes>;
const text = (value: Config["base_url"]): string | undefined => (typeof value === "string" ? value : undefined);
const number = (value: Config["max_retries"]): number | undefined =>
  value === null || value === UNKNOWN ? undefined : value.toFloat64();
const nonEmpty = (value: string | undefined): string | undefined => (value === "" ? undefined : value);
