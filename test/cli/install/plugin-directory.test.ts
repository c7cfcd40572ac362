// Which directory of the user's Terraform looks into.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pluginDirectory } from "../../../src/cli/install/plugin-directory";

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), "electronhub-home-"))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

test.each<[string, string, () => NodeJS.ProcessEnv, () => string]>([
  ["HOME", "linux", () => ({ HOME: home }), () => `${home}/.terraform.d/plugins`],
  ["no HOME", "linux", () => ({}), () => `${home}/.terraform.d/plugins`],
  ["XDG_DATA_HOME", "linux", () => ({ HOME: home, XDG_DATA_HOME: "/data" }), () => "/data/terraform/plugins"],
  [
    "a relative XDG_DATA_HOME, which counts as none",
    "linux",
    () => ({ HOME: home, XDG_DATA_HOME: "data" }),
    () => `${home}/.terraform.d/plugins`,
  ],
  [
    "XDG_DATA_HOME on a Mac, where Terraform ignores it",
    "darwin",
    () => ({ HOME: home, XDG_DATA_HOME: "/data" }),
    () => `${home}/.terraform.d/plugins`,
  ],
  [
    "APPDATA",
    "win32",
    () => ({ APPDATA: "C:\\Users\\me\\AppData\\Roaming" }),
    () => "C:\\Users\\me\\AppData\\Roaming\\terraform.d\\plugins",
  ],
])("with %s on %s", (_, platform, env, directory) => {
  expect(pluginDirectory({ platform, env: env(), home })).toBe(directory());
});

test("a .terraform.d that is there goes before XDG_DATA_HOME", () => {
  mkdirSync(join(home, ".terraform.d"));
  expect(pluginDirectory({ platform: "linux", env: { HOME: home, XDG_DATA_HOME: "/data" }, home })).toBe(
    `${home}/.terraform.d/plugins`,
  );
});

test("without APPDATA on Windows there is none", () => {
  expect(() => pluginDirectory({ platform: "win32", env: {}, home })).toThrow(
    "APPDATA is not set, so the plugin directory is not known; name a directory with --mirror",
  );
});
