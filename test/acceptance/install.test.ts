// `electronhub install` as a user runs it, and the real terraform that finds the provider afterwards: with nothing but an
// empty home, by -chdir, and by the printed CLI configuration.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { version } from "../../package.json";
import { terraformBinary } from "../support/terraform";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(120_000);

const ELECTRONHUB = resolve(__dirname, "../../dist/electronhub");
const CONFIGURATION = `terraform {
  required_providers {
    electronhub = {
      source = "electronhub/electronhub"
    }
  }
}
`;

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-install-"));
  for (const folder of ["home", "project", "data"]) mkdirSync(join(directory, folder));
  writeFileSync(join(directory, "project/main.tf"), CONFIGURATION);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: join(directory, "home"),
  CHECKPOINT_DISABLE: "1",
  // Nothing is there to download from, so what is missing is reported at once.
  HTTPS_PROXY: "http://127.0.0.1:9",
});

const electronhub = (env: NodeJS.ProcessEnv, ...args: readonly string[]): string =>
  execFileSync(process.execPath, [ELECTRONHUB, "install", ...args], { env, encoding: "utf8", stdio: "pipe" });

function init(env: NodeJS.ProcessEnv, ...options: readonly string[]): { code: number | null; output: string } {
  const args = [...options, "init", "-input=false", "-no-color"];
  const cwd = options.length > 0 ? directory : join(directory, "project");
  const { status, stdout, stderr } = spawnSync(terraformBinary, args, { cwd, env, encoding: "utf8" });
  return { code: status, output: stdout + stderr };
}

const INSTALLED = `Installed electronhub/electronhub v${version} (unauthenticated)`;

test("without it terraform finds no provider", () => {
  expect(init(environment())).toMatchObject({
    code: 1,
    output: expect.stringContaining("Failed to query available provider packages") as string,
  });
});

test.each<[string, () => NodeJS.ProcessEnv]>([
  ["an empty home", () => ({})],
  ["XDG_DATA_HOME", () => ({ XDG_DATA_HOME: join(directory, "data") })],
])("with %s terraform finds the installed provider, by -chdir too", (_, extra) => {
  const env = { ...environment(), ...extra() };
  electronhub(env);
  expect(init(env)).toMatchObject({ code: 0, output: expect.stringContaining(INSTALLED) as string });
  rmSync(join(directory, "project/.terraform"), { recursive: true });
  expect(init(env, "-chdir=project").code).toBe(0);
});

test("a mirror is found by the CLI configuration that it prints", () => {
  const cliConfig = join(directory, "cli.tfrc");
  writeFileSync(cliConfig, electronhub(environment(), "--mirror", join(directory, "mirror"), "--print-cli-config"));
  expect(readFileSync(cliConfig, "utf8")).toMatch(/^provider_installation \{\n/);
  const env = { ...environment(), TF_CLI_CONFIG_FILE: cliConfig };
  expect(init(env)).toMatchObject({ code: 0, output: expect.stringContaining(INSTALLED) as string });
});

test("what cannot be installed is one sentence and exit code 1", () => {
  const { status, stderr } = spawnSync(process.execPath, [ELECTRONHUB, "install", "--mirror", ELECTRONHUB], {
    env: environment(),
    encoding: "utf8",
  });
  expect({ status, lines: stderr.trim().split("\n") }).toEqual({
    status: 1,
    lines: [expect.stringMatching(/^electronhub: cannot install into .*: a file stands where a directory is needed/)],
  });
});
