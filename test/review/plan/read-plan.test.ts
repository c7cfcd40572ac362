// Reading a plan: typed values with what is unknown and what is sensitive, and a gap for whatever is not understood.
import { inspect } from "node:util";
import { type Plan, readPlan } from "../../../src/review";
import { Decimal, UNKNOWN } from "../../../src/terraform/cty";
import {
  ELECTRONHUB,
  ID,
  KEY,
  SECRET,
  createOf,
  destroyOf,
  entryOf,
  planOf,
  unchangedOf,
  updateOf,
} from "../plan-json";

const read = (...args: Parameters<typeof planOf>): Plan => readPlan(planOf(...args), "tfplan");

describe("a plan", () => {
  test("describes itself", () => {
    expect(read([])).toMatchObject({
      label: "tfplan",
      terraformVersion: "1.11.4",
      plannedAt: "2026-11-27T05:00:00Z",
      isErrored: false,
      isPartial: false,
      gaps: [],
    });
    expect(read([], { configuration: undefined })).toMatchObject({ tool: "Terraform" });
    const provider_name = "registry.opentofu.org/electronhub/electronhub";
    expect(read([createOf({}, { provider_name })])).toMatchObject({ tool: "OpenTofu" });
    const provider_config = { electronhub: { full_name: provider_name } };
    expect(read([], { configuration: { provider_config } })).toMatchObject({ tool: "OpenTofu" });
    expect(read([], { errored: true, complete: false })).toMatchObject({ isErrored: true, isPartial: true });
    expect(read([], { resource_changes: undefined, timestamp: undefined })).toMatchObject({
      plannedAt: undefined,
      keys: [],
    });
  });

  test("has the values of a key as its state does, without the value of the key itself", () => {
    const settings = { allocated_amount: 12.5, model_whitelist: ["gpt-4o"], expires_at: "2027-01-31T00:00:00Z" };
    const [key] = read([unchangedOf(settings)]).keys;
    expect(key).toMatchObject({
      address: "electronhub_proxy_key.ci",
      account: "electronhub",
      kind: "no-op",
      before: {
        state: {
          ...KEY,
          allocated_amount: Decimal.parse("12.5"),
          model_whitelist: ["gpt-4o"],
          expires_at: "2027-01-31T00:00:00Z",
          key: "stored",
        },
        sensitive: new Set(["key"]),
      },
    });
    expect(inspect(read([unchangedOf(settings)]), { depth: null })).not.toContain(SECRET);
  });

  test("of an earlier version of the provider has null for what the state lacks", () => {
    const { limit_type: _window, store_key: _stored, renew_before: _renew, ...older } = KEY;
    const { keys, gaps } = read([{ actions: ["delete"], before: older, after: null }]);
    expect(keys[0]?.before?.state).toMatchObject({ limit_type: null, store_key: null, renew_before: null, name: "ci" });
    expect(gaps).toEqual([]);
  });

  test.each([
    ["true for the whole", ["a"], true, UNKNOWN],
    ["some elements", ["a", null], [false, true], ["a", UNKNOWN]],
    ["more elements than are known", ["a"], [false, true, true], ["a", UNKNOWN, UNKNOWN]],
    ["no element", ["a", "b"], [false, false], ["a", "b"]],
    ["elements of what has no value", null, [true], UNKNOWN],
    ["a shape that does not fit", ["a"], { x: true }, UNKNOWN],
  ])("knows what is unknown: %s", (_what, value, shadow, expected) => {
    const change = createOf({ model_whitelist: value }, { after_unknown: { model_whitelist: shadow } });
    expect(read([change]).keys[0]?.after?.state.model_whitelist).toEqual(expected);
  });

  test("is unknown as a whole", () => {
    const { after } = read([{ actions: ["create"], before: null, after: null, after_unknown: true }]).keys[0] ?? {};
    expect(after?.state).toMatchObject({ name: UNKNOWN, allocated_amount: UNKNOWN, model_whitelist: UNKNOWN });
  });

  test.each([
    ["an attribute", { name: true }, ["name"]],
    ["one element of a set", { model_whitelist: [false, true] }, ["model_whitelist"]],
    ["nothing", { model_whitelist: [false, false] }, []],
    ["everything", true, Object.keys(KEY)],
  ])("knows what is sensitive: %s", (_what, before_sensitive, expected) => {
    const change = destroyOf({ model_whitelist: ["a", "b"] }, { before_sensitive });
    expect([...(read([change]).keys[0]?.before?.sensitive ?? [])].sort()).toEqual([...expected].sort());
  });
});

