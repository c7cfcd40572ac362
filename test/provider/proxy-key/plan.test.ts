// What a proxy key's plan says: operations, limit_type after an import, expiry, widening warnings, unknown settings.
import { planAt } from "../../../src/provider/proxy-key/plan";
import { type ProxyKeyState } from "../../../src/provider/proxy-key/schema";
import { Decimal, UNKNOWN } from "../../../src/terraform/cty";

const NOW = Date.UTC(2026, 0, 1);

const STATE: ProxyKeyState = {
  name: "ci",
  allocated_amount: Decimal.parse("100"),
  limit_type: "daily",
  expires_at: null,
  model_whitelist: null,
  ip_whitelist: null,
  enabled: true,
  valid_for: null,
  renew_before: null,
  rotate_before: null,
  deletion_policy: "delete",
  deletion_grace_period: null,
  store_key: true,
  key: "ek-proxy-1",
  id: "00000000000000000000000000000001",
  created_at: "2025-12-01T00:00:00Z",
  operations: ["#6 update name"],
};

const NEW: ProxyKeyState = { ...STATE, key: UNKNOWN, id: UNKNOWN, created_at: UNKNOWN, operations: UNKNOWN };

/** `planned` as the framework hands it over; the configuration is the planned settings unless given. */
function plan(prior: ProxyKeyState | null, planned: ProxyKeyState, config: Partial<ProxyKeyState> = {}) {
  return planAt(
    { config: { ...planned, ...config }, prior, planned, private: {} },
    { now: NOW, past: NOW, isAgain: false },
  );
}

describe("operations", () => {
  test.each<[string, ProxyKeyState | null, Partial<ProxyKeyState>, ProxyKeyState["operations"]]>([
    ["a new key", null, {}, ["#1 create"]],
    ["a new key that is off", null, { enabled: false }, ["#1 create", "#1 toggle off"]],
    ["no change keeps the prior list", STATE, {}, ["#6 update name"]],
    ["a change counts on", STATE, { name: "nightly" }, ["#7 update name"]],
    ["settings and off", STATE, { name: "nightly", enabled: false }, ["#7 toggle off", "#7 update name"]],
    ["the first change after an import", { ...STATE, operations: ["#0 import"] }, { name: "n" }, ["#1 update name"]],
    ["a state-only change", STATE, { created_at: "2025-12-01T00:00:01Z" }, ["#7 no call"]],
    ["an unknown setting", STATE, { ip_whitelist: UNKNOWN }, UNKNOWN],
    ["an unknown element of a setting", STATE, { model_whitelist: [UNKNOWN] }, UNKNOWN],
    ["an unknown setting of a new key", null, { name: UNKNOWN }, UNKNOWN],
    // The apply may know it as it was, and then nothing changes at all.
    ["an unknown deletion_policy alone", STATE, { deletion_policy: UNKNOWN }, UNKNOWN],
    ["an unknown deletion_grace_period alone", STATE, { deletion_grace_period: UNKNOWN }, UNKNOWN],
    ["an unknown store_key alone", STATE, { store_key: UNKNOWN }, UNKNOWN],
    ["an unknown renew_before alone", STATE, { renew_before: UNKNOWN }, UNKNOWN],
    ["an unknown rotate_before alone", STATE, { rotate_before: UNKNOWN }, UNKNOWN],
    ["an unknown deletion_policy beside a setting", STATE, { deletion_policy: UNKNOWN, name: "n" }, ["#7 update name"]],
    ["an unknown deletion_policy of a new key", null, { deletion_policy: UNKNOWN }, ["#1 create"]],
    ["a prior list that is not ours", { ...STATE, operations: ["whatever"] }, { name: "n" }, ["#1 update name"]],
  ])("%s", (_, prior, change, expected) => {
    expect(plan(prior, { ...(prior ?? NEW), ...change }).planned.operations).toEqual(expected);
  });
});

