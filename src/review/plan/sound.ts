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

const attributes = Object.entries(proxyKeyAttributes);
const REQUIRED = new Set(attributes.flatMap(([name, { mode }]) => (mode === "required" ? [name] : [])));
const SETS = new Set(attributes.flatMap(([name, { type }]) => (type.kind === "set" ? [name] : [])));

/** Throws a ValueError, which never tells the value. */
export function refuseUnsound(state: ProxyKeyState): void {
  for (const [name, value] of Object.entries(state)) {
    if (value === null && REQUIRED.has(name)) throw new ValueError(`${name} has no value`);
    // The API reads an empty whitelist as "all", so that the provider neither plans nor keeps one.
    if (isArray(value) && value.length === 0 && SETS.has(name)) throw new ValueError(`${name} is empty`);
    if (isArray(value) && value.includes(null)) throw new ValueError(`${name} holds null`);
    if (typeof value === "string" && CHECKS.get(name)?.(value)) {
      throw new ValueError(`${name} has a value that is not understood`);
    }
  }
}
