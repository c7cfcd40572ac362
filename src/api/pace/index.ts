// Pacing: keeps every request within the account's budget. Knows HTTP's headers, but no endpoint and no key.
export { type BudgetSettings } from "./budget";
export { type Ledger, type LedgerOptions, memoryLedger, openLedger } from "./ledger";
export { Pacer, type Reservation } from "./pace";
