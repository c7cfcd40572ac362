// Resources of a configuration on the disk, with their files and lines; and what a configuration of somebody else may hold.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { configurationAddress } from "../../../src/review/analyse/review";
import { type Bounds, findSources } from "../../../src/review/sources/find-sources";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "electronhub-sources-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const resource = (name: string) => `resource "electronhub_proxy_key" "${name}" {\n}\n`;
const found = (directory = "main", bounds?: Bounds) =>
  Object.fromEntries(
    findSources(
      { directory: join(root, directory), dataDirectory: join(root, directory, ".terraform") },
      bounds,
    ).entries(),
  );

test("the directory's files, local modules and installed ones", () => {
  write("main/a.tf", `\n${resource("a")}module "team" {\n  source = "./modules/team/"\n}\n`);
  write("main/b.tofu", `${resource("b")}module "shared" {\n  source = "../shared"\n}\n`);
  write("main/c.tf", `module "bought" {\n  source = "acme/keys/electronhub"\n}\n`);
  write("main/modules/team/main.tf", `# a team\n${resource("k")}module "inner" {\n  source = "../inner"\n}\n`);
  write("main/modules/inner/main.tf", `\n\n${resource("k")}`);
  write("shared/main.tf", resource("s"));
  write("main/.terraform/modules/bought/keys/main.tf", resource("x"));
  const modules = [
    { Key: "", Source: "", Dir: "." },
    { Key: "bought", Source: "registry.terraform.io/acme/keys/electronhub", Dir: ".terraform/modules/bought/keys" },
  ];
  write("main/.terraform/modules/modules.json", JSON.stringify({ Modules: modules }));
  expect(found()).toEqual({
    "electronhub_proxy_key.a": { file: "a.tf", line: 2 },
    "electronhub_proxy_key.b": { file: "b.tofu", line: 1 },
    "module.team.electronhub_proxy_key.k": { file: "modules/team/main.tf", line: 2 },
    "module.team.module.inner.electronhub_proxy_key.k": { file: "modules/inner/main.tf", line: 3 },
    "module.shared.electronhub_proxy_key.s": { file: "../shared/main.tf", line: 1 },
    "module.bought.electronhub_proxy_key.x": { file: ".terraform/modules/bought/keys/main.tf", line: 1 },
  });
});

test("no file that Terraform does not read, no override, and nothing that is declared twice", () => {
  write("main/main.tf", resource("a") + resource("twice"));
  write("main/main.tofu", resource("twice"));
  write("main/override.tf", resource("a"));
  write("main/team_override.tf", resource("a"));
  write("main/.hidden.tf", resource("hidden"));
  write("main/main.tf.bak", resource("backup"));
  write("main/main.tf.json", "{}");
  write("main/sub/main.tf", resource("sub"));
  expect(found()).toEqual({ "electronhub_proxy_key.a": { file: "main.tf", line: 1 } });
});

test("symbolic links are not followed, to files as to directories", () => {
  write("elsewhere/keys.tf", resource("secret"));
  write("main/main.tf", `module "a" {\n  source = "./linked"\n}\nmodule "b" {\n  source = "./linked/deeper"\n}\n`);
  write("elsewhere/deeper/keys.tf", resource("secret"));
  symlinkSync(join(root, "elsewhere/keys.tf"), join(root, "main/keys.tf"));
  symlinkSync(join(root, "elsewhere"), join(root, "main/linked"));
  symlinkSync("/dev/zero", join(root, "main/zero.tf"));
  expect(found()).toEqual({});
});

test("a configuration that itself is behind a link is read", () => {
  write("main/main.tf", `${resource("a")}module "m" {\n  source = "./m"\n}\n`);
  write("main/m/main.tf", resource("k"));
  symlinkSync(join(root, "main"), join(root, "link"));
  expect(Object.keys(found("link"))).toEqual(["electronhub_proxy_key.a", "module.m.electronhub_proxy_key.k"]);
});

test("modules that call themselves, and bounds of files and bytes", () => {
  write("main/main.tf", `${resource("a")}module "m" {\n  source = "./"\n}\nmodule "n" {\n  source = "./"\n}\n`);
  const bounds = { files: 10, bytes: 10_000, modules: 4, depth: 2 };
  expect(Object.keys(found("main", bounds))).toHaveLength(4);
  expect(Object.keys(found("main", { ...bounds, modules: 100 }))).toHaveLength(7);
  expect(Object.keys(found("main", { ...bounds, files: 2 }))).toHaveLength(2);
  expect(found("main", { ...bounds, bytes: 10 })).toEqual({});
});

test.each([
  ["nothing", undefined],
  ["no JSON", "{"],
  ["other JSON", `[1]`],
  ["odd entries", `{"Modules":[1,null,{"Key":1,"Dir":"x"},{"Key":"m","Dir":"/etc"},{"Key":"m"}]}`],
])("a manifest of modules that holds %s", (_, text) => {
  write("main/main.tf", `${resource("a")}module "m" {\n  source = "acme/keys/electronhub"\n}\n`);
  if (text !== undefined) write("main/.terraform/modules/modules.json", text);
  expect(Object.keys(found())).toEqual(["electronhub_proxy_key.a"]);
});

test("no directory at all", () => expect(found("missing")).toEqual({}));

test.each([
  ["electronhub_proxy_key.a", "electronhub_proxy_key.a"],
  ["electronhub_proxy_key.a[0]", "electronhub_proxy_key.a"],
  [`module.m["a.b[0]"].electronhub_proxy_key.a["x\\"]"]`, "module.m.electronhub_proxy_key.a"],
])("%s is declared as %s", (address, declared) => expect(configurationAddress(address)).toBe(declared));
