// The account as an action sees it: while its calls wait for the request budget, the user sees so at once. Resources have
// no such way: there it is in the log only.
import { type Account, type Configured, accountFor } from "./account";

export function actionAccount(client: Configured, what: string, progress: (message: string) => void): Account {
  const account = accountFor(client, what);
  return { ...account, client: account.client.watched(progress) };
}
