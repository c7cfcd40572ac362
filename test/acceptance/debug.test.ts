// The provider under a debugger: one process, started by hand, for every provider block of a configuration.
import { spawn } from "node:child_process";
import { type Emulator, startEmulator } from "../../src/emulator";
import { collect, exitOf } from "../support/plugin-client";
import { PROVIDER } from "../support/provider";
import { TerraformWorkspace } from "../support/terraform";

jest.setTimeout(120_000);

let emulators: readonly [Emulator, Emulator];
let workspace: TerraformWorkspace;
let provider: ReturnType<typeof spawn>;

beforeEach(async () => {
  emulators = [await startEmulator({ requestsPerMinute: 10_000 }), await startEmulator({ requestsPerMinute: 10_000 })];
  workspace = TerraformWorkspace.create({});
  provider = spawn(PROVIDER, ["--debug"], {
    env: { PATH: process.env.PATH ?? "", HOME: workspace.directory },
    stdio: ["ignore", "pipe", "pipe"],
  });
});

afterEach(async () => {
  const exited = exitOf(provider);
  provider.kill("SIGINT");
  expect(await exited).toBe(0);
  workspace.dispose();
  for (const emulator of emulators) await emulator.stop();
});

/** What it prints for the shell. */
function reattach(): Promise<string> {
  const output = collect(provider);
  return new Promise((resolve) => {
    provider.stdout?.on("data", () => {
      const [, json] = /TF_REATTACH_PROVIDERS='(.*)'/.exec(output.stdout) ?? [];
      if (json) resolve(json);
    });
  });
}

test("two provider blocks, two accounts: each key lands in its own", async () => {
  const environment = { TF_REATTACH_PROVIDERS: await reattach() };
  const block = (alias: string, { apiKey, baseUrl }: Emulator) => `
provider "electronhub" {
  alias    = "${alias}"
  api_key  = "${apiKey}"
  base_url = "${baseUrl}"
}
resource "electronhub_proxy_key" "${alias}" {
  provider         = electronhub.${alias}
  count            = 3
  name             = "${alias}"
  allocated_amount = 1
}
`;
  workspace.configure(block("one", emulators[0]) + block("two", emulators[1]));
  const terraform = async (...args: string[]) => {
    const { code, text } = await workspace.runWith(environment, ...args, "-input=false", "-no-color");
    expect([code, text]).toEqual([0, expect.any(String)]);
    return text;
  };
  const namesIn = () => emulators.map(({ store }) => store.keys().map(({ name }) => name));
  await terraform("init");
  await terraform("apply", "-auto-approve");
  expect(namesIn()).toEqual([
    ["one", "one", "one"],
    ["two", "two", "two"],
  ]);
  expect(await terraform("plan")).toContain("No changes.");
  await terraform("destroy", "-auto-approve");
  expect(namesIn()).toEqual([[], []]);
});
