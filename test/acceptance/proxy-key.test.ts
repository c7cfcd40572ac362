// The life of electronhub_proxy_key through the real terraform: plan, apply, change, drift, import, replace, destroy.
import { type Emulator, startEmulator } from "../../src/emulator";
import { eachTest } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(120_000);

const THREE_KEYS = `
resource "electronhub_proxy_key" "ci" {
  name             = "ci"
  allocated_amount = 500
  limit_type       = "weekly"
  model_whitelist  = ["gpt-4o-mini", "claude-sonnet-4"]
}
resource "electronhub_proxy_key" "contractor" {
  name             = "contractor"
  allocated_amount = 100
  expires_at       = "2035-01-31T00:00:00Z"
  ip_whitelist     = ["203.0.113.0/24"]
}
resource "electronhub_proxy_key" "batch" {
  name             = "batch"
  allocated_amount = 100 / 3
  enabled          = false
}
`;

const ONE_KEY = (settings: string) => `
resource "electronhub_proxy_key" "k" {
  name             = "k"
  allocated_amount = 10
  ${settings}
}
`;

let emulator: Emulator;
let workspace: TerraformWorkspace;

eachTest((account) => void ({ emulator, workspace } = account));

const remote = () => emulator.store.keysOf(emulator.apiKey);
const remoteKey = (name: string) => remote().find((key) => key.name === name);

async function applied(hcl: string): Promise<void> {
  workspace.configure(hcl);
  await workspace.init();
  await workspace.apply();
}

test("three keys are planned, created, changed and destroyed, and every plan after an apply is empty", async () => {
  workspace.configure(THREE_KEYS);
  await workspace.init();

  const first = await workspace.plan();
  expect(first.text).toContain("Plan: 3 to add, 0 to change, 0 to destroy.");
  expect(first.text).toContain('"#1 create"');
  expect(first.text).toContain('"#1 toggle off"');
  await workspace.apply();
  expect(
    remote()
      .map(({ name, is_active }) => [name, is_active])
      .sort(),
  ).toEqual([
    ["batch", false],
    ["ci", true],
    ["contractor", true],
  ]);
  expect(await workspace.planIsEmpty()).toBe(true);

  workspace.configure(
    THREE_KEYS.replace("allocated_amount = 500", "allocated_amount = 800").replace(
      'ip_whitelist     = ["203.0.113.0/24"]',
      'ip_whitelist     = ["203.0.113.0/25"]\n  enabled          = false',
    ),
  );
  const second = await workspace.plan();
  expect(second.text).toContain("Plan: 0 to add, 2 to change, 0 to destroy.");
  expect(second.text).toContain('"#2 update allocated_amount"');
  expect(second.text).toMatch(/"#2 toggle off", \+ "#2 update ip_whitelist"/);
  expect(second.text).toContain("Warning: Proxy keys will be allowed more than before");
  await workspace.apply();
  expect(remoteKey("ci")).toMatchObject({
    allocated_ammount: 800,
    model_whitelist: ["claude-sonnet-4", "gpt-4o-mini"],
  });
  expect(remoteKey("contractor")).toMatchObject({ is_active: false, ip_whitelist: ["203.0.113.0/25"] });
  expect(await workspace.planIsEmpty()).toBe(true);

  await workspace.destroy();
  expect(remote()).toEqual([]);
});

test("a second plan is empty for every spelling that means the same", async () => {
  await applied(ONE_KEY('expires_at = "2035-01-31T01:00:00+01:00"\n ip_whitelist = ["10.0.0.5/32", "2001:DB8::0/64"]'));
  expect(await workspace.planIsEmpty()).toBe(true);
  workspace.configure(ONE_KEY('expires_at = "2035-01-31T00:00:00Z"\n ip_whitelist = ["2001:db8::/64", "10.0.0.5"]'));
  expect(await workspace.planIsEmpty()).toBe(true);
});

test("toISOString() writes whole seconds with a fraction of zeros: applied as it is, and no change afterwards", async () => {
  await applied(ONE_KEY('expires_at = "2035-01-31T00:00:00.000Z"'));
  expect(remoteKey("k")?.expires_at).toBe(2_053_814_400);
  expect(await workspace.planIsEmpty()).toBe(true);
  workspace.configure(ONE_KEY('expires_at = "2035-01-31T00:00:00Z"'));
  expect(await workspace.planIsEmpty()).toBe(true);
});

