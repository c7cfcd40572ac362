// The module of ../terraform-test, applied by the real terraform against the emulator, looked at from both sides.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "./emulator";

// Terraform takes a second or two for each command.
jest.setTimeout(60_000);

let emulator: Emulator;
let directory: string;

beforeAll(async () => {
  emulator = await startEmulator("--rpm", "1000");
  directory = mkdtempSync(join(tmpdir(), "teams-"));
  cpSync(join(__dirname, "../terraform-test"), directory, { recursive: true });
  terraform("init");
});

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await emulator.stop();
});

function terraform(command: string, ...args: readonly string[]): string {
  const env = { ...process.env, ...emulator.environment, TF_INPUT: "false" };
  return execFileSync("terraform", [command, ...args], { cwd: directory, env, encoding: "utf8" });
}

function applyTeams(teams: object): void {
  writeFileSync(join(directory, "teams.auto.tfvars.json"), JSON.stringify({ teams }));
  terraform("apply", "-auto-approve");
}

/** What the account holds, by the emulator's own endpoint, which costs no request of the account. */
async function keysOfAccount() {
  const answer = await fetch(new URL("/emulator/state", emulator.environment.ELECTRONHUB_BASE_URL));
  const { keys } = (await answer.json()) as {
    keys: readonly { name: string; allocated_ammount: number; is_active: boolean }[];
  };
  return keys.map(({ name, allocated_ammount, is_active }) => ({ name, allocated_ammount, is_active }));
}

test("each team gets a key, and a team that pauses keeps it", async () => {
  applyTeams({ search: { credits: 100 } });
  expect(await keysOfAccount()).toEqual([{ name: "search", allocated_ammount: 100, is_active: true }]);

  applyTeams({ search: { credits: 100, enabled: false } });
  expect(await keysOfAccount()).toEqual([{ name: "search", allocated_ammount: 100, is_active: false }]);
});

test("a team that goes takes its key along", async () => {
  applyTeams({});
  expect(await keysOfAccount()).toEqual([]);
});
