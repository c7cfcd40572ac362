// Every mistake of a user's gets one clear diagnostic, and nothing is called.
import { type Emulator, startEmulator } from "../../src/emulator";
import { wholeFile } from "../support/account";
import { type Result, type TerraformWorkspace } from "../support/terraform";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(120_000);

let emulator: Emulator;
let workspace: TerraformWorkspace;

wholeFile(async (account) => {
  ({ emulator, workspace } = account);
  workspace.configure(key('name = "k"\n allocated_amount = 1'));
  await workspace.init();
});

beforeEach(() => emulator.resetRequests());

function key(settings: string): string {
  return `resource "electronhub_proxy_key" "k" {\n  ${settings}\n}\n`;
}

const errorsIn = ({ text }: Result) => text.match(/Error: /g) ?? [];

describe("a resource's known values fail in validate", () => {
  test.each([
    [
      "a name of 26 characters",
      `name = "${"é".repeat(26)}"\n allocated_amount = 1`,
      "has 26 characters; it must have 1 to 25",
    ],
    ["an empty name", 'name = ""\n allocated_amount = 1', "name is empty; it must have 1 to 25"],
    [
      "a negative amount",
      'name = "k"\n allocated_amount = -0.5',
      "allocated_amount is -0.5; it must be a number of credits",
    ],
    [
      "an amount that is too small for anything",
      'name = "k"\n allocated_amount = 1e-10001',
      "allocated_amount has more than 10000 digits when it is written without an exponent",
    ],
    [
      "an amount that is too large for anything",
      'name = "k"\n allocated_amount = 1e10001',
      "allocated_amount has more than 10000 digits when it is written without an exponent",
    ],
    [
      "an unknown limit_type",
      'name = "k"\n allocated_amount = 1\n limit_type = "yearly"',
      "must be one of daily, weekly, monthly",
    ],
    [
      "a bad expires_at",
      'name = "k"\n allocated_amount = 1\n expires_at = "tomorrow"',
      "it must be an RFC 3339 instant",
    ],
    [
      "a fraction of a second",
      'name = "k"\n allocated_amount = 1\n expires_at = "2035-01-01T00:00:00.5Z"',
      "the API keeps whole seconds",
    ],
    [
      "an empty model whitelist",
      'name = "k"\n allocated_amount = 1\n model_whitelist = []',
      "An empty model_whitelist would allow every model",
    ],
    [
      "an empty IP whitelist",
      'name = "k"\n allocated_amount = 1\n ip_whitelist = []',
      "An empty ip_whitelist would allow every IP address",
    ],
    [
      "a bad CIDR block",
      'name = "k"\n allocated_amount = 1\n ip_whitelist = ["10.0.0.0/33"]',
      "is neither an IPv4 or IPv6 address nor a CIDR block",
    ],
    [
      "one address twice",
      'name = "k"\n allocated_amount = 1\n ip_whitelist = ["10.0.0.5", "10.0.0.5/32"]',
      "are the same. Remove one",
    ],
  ])("%s", async (_, settings, message) => {
    workspace.configure(key(settings));
    const result = await workspace.expectFailure("validate", "-no-color");
    expect(errorsIn(result)).toHaveLength(1);
    expect(result.text).toContain(message);
    expect(result.text).toContain("with electronhub_proxy_key.k");
    expect(emulator.requests()).toEqual({});
  });
});

