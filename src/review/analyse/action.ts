// The facts of an action's invocation that a plan holds.
import { UNKNOWN } from "../../terraform/cty";
import { type ActionFacts, type Gap, type PlannedOperation } from "../facts";
import { type Invocation } from "../plan/plan";
import { shownText } from "./shown";

interface Known {
  readonly operation: PlannedOperation;
  readonly words: (argument: string) => string;
}

const KNOWN: ReadonlyMap<string, Known> = new Map<string, Known>([
  [
    "electronhub_proxy_key_disable",
    {
      operation: { kind: "toggle", text: "toggle off", on: "old" },
      words: (id) => `Switches off the key ${id}, unless it is off already.`,
    },
  ],
  [
    "electronhub_proxy_key_enable",
    {
      operation: { kind: "toggle", text: "toggle on", on: "old" },
      words: (id) => `Switches on the key ${id}, unless it is on already.`,
    },
  ],
  [
    "electronhub_proxy_keys_delete_all",
    {
      operation: { kind: "delete all", text: "delete all", on: "old" },
      words: (count) =>
        `Removes every key of the account in one call, if their number is ${count}. There is no way back.`,
    },
  ],
]);

export function analyseAction(invocation: Invocation): ActionFacts | Gap {
  const { address, type, account, argument, isSensitive, deferred } = invocation;
  const known = KNOWN.get(type);
  if (known === undefined) {
    return { address, words: `This version of electronhub does not know the action ${type}. Update electronhub.` };
  }
  const shown = isSensitive
    ? "(sensitive)"
    : argument === UNKNOWN || argument === undefined
      ? "(known only during apply)"
      : shownText(argument);
  return {
    address,
    type,
    trigger: triggerOf(invocation),
    account,
    operations: deferred === undefined && !isOfNoKey(invocation) ? [known.operation] : [],
    words: known.words(shown),
  };
}

/** It is invoked only if there is no key, and then calls nothing. */
const isOfNoKey = ({ type, argument }: Invocation): boolean =>
  type === "electronhub_proxy_keys_delete_all" && argument === "0";

function triggerOf({ triggeredBy, event, deferred }: Invocation): string {
  const [, when, what] = /^(before|after)_?(create|update|destroy)$/i.exec(event ?? "") ?? [];
  const moment = when && what ? `${when.toLowerCase()} the ${what.toLowerCase()} of` : "with a change of";
  const trigger = triggeredBy === undefined ? "invoked by hand" : `${moment} ${triggeredBy}`;
  return deferred === undefined ? trigger : `${trigger}; put off to a later apply (${deferred})`;
}
