// What a policy says of the review that has everything: of each kind one.
import { type Verdict } from "../../../src/review/policy/verdict";

export const VERDICT: Verdict = {
  violations: [
    {
      rule: "wider",
      address: "electronhub_proxy_key.ci",
      plan: "tfplan",
      name: "ci",
      value: "models: + gpt-4o; addresses: opened to all",
      words:
        'wider: electronhub_proxy_key.ci ("ci") is allowed more than before: models: + gpt-4o; addresses: opened to all.',
      exemption: undefined,
    },
  ],
  exempted: [
    {
      rule: "destroy",
      address: 'module.team["a"].electronhub_proxy_key.old[0]',
      plan: "tfplan",
      name: "old",
      value: "removed",
      words: 'destroy: module.team["a"].electronhub_proxy_key.old[0] ("old") is destroyed: remove.',
      exemption: { reason: "moves to team b", until: "2027-01-31" },
    },
  ],
  notes: ["policy.yaml:4: the exception for stranger has expired on 2026-10-31."],
};
