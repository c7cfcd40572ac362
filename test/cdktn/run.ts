// CDK Terrain: in fresh directories, from the packed tarballs, each way of using the library in a cdktn app is compiled,
// synthesised, planned, deployed and destroyed, under the Node.js that cdktn-cli needs. Run by `npm run test:cdktn`,
// after a build.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import manifest from "../../package.json";
import { run } from "../support/command";
import { startTestEmulator } from "../support/emulator";
import { assertPlanned } from "../support/planned-stack";
import { APPS, type App, type Tarballs, layOut } from "./app";
import { type Tools, installTools, npmInstall } from "./tools";

const ROOT = resolve(__dirname, "../..");

async function pack(directory: string): Promise<Tarballs> {
  const made = join(ROOT, `dist/cdktn-provider-electronhub-${manifest.version}.tgz`);
  if (!existsSync(made)) throw new Error(`${made} is missing: run "npm run package:cdktn" first.`);
  await run("npm", ["pack", "--ignore-scripts", "--pack-destination", directory], { cwd: ROOT });
  const cdktn = join(directory, "cdktn.tgz");
  copyFileSync(made, cdktn);
  return { cdktf: join(directory, `cdktf-provider-electronhub-${manifest.version}.tgz`), cdktn };
}

async function tryOut(app: App, directory: string, tarballs: Tarballs, tools: Tools): Promise<void> {
  layOut(app, directory, tarballs);
  await npmInstall(directory);
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  await run(process.execPath, [compiler, "-p", ".", "--noEmit", "false"], { cwd: directory });
  await run("node", ["main.js"], { cwd: directory, env: { PATH: tools.path } });
  await assertPlanned(join(directory, "cdktf.out/stacks/team-keys"));
  await deployAndDestroy(directory, tools);
}

async function deployAndDestroy(directory: string, { path, cli }: Tools): Promise<void> {
  const emulator = await startTestEmulator();
  writeFileSync(join(directory, "cli.tfrc"), "");
  const env = {
    PATH: path,
    HOME: directory,
    CI: "true",
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: join(directory, "cli.tfrc"),
    ELECTRONHUB_API_KEY: emulator.apiKey,
    ELECTRONHUB_BASE_URL: emulator.baseUrl,
  };
  const names = () => emulator.store.keysOf(emulator.apiKey).map(({ name }) => name);
  try {
    await run("node", [cli, "deploy", "team-keys", "--auto-approve"], { cwd: directory, env });
    assert.deepEqual(names().sort(), ["ci", "contractor", "nightly batch"]);
    await run("node", [cli, "destroy", "team-keys", "--auto-approve"], { cwd: directory, env });
    assert.deepEqual(names(), []);
  } finally {
    await emulator.stop();
  }
}

async function main(): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), "electronhub-cdktn-"));
  let failed = 0;
  try {
    const [tarballs, tools] = await Promise.all([pack(directory), installTools(join(directory, "tools"))]);
    for (const [index, app] of APPS.entries()) {
      const started = Date.now();
      try {
        await tryOut(app, join(directory, `app-${index}`), tarballs, tools);
        process.stdout.write(`${app.name}: works (${Math.round((Date.now() - started) / 1000)} s)\n`);
      } catch (error) {
        failed += 1;
        process.stdout.write(`${app.name}: FAILED: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  process.stdout.write(`cdktn: ${APPS.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
