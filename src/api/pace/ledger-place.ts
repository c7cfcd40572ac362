// Where the budget of an account is kept, and under which name: all processes that use the same API key at the same address
// find it there. A hash names it, so that no secret does.
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Whose budget it is. */
export interface LedgerKey {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface LedgerPlace {
  readonly directory: string;
  readonly file: string;
}

/** Undefined where there is no place for it. */
export function ledgerPlace(key: LedgerKey): LedgerPlace | undefined {
  const directory = stateDirectory(key.env);
  if (directory === undefined) return undefined;
  return { directory, file: join(directory, `budget-${budgetHash(key)}.json`) };
}

/** By the XDG rules. Undefined: no directory of the user's own is known; one that others share will not do. */
function stateDirectory(env: NodeJS.ProcessEnv): string | undefined {
  const named = env.XDG_STATE_HOME;
  if (named && isAbsolute(named)) return join(named, "electronhub");
  const home = env.HOME || env.USERPROFILE || homedirOrNothing();
  return home && isAbsolute(home) ? join(home, ".local", "state", "electronhub") : undefined;
}

function homedirOrNothing(): string {
  try {
    return homedir();
  } catch {
    return "";
  }
}

/** On a Redis server; "probe" is never stored. What is in braces decides on the slot in a cluster, so that all that an account has is in one. */
export const redisKey = (key: LedgerKey, what: "budget" | "turn" | "probe"): string =>
  `electronhub:{${budgetHash(key)}}:${what}`;

/** Who owns what has this id. */
export const redisClaimKey = (key: LedgerKey, id: string): string => `electronhub:{${budgetHash(key)}}:claim:${id}`;

/** Names the budget of an account, wherever it is kept, and gives nothing of the key away. */
export const budgetHash = ({ baseUrl, apiKey }: Pick<LedgerKey, "baseUrl" | "apiKey">): string =>
  createHash("sha256").update(`${baseUrl}\n${apiKey}`).digest("hex").slice(0, 32);
