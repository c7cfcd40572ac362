// An app that esbuild has bundled into one file, away from the package: the provider's executable is not found beside it.
import { buildSync } from "esbuild";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const LIBRARY = resolve(__dirname, "../../src");
const PLANTED = "stacks/stack/terraform.d/plugins/registry.terraform.io/electronhub/electronhub";
const SOURCE = `
  import { App, TerraformStack } from "cdktf";
  import { ElectronhubProvider } from ${JSON.stringify(LIBRARY)};
  const [, , outdir, executable] = process.argv;
  const app = new App({ outdir });
  new ElectronhubProvider(new TerraformStack(app, "stack"), "electronhub", { executable });
  app.synth();
`;

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-app-"));
  buildSync({
    stdin: { contents: SOURCE, resolveDir: __dirname },
    outfile: join(directory, "app/out/main.js"),
    bundle: true,
    platform: "node",
    target: "node20.18",
    logLevel: "error",
  });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(directory, "app/out/main.js"), join(directory, "cdktf.out"), ...args], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, TF_CLI_CONFIG_FILE: join(directory, "none") },
  });

test("its synth says that the property executable is needed, and that is enough", () => {
  const failed = run();
  expect(failed.status).toBe(1);
  expect(failed.stderr).toContain(
    `Error: stack/electronhub: The provider's executable ${directory}/dist/terraform-provider-electronhub does not exist. It comes with the package, as dist/terraform-provider-electronhub. Where this app is bundled into one file (esbuild, webpack), point \`executable\` at it, `,
  );
  const executable = join(directory, "standalone");
  writeFileSync(executable, "#!/bin/sh\n");
  expect(run(executable)).toMatchObject({ status: 0, stderr: "" });
  expect(existsSync(join(directory, "cdktf.out", PLANTED))).toBe(true);
});
