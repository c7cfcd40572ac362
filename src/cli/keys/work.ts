// Work on the account's keys as a command does it: opened from the environment, ended by Ctrl-C, closed in the end.
import { ApiError } from "../../api";
import { type KeyAccess } from "../../api/keys/access";
import { openAccount } from "../account";
import { explained } from "../explain";
import { interruptible } from "../interruptible";

/** Rejects with one sentence, whatever the API refused. */
export async function withAccount<T>(
  env: NodeJS.ProcessEnv,
  work: (account: KeyAccess, stop: AbortSignal) => Promise<T>,
): Promise<T> {
  const account = openAccount(env);
  return interruptible(async (stop) => {
    try {
      await account.client.open();
      return await work(account, stop);
    } catch (error) {
      throw error instanceof ApiError ? new Error(explained(error)) : error;
    } finally {
      await account.client.close();
    }
  });
}
