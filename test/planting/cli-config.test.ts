// Which CLI configurations keep Terraform from looking into a stack's output.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { concealingCliConfig, conceals } from "../../src/planting/cli-config";

test.each<[string, string, boolean]>([
  ["nothing", "", false],
  ["other settings", 'plugin_cache_dir = "/cache"', false],
  ["direct installation only", "provider_installation {\n  direct {}\n}", true],
  ["a mirror without the provider", 'provider_installation { filesystem_mirror { path = "/empty" } }', true],
  ["a mirror with the provider", 'provider_installation { filesystem_mirror { path = "/full" } }', false],
  [
    "two mirrors",
    'provider_installation {\nfilesystem_mirror {\npath = "/empty"\n}\nfilesystem_mirror {\npath = "/full"\n}\n}',
    false,
  ],
  [
    "the provider in dev_overrides",
    'provider_installation { dev_overrides { "electronhub/electronhub" = "/x" } }',
    false,
  ],
  ["a commented block", "# provider_installation {\n/* provider_installation { */\n// provider_installation {", false],
  ["a comment that names the provider", "provider_installation { # electronhub/electronhub\n direct {}\n}", true],
  ["a comment sign within a string", 'x = "#"\nprovider_installation { direct {} }', true],
])("%s", (_, text, concealed) => {
  expect(conceals(text, (mirror) => mirror === "/full")).toBe(concealed);
});

describe("the file", () => {
  let home: string;
  const block = "provider_installation { direct {} }";
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), "electronhub-rc-"))));
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  test("is the one that the environment names, else the one in the home", () => {
    const named = join(home, "named.tfrc");
    const usual = join(home, ".terraformrc");
    writeFileSync(usual, block);
    expect(concealingCliConfig({ platform: "linux", env: { HOME: home } })).toBe(usual);
    expect(concealingCliConfig({ platform: "linux", env: { HOME: home, TF_CLI_CONFIG_FILE: named } })).toBe(undefined);
    writeFileSync(named, block);
    expect(concealingCliConfig({ platform: "linux", env: { HOME: home, TF_CLI_CONFIG_FILE: named } })).toBe(named);
    writeFileSync(join(home, "terraform.rc"), block);
    expect(concealingCliConfig({ platform: "win32", env: { APPDATA: home } })).toBe(join(home, "terraform.rc"));
    expect(concealingCliConfig({ platform: "linux", env: {} })).toBe(undefined);
  });

  test("may name a mirror that has the provider", () => {
    const env = { HOME: home };
    writeFileSync(join(home, ".terraformrc"), `provider_installation { filesystem_mirror { path = "${home}" } }`);
    expect(concealingCliConfig({ platform: "linux", env })).toBe(join(home, ".terraformrc"));
    mkdirSync(join(home, "registry.terraform.io/electronhub/electronhub"), { recursive: true });
    expect(concealingCliConfig({ platform: "linux", env })).toBe(undefined);
  });
});