describe("a gap is", () => {
  const gapsOf = (...args: Parameters<typeof planOf>) => read(...args).gaps;
  const address = "electronhub_proxy_key.ci";

  test.each([
    [{ model_whitelist: "gpt-4o" }, "model_whitelist: expected a set of string, got a string"],
    [{ name: 7 }, "name: expected a string, got a number"],
    [{ allocated_amount: "100" }, "allocated_amount: expected a number, got a string"],
    [{ allocated_amount: null }, "allocated_amount has no value"],
    [{ model_whitelist: ["a", null] }, "model_whitelist holds null"],
    [{ ip_whitelist: [] }, "ip_whitelist is empty"],
    [{ enabled: "yes" }, "enabled: expected a bool, got a string"],
    [{ expires_at: "tomorrow" }, "expires_at has a value that is not understood"],
    [{ limit_type: "yearly" }, "limit_type has a value that is not understood"],
    [{ deletion_policy: "archive" }, "deletion_policy has a value that is not understood"],
    [{ deletion_grace_period: "soon" }, "deletion_grace_period has a value that is not understood"],
  ])("a value that cannot be read: %j", (settings, reason) => {
    const words = `Its values cannot be read: ${reason}. Was it planned by another version of the provider?`;
    expect(gapsOf([destroyOf(settings)])).toEqual([{ address, words }]);
    expect(read([destroyOf(settings)]).keys).toEqual([]);
  });

  test("a number that no number is", () => {
    const text = planOf([destroyOf()]).replace('"allocated_amount":100', '"allocated_amount":1e999');
    expect(readPlan(text, "tfplan").gaps).toEqual([
      {
        address,
        words:
          "Its values cannot be read: a number that is not finite. Was it planned by another version of the provider?",
      },
    ]);
  });

  test("attributes of a newer provider, once for all resources that have them", () => {
    const newer = { region: "eu", colour: null };
    const changes = [
      updateOf(newer, { name: "b" }, ["update name"]),
      createOf({}, { name: "b", after_unknown: { region: true } }),
      unchangedOf(newer, { name: "c" }),
    ];
    expect(gapsOf(changes)).toEqual([
      {
        address,
        words:
          "It and 1 more have attributes that this version of electronhub does not know: region. What they do is not in this review. Update electronhub.",
      },
    ]);
  });

  test.each([[["create", "update"]], [["archive"]], [[]]])("a kind of change that is not known: %j", (actions) => {
    expect(gapsOf([{ actions, before: KEY, after: KEY }])).toEqual([
      {
        address,
        words: "It is not known what Terraform will do with it: the plan names unknown actions.",
      },
    ]);
  });

  test("a resource type of this provider that is not known, where it changes", () => {
    const changes = [
      createOf({}, { type: "electronhub_team" }),
      unchangedOf({}, { type: "electronhub_team", name: "b" }),
    ];
    expect(gapsOf(changes)).toEqual([
      {
        address: "electronhub_team.ci",
        words: "This version of electronhub does not know the resource type electronhub_team. Update electronhub.",
      },
    ]);
  });

  test.each([
    ["no list", { resource_changes: {} }, "resource_changes cannot be read: it is not a list."],
    ["no object", { resource_changes: [7] }, "resource_changes[0] cannot be read: it is not an object."],
    [
      "nameless",
      { resource_changes: [{ change: { actions: ["create"] } }] },
      "A change cannot be read: it does not tell its address and its type.",
    ],
    ["a deferred nothing", { deferred_changes: [{}] }, "A deferred change cannot be read: it names no resource."],
  ])("an entry that is %s", (_what, besides, words) => {
    expect(gapsOf([], besides)).toEqual([{ address: undefined, words }]);
  });
});

