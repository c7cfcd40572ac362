// The endpoint that tells an account about itself.
import { type Ledger } from "../ledger";
import { type Traffic } from "../traffic";
import { type Route } from "./route";

export function accountRoutes(ledger: Ledger, traffic: Traffic) {
  const route: Route = {
    auth: "account",
    handle: (_, account) => ({
      subscription: account.tier,
      credits: ledger.credits(account),
      usage: { input_tokens: 0, output_tokens: 0 },
      ...traffic.of(account.userId),
    }),
  };
  return { "GET /user/me": route };
}
