// Values of attributes, for what must hold of all of them: one that the rules allow for each, different from all others.
import { Token } from "cdktf";
import { type CtyType } from "../../src/terraform/cty";

export const LITERALS = {
  allocated_amount: 7.5,
  api_key: "${var.literal}",
  base_url: "https://example.com/v1",
  ca_certificate_file: "/etc/ca.pem",
  ledger: "rediss://cache.example:6380/1",
  check_quota: true,
  confirm_count: 3,
  deletion_grace_period: "24h",
  deletion_policy: "abandon",
  enabled: false,
  endpoint: "/v1/chat/completions",
  expired: true,
  expires_at: "2035-01-31T00:00:00Z",
  id: "fedcba9876543210fedcba9876543210",
  ignore_expiring_within: "36h",
  include_keys: true,
  include_owner: true,
  ip_whitelist: ["10.0.0.0/8", "::1"],
  key: "${var.literal}",
  key_ids: ["00000000000000000000000000000001"],
  limit_type: "weekly",
  max_retries: 4,
  max_wait: "11m",
  model: "gpt-4o",
  model_whitelist: ["gpt-4o", "claude"],
  name: "web",
  name_prefix: "team-",
  name_regex: "^ci",
  owner: "openai",
  premium: false,
  renew_before: "2h",
  request_timeout: "12s",
  requests_per_minute: 40,
  requests_per_minute_margin: 5,
  rotate_before: "3h",
  store_key: false,
  unused_since: "2026-01-01T00:00:00Z",
  use_delete_all: true,
  valid_for: "4h",
  validate_credentials: true,
  validate_models: true,
};

/** Of no kind at all. */
export const ODD = Symbol("odd");

/** What a property is given, and what is written of it. */
export function tokenOf({ kind }: CtyType, name: string): { given: unknown; written: unknown } {
  const written = `\${var.${name}}`;
  switch (kind) {
    case "string":
      return { given: Token.asString(written), written };
    case "number":
      return { given: Token.asNumber(written), written };
    case "bool":
      return { given: Token.asAny(written), written };
    default:
      return { given: Token.asList(written), written };
  }
}
