// One key, as the state, the settings, the API's record and a request have it.
import { type KeyObject, type KeySettings } from "../../../src/api/wire";
import { type ProxyKeyState } from "../../../src/provider/proxy-key/schema";
import { type Settings } from "../../../src/provider/proxy-key/settings";
import { Decimal } from "../../../src/terraform/cty";

export const STATE: ProxyKeyState = {
  name: "ci",
  allocated_amount: Decimal.parse("12.5"),
  limit_type: "weekly",
  expires_at: "2027-01-15T08:00:00Z",
  model_whitelist: ["gpt-4o", "o3"],
  ip_whitelist: ["10.0.0.5/32", "10.1.0.0/16"],
  enabled: false,
  valid_for: null,
  renew_before: null,
  rotate_before: null,
  deletion_policy: "delete",
  deletion_grace_period: null,
  store_key: false,
  key: null,
  id: "4f8a4a6b0c1d2e3f4f8a4a6b0c1d2e3f",
  created_at: "2026-01-01T00:00:00Z",
  operations: ["#1 create"],
};
export const SAME: Settings = {
  name: "ci",
  allocated_amount: 12.5,
  limit_type: "weekly",
  expires_at: 1_800_000_000,
  model_whitelist: ["gpt-4o", "o3"],
  ip_whitelist: ["10.0.0.5/32", "10.1.0.0/16"],
  enabled: false,
};
export const RECORD: Required<Omit<KeyObject, "used_ammount" | "last_used" | "odd">> = {
  key: "ek-proxy-1",
  name: "ci",
  allocated_ammount: 12.5,
  expires_at: 1_800_000_000,
  model_whitelist: ["gpt-4o", "o3"],
  ip_whitelist: ["10.0.0.5/32", "10.1.0.0/16"],
  is_active: false,
  created_at: 1_767_225_600,
};
export const SENT: Required<KeySettings> = {
  name: "ci",
  allocated_ammount: 12.5,
  limit_type: "weekly",
  expires_at: 1_800_000_000,
  model_whitelist: ["gpt-4o", "o3"],
  ip_whitelist: ["10.0.0.5/32", "10.1.0.0/16"],
};