describe("what somebody does behind Terraform's back", () => {
  beforeEach(() => applied(ONE_KEY("")));

  test("a changed setting shows as drift and is set back", async () => {
    emulator.store.change(remoteKey("k")?.key ?? "", { allocated_ammount: 99 });
    expect((await workspace.plan()).text).toContain('"#2 update allocated_amount, limit_type"');
    await workspace.apply();
    expect(remoteKey("k")?.allocated_ammount).toBe(10);
    expect(await workspace.planIsEmpty()).toBe(true);
  });

  test("a key that was toggled off is toggled on, once", async () => {
    emulator.store.change(remoteKey("k")?.key ?? "", { is_active: false });
    expect((await workspace.plan()).text).toContain('"#2 toggle on"');
    emulator.resetRequests();
    await workspace.apply();
    expect(remoteKey("k")?.is_active).toBe(true);
    expect(emulator.requests()["POST /auth/proxy/toggle"]).toBe(1);
    expect(await workspace.planIsEmpty()).toBe(true);
  });

  test("a deleted key is planned anew", async () => {
    emulator.store.remove(remoteKey("k")?.key ?? "");
    expect((await workspace.plan()).text).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
    await workspace.apply();
    expect(remote()).toHaveLength(1);
  });

  test("a key that is gone when it is to be deleted is not an error", async () => {
    emulator.store.remove(remoteKey("k")?.key ?? "");
    await workspace.expectSuccess("destroy", "-auto-approve", "-input=false", "-refresh=false");
    expect(workspace.state("electronhub_proxy_key.k")).toBeUndefined();
  });
});

test("refresh takes over what the API has, and sends nothing", async () => {
  await applied(ONE_KEY(""));
  emulator.store.change(remoteKey("k")?.key ?? "", { name: "renamed" });
  emulator.resetRequests();
  await workspace.apply("-refresh-only");
  expect(workspace.state("electronhub_proxy_key.k")?.name).toBe("renamed");
  expect(Object.keys(emulator.requests())).toEqual(["GET /auth/proxy"]);
});

test("a replacement removes the old key and creates another", async () => {
  await applied(ONE_KEY(""));
  const before = remoteKey("k")?.key;
  await workspace.apply("-replace=electronhub_proxy_key.k");
  expect(remote()).toHaveLength(1);
  expect(remoteKey("k")?.key).not.toBe(before);
});

describe("valid_for", () => {
  const VALIDITY = 'valid_for = "1h"\n  store_key = true';

  test("computes the instant at apply, and then plans empty", async () => {
    workspace.configure(ONE_KEY(VALIDITY));
    await workspace.init();
    expect((await workspace.plan()).text).toContain("+ expires_at = (known after apply)");
    await workspace.apply();
    const inAnHour = Date.now() / 1000 + 3600;
    expect(Math.abs((remoteKey("k")?.expires_at ?? 0) - inAnHour)).toBeLessThan(60);
    expect(await workspace.planIsEmpty()).toBe(true);
  });

  test.each([
    ["renew_before", "will be updated in-place", true],
    ["rotate_before", "must be replaced", false],
  ])("%s: when less is left, the plan says %s", async (attribute, action, sameKey) => {
    await applied(ONE_KEY(`${VALIDITY}\n  ${attribute} = "30m"`));
    const before = remoteKey("k")?.key;
    expect(await workspace.planIsEmpty()).toBe(true);
    // Somebody shortens what is left: the test need not wait for half an hour.
    emulator.store.change(before ?? "", { expires_at: Math.ceil(Date.now() / 1000) + 600 });
    expect((await workspace.plan()).text).toContain(`electronhub_proxy_key.k ${action}`);
    await workspace.apply();
    expect(remote()).toHaveLength(1);
    expect(remoteKey("k")?.key === before).toBe(sameKey);
    expect((await workspace.plan("-refresh=false")).text).toContain("No changes.");
  });
});

