// What a stack brings along is what terraform starts, whatever an earlier synth, init or project has left behind: the same
// version with other content, another version, and terraform's caches.
import { App, TerraformStack } from "cdktf";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { version } from "../../package.json";
import { writeZip } from "../../projenrc/release/zip";
import { ElectronhubProvider } from "../../src";
import { platformName } from "../../src/planting";
import { terraformBinary } from "../support/terraform";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(120_000);

const PROVIDER = resolve(__dirname, "../../dist/terraform-provider-electronhub");
const HOST = terraformBinary.includes("tofu") ? "registry.opentofu.org" : "registry.terraform.io";
const INSTALLED = join(".terraform/providers", HOST, "electronhub/electronhub");

const pluginCache = process.env.TF_PLUGIN_CACHE_DIR;
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-planting-"));
  for (const folder of ["home", "cache"]) mkdirSync(join(directory, folder));
  // A synth looks after it too. Not the user's own.
  process.env.TF_PLUGIN_CACHE_DIR = join(directory, "cache");
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
  if (pluginCache === undefined) delete process.env.TF_PLUGIN_CACHE_DIR;
  else process.env.TF_PLUGIN_CACHE_DIR = pluginCache;
});

const stackDirectory = (project: string) => join(directory, project, "stacks/stack");

/** Synthesises a project whose provider differs from others by a mark at its end. */
function synthesise(project: string, mark: string, bundled = true): void {
  const executable = join(directory, "executable");
  writeFileSync(executable, `${readFileSync(PROVIDER, "utf8")}\n// ${mark}\n`);
  const app = new App({ outdir: join(directory, project) });
  new ElectronhubProvider(new TerraformStack(app, "stack"), "electronhub", { executable, bundled });
  app.synth();
}

function terraform(project: string, env: NodeJS.ProcessEnv, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(terraformBinary, [...args, "-no-color"], {
    cwd: stackDirectory(project),
    env: {
      PATH: process.env.PATH,
      HOME: join(directory, "home"),
      CHECKPOINT_DISABLE: "1",
      HTTPS_PROXY: "http://127.0.0.1:9",
      ...env,
    },
    encoding: "utf8",
  });
  expect({ status, output: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, output: "" });
}

/** Synth, init and a command that starts the provider. Returns the mark of what terraform starts. */
function deployed(project: string, mark: string, env: NodeJS.ProcessEnv = {}): string | undefined {
  synthesise(project, mark);
  terraform(project, env, "init", "-input=false");
  terraform(project, env, "validate");
  return installedMark(project);
}

function installedMark(project: string): string | undefined {
  const versions = join(stackDirectory(project), INSTALLED);
  const [platform = ""] = readdirSync(join(versions, version));
  const folder = realpathSync(join(versions, version, platform));
  const text = readFileSync(join(folder, `terraform-provider-electronhub_v${version}`), "utf8");
  return /\/\/ (\w+)\n$/.exec(text)?.[1];
}

test("init leaves the lock file as synth wrote it", () => {
  synthesise("one", "a");
  const lockFile = join(stackDirectory("one"), ".terraform.lock.hcl");
  const written = readFileSync(lockFile, "utf8");
  terraform("one", {}, "init", "-input=false");
  expect(readFileSync(lockFile, "utf8")).toBe(written);
});

test("other content of the same version takes over, with init and without", () => {
  expect(deployed("one", "a")).toBe("a");
  expect(deployed("one", "b")).toBe("b");
  synthesise("one", "c");
  terraform("one", {}, "validate");
  expect(installedMark("one")).toBe("c");
});

test("a copy of the old content in .terraform is replaced", () => {
  expect(deployed("one", "a")).toBe("a");
  const versions = join(stackDirectory("one"), INSTALLED, version);
  const [platform = ""] = readdirSync(versions);
  cpSync(join(versions, platform), join(versions, "copy"), { recursive: true, dereference: true });
  rmSync(join(versions, platform), { recursive: true });
  renameSync(join(versions, "copy"), join(versions, platform));
  expect(deployed("one", "b")).toBe("b");
});

test("another version in the lock file and in .terraform is left behind", () => {
  expect(deployed("one", "a")).toBe("a");
  const lockFile = join(stackDirectory("one"), ".terraform.lock.hcl");
  writeFileSync(lockFile, readFileSync(lockFile, "utf8").replaceAll(version, "0.0.9"));
  const versions = join(stackDirectory("one"), INSTALLED);
  renameSync(join(versions, version), join(versions, "0.0.9"));
  expect(deployed("one", "b")).toBe("b");
});

test("projects with different content share terraform's plugin cache, which cdktf turns on", () => {
  const env = { TF_PLUGIN_CACHE_DIR: join(directory, "cache") };
  expect(deployed("one", "a", env)).toBe("a");
  expect(deployed("two", "b", env)).toBe("b");
  expect(deployed("one", "a", env)).toBe("a");
  // The cache links to the project that was last; it goes away.
  rmSync(join(directory, "one"), { recursive: true });
  expect(deployed("two", "b", env)).toBe("b");
  expect(deployed("three", "c", env)).toBe("c");
});

/** A CLI configuration with a mirror of packed providers: from it terraform unpacks, where from a stack's output it links. */
async function packedMirror(): Promise<NodeJS.ProcessEnv> {
  const mirror = join(directory, "mirror");
  const folder = join(mirror, HOST, "electronhub/electronhub");
  mkdirSync(folder, { recursive: true });
  const name = `terraform-provider-electronhub_v${version}`;
  const content = Buffer.from(`${readFileSync(PROVIDER, "utf8")}\n// mirrored\n`);
  const archive = `terraform-provider-electronhub_${version}_${platformName(process)}.zip`;
  await writeZip(join(folder, archive), [{ name, content, executable: true }]);
  const file = join(directory, "cli.tfrc");
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  return { TF_CLI_CONFIG_FILE: file };
}

test.each<[string, () => NodeJS.ProcessEnv]>([
  ["without the plugin cache", () => ({})],
  ["with the plugin cache", () => ({ TF_PLUGIN_CACHE_DIR: join(directory, "cache") })],
])("a stack that is not bundled any more takes the provider from a mirror, %s", async (_, env) => {
  expect(deployed("one", "a", env())).toBe("a");
  synthesise("one", "a", false);
  const mirrored = { ...env(), ...(await packedMirror()) };
  terraform("one", mirrored, "init", "-input=false");
  terraform("one", mirrored, "validate");
  expect(installedMark("one")).toBe("mirrored");
});
