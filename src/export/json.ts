// The keys' settings as JSON: for scripts, and the form of the backups that the housekeeping commands write.
import { type DeclaredKey } from "./declaration";

export const jsonOf = (keys: readonly DeclaredKey[]): string => `${JSON.stringify(keys, null, 2)}\n`;