describe("import", () => {
  const existing = { name: "k", expires_at: -1, allocated_ammount: 10 };

  test("by id or by name: the plan afterwards is empty, and limit_type stays unknown to us", async () => {
    emulator.store.create(emulator.apiKey, existing);
    workspace.configure(ONE_KEY("store_key = false"));
    await workspace.init();
    await workspace.expectSuccess("import", "-input=false", "electronhub_proxy_key.k", "name:k");
    const id = workspace.state("electronhub_proxy_key.k")?.id;
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(await workspace.planIsEmpty()).toBe(true);
    expect(workspace.state("electronhub_proxy_key.k")).toMatchObject({
      key: null,
      limit_type: null,
      operations: ["#0 import"],
    });

    await workspace.expectSuccess("state", "rm", "electronhub_proxy_key.k");
    await workspace.expectSuccess("import", "-input=false", "electronhub_proxy_key.k", String(id));
    expect(await workspace.planIsEmpty()).toBe(true);
  });

  test("a configuration that leaves store_key out plans one visible change, without a call", async () => {
    const { key } = emulator.store.create(emulator.apiKey, existing);
    workspace.configure(ONE_KEY(""));
    await workspace.init();
    await workspace.expectSuccess("import", "-input=false", "electronhub_proxy_key.k", "name:k");
    const plan = await workspace.plan();
    expect(plan.text).toContain("~ store_key = false -> true");
    expect(plan.text).toContain('"#1 no call"');
    await workspace.apply();
    expect(workspace.state("electronhub_proxy_key.k")).toMatchObject({ key, limit_type: null });
    expect(await workspace.planIsEmpty()).toBe(true);
  });

  test("the first update after an import sets limit_type to daily, visibly", async () => {
    emulator.store.create(emulator.apiKey, existing);
    workspace.configure(ONE_KEY("").replace("= 10", "= 20"));
    await workspace.init();
    await workspace.expectSuccess("import", "-input=false", "electronhub_proxy_key.k", "name:k");
    const plan = await workspace.plan();
    expect(plan.text).toContain('+ limit_type = "daily"');
    expect(plan.text).toContain("Warning: An update sets the limit_type of proxy keys, which is not known");
    expect(plan.text).toContain('"#1 update allocated_amount, limit_type"');
    await workspace.apply();
    expect(await workspace.planIsEmpty()).toBe(true);
  });

  test.each([
    ["something that does not exist", "name:nobody", 'The account has no proxy key with the name "nobody"'],
    ["an ambiguous name", "name:twin", '2 proxy keys of the account have the name "twin"'],
    ["nonsense", "whatever", "The import id is neither a key's id nor a name"],
  ])("of %s is refused", async (_, importId, message) => {
    emulator.store.create(emulator.apiKey, { ...existing, name: "twin" });
    emulator.store.create(emulator.apiKey, { ...existing, name: "twin" });
    workspace.configure(ONE_KEY(""));
    await workspace.init();
    const result = await workspace.expectFailure("import", "-input=false", "electronhub_proxy_key.k", importId);
    expect(result.text).toContain(message);
  });

  test("of a key value is refused, with the id to use", async () => {
    const { key } = emulator.store.create(emulator.apiKey, existing);
    workspace.configure(ONE_KEY(""));
    await workspace.init();
    const result = await workspace.expectFailure("import", "-input=false", "electronhub_proxy_key.k", key);
    expect(result.text).toContain("A key value cannot be used as import id");
    expect(result.text).toMatch(/Use the key's id instead: [0-9a-f]{32}/);
    expect(emulator.requests()["GET /auth/proxy"]).toBeUndefined();
  });
});

test("a number that no float64 holds exactly is stored as planned and is not drift", async () => {
  await applied(ONE_KEY("").replace("= 10", "= 100 / 3"));
  expect(remoteKey("k")?.allocated_ammount).toBe(33.333333333333336);
  expect(await workspace.planIsEmpty()).toBe(true);
});

test("a key of another account is an error that leaves the state alone", async () => {
  await applied(ONE_KEY(""));
  const other = emulator.accounts[1]?.apiKey ?? "";
  const result = await workspace.runWith({ ELECTRONHUB_API_KEY: other }, "plan", "-input=false", "-no-color");
  expect(result.code).toBe(1);
  expect(result.text).toContain("belongs to another account");
  expect(await workspace.planIsEmpty()).toBe(true);
});

test("another address is never mistaken for all gone", async () => {
  await applied(ONE_KEY(""));
  const elsewhere = await startEmulator({ requestsPerMinute: 10_000, accounts: [{ apiKey: emulator.apiKey }] });
  try {
    const environment = { ELECTRONHUB_BASE_URL: elsewhere.baseUrl };
    const result = await workspace.runWith(environment, "plan", "-input=false", "-no-color");
    expect(result.code).toBe(1);
    expect(result.text).toContain("was last seen with another base_url");
  } finally {
    await elsewhere.stop();
  }
  expect(await workspace.planIsEmpty()).toBe(true);
});

test("data sources find a key by id, name or value, with its volatile figures", async () => {
  await applied(ONE_KEY(""));
  workspace.configure(
    `${ONE_KEY("")}
data "electronhub_proxy_key" "by_id" { id = electronhub_proxy_key.k.id }
data "electronhub_proxy_key" "by_name" {
  name          = "k"
  include_owner = true
}
data "electronhub_proxy_key" "by_key" { key = electronhub_proxy_key.k.key }
output "found" {
  value = [for d in [data.electronhub_proxy_key.by_id, data.electronhub_proxy_key.by_name, data.electronhub_proxy_key.by_key] :
    "\${d.name} \${d.allocated_amount} \${d.used_amount} \${d.last_used == null} \${d.user_id == null}"]
}`,
  );
  await workspace.apply();
  const output = await workspace.expectSuccess("output", "-json", "found");
  expect(JSON.parse(output.stdout)).toEqual(["k 10 0 true true", "k 10 0 true false", "k 10 0 true true"]);
  expect(await workspace.planIsEmpty()).toBe(true);
});