describe("limit_type", () => {
  const imported: ProxyKeyState = { ...STATE, limit_type: null, operations: ["#0 import"] };
  const silent = { limit_type: null };

  test.each<[string, ProxyKeyState | null, ProxyKeyState, Partial<ProxyKeyState>, ProxyKeyState["limit_type"]]>([
    ["omitted on a new key is daily", null, { ...NEW, limit_type: UNKNOWN }, silent, "daily"],
    [
      "omitted later is daily again",
      { ...STATE, limit_type: "weekly" },
      { ...STATE, limit_type: "weekly" },
      silent,
      "daily",
    ],
    ["configured is as configured", STATE, { ...STATE, limit_type: "monthly" }, {}, "monthly"],
    ["after an import stays null while no update is sent", imported, imported, silent, null],
    [
      "after an import stays null when the key is only toggled",
      imported,
      { ...imported, enabled: false },
      silent,
      null,
    ],
    [
      "after an import becomes daily with an update",
      imported,
      { ...imported, name: "n", limit_type: UNKNOWN },
      silent,
      "daily",
    ],
    ["after an import is unknown while a setting is", imported, { ...imported, name: UNKNOWN }, silent, UNKNOWN],
  ])("%s", (_, prior, planned, config, expected) => {
    expect(plan(prior, planned, config).planned.limit_type).toEqual(expected);
  });

  test("that an update sets after an import is warned of", () => {
    const { diagnostics } = plan(imported, { ...imported, name: "n" }, silent);
    expect(diagnostics?.map(({ severity, summary }) => [severity, summary])).toEqual([
      ["warning", "An update sets the limit_type of proxy keys, which is not known"],
    ]);
  });
});

describe("expires_at", () => {
  const past = "2025-12-31T23:59:59Z";
  const future = "2026-01-01T00:00:01Z";

  test.each<[string, ProxyKeyState | null, ProxyKeyState["expires_at"], number]>([
    ["in the past on a new key is an error", null, past, 1],
    ["at this very moment is an error", null, "2026-01-01T00:00:00Z", 1],
    ["in the future is fine", null, future, 0],
    ["changed to the past is an error", STATE, past, 1],
    ["that has passed since is left alone", { ...STATE, expires_at: past }, past, 0],
    ["unknown passes", STATE, UNKNOWN, 0],
  ])("%s", (_, prior, expiresAt, count) => {
    const { diagnostics = [] } = plan(prior, { ...(prior ?? NEW), expires_at: expiresAt });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors).toHaveLength(count);
    for (const error of errors) expect(error.path).toEqual([{ kind: "attribute", name: "expires_at" }]);
  });

  test("is checked also while another setting is unknown", () => {
    const { diagnostics = [] } = plan(null, { ...NEW, name: UNKNOWN, expires_at: past });
    expect(diagnostics).toHaveLength(1);
  });
});

