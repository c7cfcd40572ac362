// Pacing: keeps every request within the account's budget. Knows HTTP's headers, but no endpoint and no key.
export { type BudgetSettings } from "./budget";
export { type Reservation } from "./gate";
export { type Claims, type Ledger, LedgerError, memoryLedger } from "./ledger";
export { type LedgerOptions, openLedger } from "./open-ledger";
export { type Outlook } from "./outlook";
export { Pacer } from "./pace";
export { type PlanLimit } from "./plan-question";
export { type RedisAddress } from "./redis/address";
