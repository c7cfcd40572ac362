// Invocations of actions that a plan holds, in the form that Terraform 1.14 writes.
import { factsOf } from "./facts";

const invocation = (fields: object) => ({
  address: "action.electronhub_proxy_key_disable.off",
  type: "electronhub_proxy_key_disable",
  name: "off",
  config_values: { id: "abc" },
  config_sensitive: {},
  config_unknown: {},
  provider_name: "registry.terraform.io/electronhub/electronhub",
  invoke_action_trigger: {},
  ...fields,
});

const off = { kind: "toggle", text: "toggle off", on: "old" };

test.each([
  [
    "by hand",
    {},
    { trigger: "invoked by hand", operations: [off], words: "Switches off the key abc, unless it is off already." },
  ],
  [
    "after an update",
    {
      type: "electronhub_proxy_key_enable",
      invoke_action_trigger: undefined,
      lifecycle_action_trigger: {
        triggering_resource_address: "electronhub_proxy_key.ci",
        action_trigger_event: "AfterUpdate",
      },
    },
    {
      trigger: "after the update of electronhub_proxy_key.ci",
      operations: [{ kind: "toggle", text: "toggle on", on: "old" }],
      words: "Switches on the key abc, unless it is on already.",
    },
  ],
  [
    "at a moment that is not known",
    { lifecycle_action_trigger: { triggering_resource_address: "a.b", action_trigger_event: "Whenever" } },
    { trigger: "with a change of a.b" },
  ],
  [
    "of all keys",
    { type: "electronhub_proxy_keys_delete_all", config_values: { confirm_count: 12 } },
    {
      operations: [{ kind: "delete all", text: "delete all", on: "old" }],
      words: "Removes every key of the account in one call, if their number is 12. There is no way back.",
    },
  ],
  [
    "on a key that is not known yet",
    { config_values: {}, config_unknown: { id: true } },
    { words: "Switches off the key (known only during apply), unless it is off already." },
  ],
  [
    "on a key that is sensitive",
    { config_sensitive: { id: true } },
    { words: "Switches off the key (sensitive), unless it is off already." },
  ],
])("%s", (_what, fields, expected) => {
  const plan = factsOf([], { action_invocations: [invocation(fields)] });
  expect(plan.gaps).toEqual([]);
  expect(plan.actions).toMatchObject([{ account: "electronhub", ...expected }]);
  // The list before it, and the call, if it comes to that.
  const isSwitch = plan.actions[0]?.operations[0]?.kind === "toggle";
  expect(plan.cost).toMatchObject({ requests: isSwitch ? 1 : 2, isAtLeast: isSwitch });
});

test("of an account without a key: nothing is called but the list", () => {
  const none = invocation({ type: "electronhub_proxy_keys_delete_all", config_values: { confirm_count: 0 } });
  expect(factsOf([], { action_invocations: [none] }).actions).toMatchObject([{ operations: [] }]);
});

test("put off", () => {
  const deferred_action_invocations = [{ reason: "deferred_prereq", action_invocation: invocation({}) }];
  expect(factsOf([], { deferred_action_invocations })).toMatchObject({
    actions: [{ trigger: "invoked by hand; put off to a later apply (deferred_prereq)", operations: [] }],
    cost: { requests: 0 },
  });
});

test("of other providers they are not ours, and what is not known is a gap", () => {
  const action_invocations = [
    invocation({ type: "local_command" }),
    invocation({ type: "electronhub_proxy_key_rotate" }),
    invocation({ address: undefined }),
    7,
  ];
  expect(factsOf([], { action_invocations })).toMatchObject({
    actions: [],
    gaps: [
      { address: undefined, words: "The invocation of an action cannot be read: it does not tell which one." },
      { address: undefined, words: "The invocation of an action cannot be read: it does not tell which one." },
      {
        address: "action.electronhub_proxy_key_disable.off",
        words: "This version of electronhub does not know the action electronhub_proxy_key_rotate. Update electronhub.",
      },
    ],
  });
});
