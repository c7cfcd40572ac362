// Electron Hub over HTTP: the client, its error and what it needs of the world. Knows nothing of Terraform.
export {
  type AccessQuestion,
  type ClientOptions,
  type ElectronhubCalls,
  type ElectronhubClient,
  type ReservedCalls,
  createClient,
} from "./client";
export { type Clock, systemClock } from "./clock";
export { ApiError } from "./errors";
export { MalformedError } from "./fields";
export { type Log } from "./log";
export { parseKey } from "./parse-key";
export { redact } from "./secrets";
export { type AccountResponse, type KeyObject, type LookupResponse } from "./wire";
export {
  type Claims,
  type Ledger,
  LedgerError,
  type LedgerOptions,
  type Outlook,
  type RedisAddress,
  type Reservation,
  memoryLedger,
  openLedger,
} from "./pace";
