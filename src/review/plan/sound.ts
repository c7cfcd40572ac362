// What the types of attributes do not say and every analysis relies on: a value that this version does not know must not pass for
// another one.
import { type ProxyKeyState, proxyKeyAttributes } from "../../provider/proxy-key/schema";
import { type Problem, checkDeletionPolicy, checkDuration, checkExpiresAt, checkLimitType } from "../../rules";
import { isArray } from "../../terraform/cty/value";
import { ValueError } from "./typed";

const CHECKS: ReadonlyMap<string, (text: string) => Problem | undefined> = new Map(
  Object.entries({
    limit_type: checkLimitType,
    expires_at: checkExpiresAt,
    valid_for: checkDuration,
    renew_before: checkDuration,
    rotate_before: checkDuration,
    deletion_policy: checkDeletionPolicy,
    deletion_grace_period: checkDuration,
  } satisfies { readonly [A in keyof ProxyKeyState]?: (text: string) => Problem | undefined }),
);

const REQUIRED = new Set(
  Object.entries(proxyKeyAttributes).flatMap(([name, { mode }]) => (mode === "required" ? [name] : [])),
);

/** Throws a ValueError, which never tells the value. */
export function refuseUnsound(state: ProxyKeyState): void {
  for (const [name, value] of Object.entries(state)) {
    if (value === null && REQUIRED.has(name)) throw new ValueError(`${name} has no value`);
    if (isArray(value) && value.includes(null)) throw new ValueError(`${name} holds null`);
    if (typeof value === "string" && CHECKS.get(name)?.(value)) {
      throw new ValueError(`${name} has a value that is not understood`);
    }
  }
}
