// What a proxy key and its account's settings may look like. Pure checks, shared by the constructs at synth and by the
// provider in the plan, so that both say the same. No Terraform, no cdktf, no I/O, no clock: "now" is an argument.
export {
  DEFAULT_BASE_URL,
  DEFAULT_MAX_RETRIES,
  DEFAULT_MAX_WAIT,
  DEFAULT_REQUEST_TIMEOUT,
  MAX_RETRIES_LIMIT,
  apiKeyCheck,
  baseUrlCheck,
  canonicalBaseUrl,
  checkApiKey,
  checkBaseUrl,
  checkMaxRetries,
  checkRequestsPerMinute,
  checkRequestsPerMinuteMargin,
} from "./connection";
export { checkDuration, checkWait, milliseconds, parseDuration } from "./duration";
export { DEFAULT_EPHEMERAL_VALIDITY, checkEphemeralValidity } from "./ephemeral";
export { type DeleteAllSettings, checkConfirmCount, checkDeleteAll, checkNamePrefix } from "./exclusive";
export { checkExpiresAt, checkExpiryInFuture, formatInstant, parseInstant } from "./instant";
export { canonicalIp, checkIp, coversIp } from "./ip";
export { checkKeyIds, checkKeyValue, checkNoKeyValues, checkNoOtherCredential, isKeyId } from "./key-id";
export { checkNameRegex, checkUnusedSince, nameRegexOf } from "./key-filter";
export { type LedgerAddress, checkLedger, ledgerAddress, ledgerCheck } from "./ledger";
export { keysOf } from "./keys-of";
export { type Problem, problem, shown } from "./problem";
export * from "./settings";
export * from "./whitelist";
