// The actions that a plan will invoke (Terraform 1.14 and later).
import { UNKNOWN } from "../../terraform/cty";
import { type Gap } from "../facts";
import { type Configuration } from "./configuration";
import { isRecord, listIn, memberOf, recordIn, textIn, type JsonRecord } from "./json";
import { hasTrue } from "./overlay";
import { type Invocation } from "./plan";
import { OURS } from "./shapes";

/** Those of this provider. */
export function invocationsIn(
  json: unknown,
  configuration: Configuration,
): { readonly invocations: readonly Invocation[]; readonly gaps: readonly Gap[] } {
  const now = listIn(json, "action_invocations").map((entry) => ({ entry, deferred: undefined }));
  const later = listIn(json, "deferred_action_invocations").map((entry) => ({
    entry: memberOf(entry, "action_invocation"),
    deferred: textIn(entry, "reason") ?? "deferred",
  }));
  const invocations: Invocation[] = [];
  const gaps: Gap[] = [];
  for (const { entry, deferred } of [...now, ...later]) {
    const [address, type] = [textIn(entry, "address"), textIn(entry, "type")];
    if (!isRecord(entry) || address === undefined || type === undefined) {
      gaps.push({ address, words: "The invocation of an action cannot be read: it does not tell which one." });
    } else if (type.startsWith(OURS)) {
      invocations.push(invocationOf(entry, { address, type, deferred, account: configuration.accountOf(entry) }));
    }
  }
  return { invocations, gaps };
}

function invocationOf(
  entry: JsonRecord,
  known: Pick<Invocation, "address" | "type" | "deferred" | "account">,
): Invocation {
  const values = memberOf(entry, "config_values");
  const unknown = memberOf(entry, "config_unknown");
  const trigger = recordIn(entry, "lifecycle_action_trigger");
  const argument = memberOf(values, "id") ?? memberOf(values, "confirm_count");
  return {
    ...known,
    triggeredBy: textIn(trigger, "triggering_resource_address"),
    event: textIn(trigger, "action_trigger_event"),
    argument: hasTrue(unknown)
      ? UNKNOWN
      : typeof argument === "string" || typeof argument === "number"
        ? String(argument)
        : undefined,
    isSensitive: hasTrue(memberOf(entry, "config_sensitive")),
  };
}
