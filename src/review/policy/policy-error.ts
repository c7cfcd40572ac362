// A mistake in what somebody wrote as rules or as a policy file. Its message can be shown as it is.

export class PolicyError extends Error {
  override readonly name = "PolicyError";
}
