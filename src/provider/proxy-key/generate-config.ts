// The configuration that keeps a key as it is: what holds anyway is left out.
import { type ProxyKeyState } from "./schema";

export const generateProxyKeyConfig = (state: ProxyKeyState): ProxyKeyState => ({
  ...state,
  // With valid_for, the instant was computed.
  expires_at: state.valid_for === null ? state.expires_at : null,
  enabled: state.enabled === false ? false : null,
  deletion_policy: state.deletion_policy === "delete" ? null : state.deletion_policy,
  store_key: state.store_key === false ? false : null,
  key: null,
  id: null,
  created_at: null,
  operations: null,
});