describe("of everything that a plan holds", () => {
  test("resources of others and data sources are counted by type", () => {
    const changes = [
      createOf({}, { type: "terraform_data", before: null, after: { x: 1 } }),
      createOf({}, { type: "electronhub_proxy_keys", mode: "data", actions: ["read"] }),
    ];
    expect(read(changes).others).toEqual([
      { type: "terraform_data", kind: "create" },
      { type: "data.electronhub_proxy_keys", kind: "read" },
    ]);
  });

  test("drift belongs to the key that changes, also where it moved", () => {
    const drift = entryOf(updateOf({}, { enabled: false }, []));
    const change = unchangedOf({}, { name: "new", previous_address: "electronhub_proxy_key.ci" });
    const { keys } = read([change], { resource_drift: [drift] });
    expect(keys).toHaveLength(1);
    expect(keys[0]?.drift?.after?.state.enabled).toBe(false);
  });

  test("drift of a key for which nothing is planned is a key of its own", () => {
    const { keys } = read([], { resource_drift: [entryOf(updateOf({}, { enabled: false }, []))] });
    expect(keys).toMatchObject([{ address: "electronhub_proxy_key.ci", kind: "no-op", before: null, after: null }]);
  });

  test("a deposed object does not take the drift of the present one", () => {
    const drift = entryOf(updateOf({}, { enabled: false }, []));
    const { keys } = read([destroyOf({}, { deposed: "abcd1234" }), unchangedOf()], { resource_drift: [drift] });
    expect(keys.map(({ deposed, drift: found }) => [deposed, found !== undefined])).toEqual([
      ["abcd1234", false],
      [undefined, true],
    ]);
  });

  test("deferred changes keep their reason", () => {
    const deferred_changes = [{ reason: "provider_config_unknown", resource_change: entryOf(createOf()) }];
    expect(read([], { deferred_changes }).keys).toMatchObject([
      { kind: "create", deferred: "provider_config_unknown" },
    ]);
  });

  test.each([
    [{ id: ID }, ID],
    [{ identity: { id: ID } }, ID],
    [{ unknown: true }, UNKNOWN],
  ])("an import has what it is imported by: %j", (importing, expected) => {
    expect(read([unchangedOf({}, { importing })]).keys[0]?.importId).toBe(expected);
  });

  test("what data sources tell of the use of keys is found, in modules too", () => {
    const data = (type: string, values: unknown) => ({ mode: "data", type, values, sensitive_values: {} });
    const prior_state = {
      values: {
        root_module: {
          resources: [
            data("electronhub_proxy_keys", {
              keys: [
                { id: "a", used_amount: 1.5 },
                { id: "b", used_amount: null },
              ],
            }),
            { ...data("electronhub_proxy_key", { id: "s", used_amount: 9 }), sensitive_values: { used_amount: true } },
            data("other_keys", { id: "x", used_amount: 9 }),
          ],
          child_modules: [{ resources: [data("electronhub_proxy_key", { id: "c", used_amount: 0 })] }],
        },
      },
    };
    expect([...read([], { prior_state }).used]).toEqual([
      ["a", 1.5],
      ["c", 0],
    ]);
  });
});

describe("the provider configuration of a key", () => {
  const resource = (provider_config_key: string | undefined) => ({
    mode: "managed",
    type: "electronhub_proxy_key",
    name: "ci",
    provider_config_key,
    expressions: { name: {}, limit_type: {} },
  });
  const eu = { name: "electronhub", full_name: ELECTRONHUB, alias: "eu" };
  const one = { electronhub: { name: "electronhub", full_name: ELECTRONHUB } };
  const accountsOf = (configuration: unknown, ...changes: Parameters<typeof planOf>[0]) =>
    read(changes, { configuration }).keys.map(({ account }) => account);

  test("is the one that its declaration names", () => {
    const root_module = { resources: [resource("electronhub.eu")] };
    const configuration = { provider_config: { ...one, "electronhub.eu": eu }, root_module };
    expect(accountsOf(configuration, createOf())).toEqual(["electronhub.eu"]);
    expect([...(read([createOf()], { configuration }).keys[0]?.configured ?? [])]).toEqual(["name", "limit_type"]);
  });

  test("is found for instances in modules", () => {
    const root_module = {
      resources: [resource("electronhub")],
      module_calls: {
        team: {
          module: { module_calls: { "in-ner": { module: { resources: [resource("module.x:electronhub.eu")] } } } },
        },
      },
    };
    const change = createOf({}, { module_address: 'module.team["a.module.b\\"]"].module.in-ner[0]' });
    expect(accountsOf({ provider_config: one, root_module }, change, createOf())).toEqual([
      "module.x:electronhub.eu",
      "electronhub",
    ]);
  });

  test("of what is no longer declared is the only one, or is not told", () => {
    expect(accountsOf({ provider_config: one }, destroyOf())).toEqual(["electronhub"]);
    expect(accountsOf({ provider_config: { ...one, "electronhub.eu": eu } }, destroyOf())).toEqual([
      "electronhub (not told which configuration)",
    ]);
    expect(accountsOf({}, destroyOf())).toEqual(["electronhub"]);
  });
});