describe("a widening is warned of", () => {
  const narrow: ProxyKeyState = {
    ...STATE,
    limit_type: "monthly",
    expires_at: "2027-01-01T00:00:00Z",
    model_whitelist: ["a"],
    ip_whitelist: ["10.0.0.5"],
  };

  test.each<[string, Partial<ProxyKeyState>, string | undefined]>([
    ["whitelist dropped", { model_whitelist: null }, "- model_whitelist: dropped, which allows every model"],
    ["addresses dropped", { ip_whitelist: null }, "- ip_whitelist: dropped, which allows every IP address"],
    ["a model more", { model_whitelist: ["b", "a"] }, "- model_whitelist: allows b in addition"],
    ["a wider block", { ip_whitelist: ["10.0.0.0/8"] }, "- ip_whitelist: allows 10.0.0.0/8 in addition"],
    ["another spelling does not widen", { ip_whitelist: ["10.0.0.5/32"] }, undefined],
    ["expiry dropped", { expires_at: null }, "- expires_at: dropped, the key never expires"],
    [
      "expiry later",
      { expires_at: "2028-01-01T00:00:00Z" },
      "- expires_at: later, 2028-01-01T00:00:00Z instead of 2027-01-01T00:00:00Z",
    ],
    ["expiry earlier does not widen", { expires_at: "2026-06-01T00:00:00Z" }, undefined],
    ["more credits", { allocated_amount: Decimal.parse("200") }, "- allocated_amount: 200 credits instead of 100"],
    ["fewer credits do not widen", { allocated_amount: Decimal.parse("50") }, undefined],
    [
      "a shorter window",
      { limit_type: "weekly" },
      "- limit_type: the allocation may be spent weekly instead of monthly",
    ],
    ["a model fewer does not widen", { model_whitelist: ["a"] }, undefined],
  ])("%s", (_, change, line) => {
    const { diagnostics = [] } = plan(narrow, { ...narrow, ...change });
    expect(diagnostics.map(({ severity, detail }) => [severity, detail])).toEqual(
      line ? [["warning", `Proxy key "ci":\n${line}`]] : [],
    );
  });

  test("also of what is known only during apply", () => {
    const { diagnostics = [] } = plan(narrow, {
      ...narrow,
      name: UNKNOWN,
      model_whitelist: ["a", UNKNOWN],
      ip_whitelist: null,
      allocated_amount: UNKNOWN,
    });
    expect(diagnostics.map(({ summary, detail }) => [summary, detail])).toEqual([
      [
        "Proxy keys will be allowed more than before",
        `Proxy key "ci":
- ip_whitelist: dropped, which allows every IP address
- model_whitelist: known only during apply; it may allow more
- allocated_amount: known only during apply; it may allow more`,
      ],
    ]);
  });

  test.each<[string, ProxyKeyState, Partial<ProxyKeyState>, readonly string[]]>([
    ["enabled", { ...narrow, enabled: false }, { enabled: UNKNOWN }, ["enabled"]],
    ["enabled of a key that is on", narrow, { enabled: UNKNOWN }, []],
    ["addresses", narrow, { ip_whitelist: UNKNOWN }, ["ip_whitelist"]],
    ["whitelists of a key that has none", STATE, { ip_whitelist: UNKNOWN, model_whitelist: UNKNOWN }, []],
    ["the expiry", narrow, { expires_at: UNKNOWN }, ["expires_at"]],
    ["the expiry of a key that never expires", STATE, { expires_at: UNKNOWN }, []],
    ["a window that may become shorter", narrow, { limit_type: UNKNOWN }, ["limit_type"]],
    ["a window that cannot", STATE, { limit_type: UNKNOWN }, []],
    ["a name", narrow, { name: UNKNOWN }, []],
  ])("while it is unknown: %s", (_, prior, change, attributes) => {
    const { diagnostics = [] } = plan(prior, { ...prior, ...change });
    const lines = diagnostics.flatMap(({ detail }) => detail.split("\n").slice(1));
    expect(lines.map((line) => /^- (\w+): known only during apply/.exec(line)?.[1])).toEqual(attributes);
  });

  test("not by a narrower block", () => {
    const wide = { ...STATE, ip_whitelist: ["203.0.113.0/24"] };
    expect(plan(wide, { ...wide, ip_whitelist: ["203.0.113.0/25"] }).diagnostics).toEqual([]);
  });

  test("when the key is switched on", () => {
    const { diagnostics = [] } = plan({ ...STATE, enabled: false }, STATE);
    expect(diagnostics.map(({ summary, detail }) => [summary, detail])).toEqual([
      ["Proxy keys will be allowed more than before", 'Proxy key "ci":\n- enabled: the key is switched on'],
    ]);
  });

  test("but not on a new key", () => {
    expect(plan(null, NEW).diagnostics).toEqual([]);
  });
});

describe("an allocation above the default cap is warned of", () => {
  const amount = (credits: string) => ({ allocated_amount: Decimal.parse(credits) });

  test.each<[string, ProxyKeyState | null, ProxyKeyState, number]>([
    ["on a new key", null, { ...NEW, ...amount("10001") }, 1],
    ["where it is raised", STATE, { ...STATE, ...amount("10001") }, 1],
    ["not where it stays", { ...STATE, ...amount("10001") }, { ...STATE, ...amount("10001"), name: "n" }, 0],
    ["not below", null, { ...NEW, ...amount("10000") }, 0],
    ["not while it is unknown", null, { ...NEW, allocated_amount: UNKNOWN }, 0],
  ])("%s", (_, prior, planned, count) => {
    const { diagnostics = [] } = plan(prior, planned);
    expect(diagnostics.filter(({ summary }) => summary === "The allocation is above the default cap")).toHaveLength(
      count,
    );
  });
});

test("a renewal is not announced where ignore_changes holds the instant: Terraform shows it as configured", () => {
  const due = { ...STATE, expires_at: "2026-01-01T00:30:00Z", valid_for: "24h" };
  const planned = { ...due, renew_before: "1h" };
  const said = (expiresAt: string | null) => plan(due, planned, { expires_at: expiresAt }).diagnostics?.length;
  expect([said(null), said(due.expires_at)]).toEqual([1, 0]);
});