describe("the provider's settings", () => {
  const valid = key('name = "k"\n allocated_amount = 1');
  const plan = (environment: Record<string, string>) =>
    workspace.runWith(environment, "plan", "-input=false", "-no-color");

  test.each<[string, string, Record<string, string>, string]>([
    ["no API key", "", { ELECTRONHUB_API_KEY: "" }, "Set the environment variable ELECTRONHUB_API_KEY"],
    [
      "a proxy key as API key",
      "",
      { ELECTRONHUB_API_KEY: "ek-proxy-hush" },
      "Proxy keys (ek-proxy-...) cannot manage proxy keys",
    ],
    ["a JWT as API key", "", { ELECTRONHUB_API_KEY: "eyJhbGciOi.eyJzdWIiOi.hush" }, "The API refuses JWTs"],
    ["http to another machine", 'base_url = "http://192.0.2.1/v1"', {}, "it must be https:"],
    [
      "user info in base_url",
      "",
      { ELECTRONHUB_BASE_URL: "https://user:hush@example.com" },
      "ELECTRONHUB_BASE_URL holds user info",
    ],
    [
      "a query in base_url",
      "",
      { ELECTRONHUB_BASE_URL: "https://example.com/v1?x=1" },
      "ELECTRONHUB_BASE_URL has a query or a fragment",
    ],
    ["a bad timeout", 'request_timeout = "soon"', {}, '"soon" is not a duration above zero'],
    ["too many retries", "max_retries = 99", {}, "it must be a whole number from 0 to 10"],
  ])("%s", async (_, settings, environment, message) => {
    workspace.configure(`provider "electronhub" {\n  ${settings}\n}\n${valid}`);
    const result = await plan(environment);
    expect(result.code).toBe(1);
    expect(errorsIn(result)).toHaveLength(1);
    expect(result.text).toContain(message);
    expect(result.text).not.toContain("hush");
    expect(emulator.requests()).toEqual({});
  });

  test("an API key that the API does not know", async () => {
    workspace.configure(`${valid}\ndata "electronhub_proxy_key" "x" { name = "x" }`);
    const result = await plan({ ELECTRONHUB_API_KEY: "ek-nobody" });
    expect(errorsIn(result)).toHaveLength(1);
    expect(result.text).toContain("Set api_key, or ELECTRONHUB_API_KEY, to an API key of the account");
  });

  test("nobody listens at base_url", async () => {
    workspace.configure(
      `provider "electronhub" {\n  max_retries = 0\n}\ndata "electronhub_proxy_key" "x" { name = "x" }`,
    );
    const result = await plan({ ELECTRONHUB_BASE_URL: "http://127.0.0.1:9/v1" });
    expect(errorsIn(result)).toHaveLength(1);
    expect(result.text).toContain("ECONNREFUSED");
  });
});

test("a past expiry fails in the plan of a new key", async () => {
  workspace.configure(key('name = "k"\n allocated_amount = 1\n expires_at = "2020-01-01T00:00:00Z"'));
  const result = await workspace.expectFailure("plan", "-input=false", "-no-color");
  expect(errorsIn(result)).toHaveLength(1);
  expect(result.text).toContain("expires_at lies in the past");
  expect(emulator.requests()).toEqual({});
});

test("a set that turns out empty only at apply does not open a key to the world", async () => {
  workspace.configure(`
resource "terraform_data" "late" { input = [] }
${key('name = "k"\n allocated_amount = 1\n model_whitelist = terraform_data.late.output')}`);
  const result = await workspace.expectFailure("apply", "-input=false", "-no-color", "-auto-approve");
  expect(result.text).toContain("An empty model_whitelist would allow every model");
  expect(emulator.requests()).toEqual({});
  workspace.configure('resource "terraform_data" "late" { input = [] }');
  await workspace.destroy();
});

test.each([
  ["none of the selectors", "", "Give exactly one of id, name and key"],
  ["two selectors", 'id = "a"\n name = "b"', "Given: id, name."],
])("a data source with %s", async (_, settings, message) => {
  workspace.configure(`data "electronhub_proxy_key" "x" {\n ${settings}\n}`);
  const result = await workspace.expectFailure("validate", "-no-color");
  expect(errorsIn(result)).toHaveLength(1);
  expect(result.text).toContain(message);
});

test("an API that refuses a past expiry at update: the message says to set a new one", async () => {
  const stateFile = workspace.path("emulator.json");
  const lenient = await startEmulator({ requestsPerMinute: 10_000, stateFile });
  const environment = { ELECTRONHUB_BASE_URL: lenient.baseUrl };
  const apply = () => workspace.runWith(environment, "apply", "-input=false", "-no-color", "-auto-approve");
  const soon = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");
  workspace.configure(key(`name = "k"\n allocated_amount = 1\n expires_at = "${soon}"`));
  expect((await apply()).code).toBe(0);
  lenient.store.change(lenient.store.keysOf(lenient.apiKey)[0]?.key ?? "", { expires_at: 1_577_836_800 });
  await lenient.stop();

  const port = Number(new URL(lenient.url).port);
  const strict = await startEmulator({ requestsPerMinute: 10_000, stateFile, port, refusePastExpiryOnUpdate: true });
  try {
    workspace.configure(key('name = "k"\n allocated_amount = 2\n expires_at = "2020-01-01T00:00:00Z"'));
    const refused = await apply();
    expect(refused.text).toContain("Warning: Proxy keys have expired");
    expect(refused.text).toContain("Set expires_at to a new instant, or remove it.");
    expect(refused.text).toContain("Done: nothing. Not done: update allocated_amount, limit_type.");
    workspace.configure(key('name = "k"\n allocated_amount = 2'));
    expect((await apply()).code).toBe(0);
    expect(strict.store.keysOf(strict.apiKey)).toMatchObject([{ allocated_ammount: 2, expires_at: -1 }]);
  } finally {
    await strict.stop();
  }
});
