// The examples of how users test their own modules, run as they would: `terraform test` with the emulator as
// a command, and jest with it as a module.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { Machine } from "../support/pipelines/machine";

jest.setTimeout(180_000);

const ROOT = resolve(__dirname, "../..");

let project: string;
let machine: Machine;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "electronhub-offline-"));
  for (const example of ["terraform-test", "jest-test"]) {
    mkdirSync(join(project, example));
    const ours = (file: string) => !/node_modules|\.terraform/.test(file.slice(ROOT.length));
    cpSync(join(ROOT, "examples/projects", example), join(project, example), { recursive: true, filter: ours });
  }
  machine = new Machine(project, {});
});

afterEach(() => {
  machine.dispose();
  rmSync(project, { recursive: true, force: true });
});

describe("terraform test, against `electronhub emulate`", () => {
  let emulator: ReturnType<typeof startCommand>;
  let account: Record<string, string>;

  beforeEach(async () => {
    emulator = startCommand();
    account = await exportsOf(emulator);
  });

  afterEach(() => emulator.kill());

  const terraformTest = () =>
    machine.bash(
      ["-e"],
      "terraform init && terraform test -no-color",
      join(machine.checkOut(), "terraform-test"),
      account,
    );

  test("passes with real calls, and leaves nothing in the account", async () => {
    const { code, output } = await terraformTest();
    expect(output).toContain("Success! 4 passed, 0 failed.");
    expect(code).toBe(0);
    const emulated = async (path: string) => (await fetch(new URL(path, account.ELECTRONHUB_BASE_URL))).json();
    expect(await emulated("/emulator/counts")).toMatchObject({
      "POST /auth/proxy/create": 2,
      "POST /auth/proxy/remove": 2,
    });
    expect(await emulated("/emulator/state")).toMatchObject({ keys: [] });
  });

  test("fails where the module is wrong", async () => {
    const file = join(project, "terraform-test/main.tf");
    writeFileSync(file, readFileSync(file, "utf8").replace('"weekly"', '"monthly"'));
    const { code, output } = await terraformTest();
    expect(output).toContain("A team's credits are per week.");
    expect(code).toBe(1);
  });
});

describe("jest, which starts the emulator in its process", () => {
  beforeEach(() => machine.link("jest", "ts-jest", "typescript", "@types/jest", "@types/node"));

  const jestIn = () =>
    machine.bash(["-e"], "node ../../node_modules/jest/bin/jest.js --verbose", join(machine.checkOut(), "jest-test"), {
      CI: "true",
    });

  test("passes", async () => {
    const { code, output } = await jestIn();
    expect(output).toContain("Tests:       2 passed, 2 total");
    expect(code).toBe(0);
  });

  test("fails where the module is wrong", async () => {
    const file = join(project, "terraform-test/main.tf");
    writeFileSync(file, readFileSync(file, "utf8").replace("each.value.enabled", "true"));
    const { code, output } = await jestIn();
    expect(output).toContain('"is_active": true');
    expect(code).toBe(1);
  });
});

function startCommand() {
  const command = [join(ROOT, "dist/electronhub"), "emulate", "--port", "0", "--rpm", "1000", "--quiet"];
  return spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
}

/** The two variables that the emulator prints for the shell. */
async function exportsOf({ stdout }: ReturnType<typeof startCommand>): Promise<Record<string, string>> {
  const variables: Record<string, string> = {};
  for await (const line of createInterface({ input: stdout })) {
    const [, name, value] = /^\s*export (\w+)=(\S+)$/.exec(line) ?? [];
    if (name && value) variables[name] = value;
    if (Object.keys(variables).length === 2) return variables;
  }
  throw new Error("the emulator ended before it told its address");
}
