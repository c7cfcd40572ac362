// The module of ../terraform-test, applied by the real terraform against the emulator, looked at from both sides.
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Emulator, startEmulator } from "cdktf-provider-electronhub/emulator";

// Terraform takes a second or two for each command.
jest.setTimeout(60_000);

let emulator: Emulator;
let directory: string;

beforeAll(async () => {
  emulator = await startEmulator({ requestsPerMinute: 1000 });
  directory = await mkdtemp(join(tmpdir(), "teams-"));
  await cp(join(__dirname, "../terraform-test"), directory, { recursive: true });
  await terraform("init");
});

afterAll(async () => {
  await emulator.stop();
  await rm(directory, { recursive: true, force: true });
});

/** The emulator answers in this process: execFileSync would keep it from doing so, and terraform would wait for ever. */
async function terraform(command: string, ...args: readonly string[]): Promise<void> {
  const env = {
    ...process.env,
    ELECTRONHUB_BASE_URL: emulator.baseUrl,
    ELECTRONHUB_API_KEY: emulator.apiKey,
    TF_INPUT: "false",
  };
  await promisify(execFile)("terraform", [command, ...args], { cwd: directory, env });
}

async function applyTeams(teams: object): Promise<void> {
  await writeFile(join(directory, "teams.auto.tfvars.json"), JSON.stringify({ teams }));
  await terraform("apply", "-auto-approve");
}

/** What the account holds, without a request of it. */
const keysOfAccount = () =>
  emulator.store.keys().map(({ name, allocated_ammount, is_active }) => ({ name, allocated_ammount, is_active }));

test("each team gets a key, and a team that pauses keeps it", async () => {
  await applyTeams({ search: { credits: 100 } });
  expect(keysOfAccount()).toEqual([{ name: "search", allocated_ammount: 100, is_active: true }]);

  await applyTeams({ search: { credits: 100, enabled: false } });
  expect(keysOfAccount()).toEqual([{ name: "search", allocated_ammount: 100, is_active: false }]);
});

test("a team that goes takes its key along", async () => {
  await applyTeams({});
  expect(keysOfAccount()).toEqual([]);
});
