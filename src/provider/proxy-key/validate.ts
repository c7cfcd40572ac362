// The rules of a proxy key's configuration that span attributes. What is unknown yet is left to the apply.
import { type Problem, checkGracePeriod, checkValidity } from "../../rules";
import { attributeStep } from "../../terraform/cty";
import { type Diagnostic } from "../../terraform/framework";
import { type ProxyKeyState } from "./schema";

export function validateProxyKey(config: ProxyKeyState): readonly Diagnostic[] {
  return [
    ...together(config, ["deletion_grace_period", "deletion_policy"], ([gracePeriod, policy]) =>
      checkGracePeriod(policy, gracePeriod),
    ),
    ...together(
      config,
      ["valid_for", "expires_at", "renew_before", "rotate_before"],
      ([validFor, expiresAt, renewBefore, rotateBefore]) =>
        checkValidity({ expiresAt, validFor, renewBefore, rotateBefore }),
    ),
  ];
}

type TextAttribute =
  "deletion_grace_period" | "deletion_policy" | "valid_for" | "expires_at" | "renew_before" | "rotate_before";

/** A problem is shown at the first of the attributes. */
function together(
  config: ProxyKeyState,
  [first, ...others]: readonly [TextAttribute, ...TextAttribute[]],
  check: (values: readonly (string | undefined)[]) => Problem | undefined,
): readonly Diagnostic[] {
  const values = [first, ...others].map((name) => config[name]);
  const known = values.flatMap((value) => (value === null || typeof value === "string" ? [value ?? undefined] : []));
  const problem = known.length === values.length ? check(known) : undefined;
  return problem ? [{ ...problem, path: [attributeStep(first)] }] : [];
}
