// `terraform init` from mirrors that were made of a release, as users without access to a registry do it. The release is
// a small one made of the built script, or the one that RELEASE_DIRECTORY names.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { version } from "../../package.json";
import { writeChecksums } from "../../projenrc/release/checksums";
import { packageHash, zipHash } from "../../projenrc/release/hashes";
import { makeFilesystemMirror, makeNetworkMirror } from "../../projenrc/release/mirror";
import { archiveName, checksumsName, executableName } from "../../projenrc/release/names";
import { PLATFORMS, type Platform, platformName } from "../../projenrc/release/platforms";
import { writeZip } from "../../projenrc/release/zip";
import { type Emulator, startEmulator } from "../../src/emulator";
import { environmentOf } from "../support/account";
import { AUTHORITY, type StaticServer, installFrom, serveFiles } from "../support/mirrors";
import { TerraformWorkspace, terraformBinary } from "../support/terraform";

// A terraform command takes a second or two, and a test makes several.
jest.setTimeout(120_000);

const HOST = terraformBinary.endsWith("tofu") ? "registry.opentofu.org" : "registry.terraform.io";
const KEY = 'resource "electronhub_proxy_key" "k" {\n  name             = "k"\n  allocated_amount = 10\n}\n';

const SCRIPT = resolve(__dirname, "../../dist/terraform-provider-electronhub");

const platform = thisPlatform();
const archive = archiveName(version, platform);

let directory: string;
let release: string;
let emulator: Emulator;
let workspace: TerraformWorkspace;
let server: StaticServer;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-mirrors-"));
  release = process.env.RELEASE_DIRECTORY || (await scriptRelease(join(directory, "release")));
  await makeNetworkMirror(source(), join(directory, "network"));
  server = await serveFiles(join(directory, "network"));
  emulator = await startEmulator({ requestsPerMinute: 10_000 });
});
afterAll(async () => {
  await emulator.stop();
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

beforeEach(() => {
  workspace = TerraformWorkspace.create(environmentOf(emulator));
  // Nothing is planted: the mirror is the only place.
  rmSync(workspace.path("terraform.d"), { recursive: true });
  workspace.configure(KEY);
});
afterEach(() => workspace.dispose());

function thisPlatform(): Platform {
  const found = PLATFORMS.find(({ npm }) => npm.os === process.platform && npm.cpu === process.arch);
  if (!found) throw new Error(`no release is made for ${process.platform} ${process.arch}.`);
  return found;
}

/** What a release has, but with the script instead of an executable that needs no Node.js. */
async function scriptRelease(target: string): Promise<string> {
  mkdirSync(target);
  const name = executableName(version, platform);
  await writeZip(join(target, archive), [{ name, content: readFileSync(SCRIPT), executable: true }]);
  writeChecksums(target, checksumsName(version));
  return target;
}

const source = () => ({ release, version, host: HOST });
const lockedHashes = () => readFileSync(workspace.path(".terraform.lock.hcl"), "utf8").match(/(h1|zh):[^"]+/g);

test("from a network mirror: init checks the hashes and locks them, and a plan works", async () => {
  writeFileSync(workspace.path("cli.tfrc"), installFrom("network_mirror", server.url));
  const init = await workspace.runWith({ SSL_CERT_FILE: AUTHORITY }, "init", "-input=false", "-no-color");
  expect({ code: init.code, stderr: init.stderr }).toEqual({ code: 0, stderr: "" });
  expect([...new Set(server.requests)]).toEqual([
    `/${HOST}/electronhub/electronhub/index.json`,
    `/${HOST}/electronhub/electronhub/${version}.json`,
    `/${HOST}/electronhub/electronhub/${archive}`,
  ]);
  expect(lockedHashes()).toEqual([await packageHash(join(release, archive))]);
  expect((await workspace.plan()).text).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
});

test("providers lock takes its hashes from the network mirror", async () => {
  const args = [`-net-mirror=${server.url}`, `-platform=${platformName(platform)}`, "-no-color"];
  const lock = await workspace.runWith({ SSL_CERT_FILE: AUTHORITY }, "providers", "lock", ...args);
  expect({ code: lock.code, stderr: lock.stderr }).toEqual({ code: 0, stderr: "" });
  expect(lockedHashes()).toEqual([await packageHash(join(release, archive))]);
});

test("from a filesystem mirror with packed archives", async () => {
  makeFilesystemMirror(source(), join(directory, "filesystem"));
  writeFileSync(workspace.path("cli.tfrc"), installFrom("filesystem_mirror", join(directory, "filesystem")));
  await workspace.init();
  expect(lockedHashes()).toEqual([await packageHash(join(release, archive))]);
  expect((await workspace.plan()).text).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
});

test("an archive that was changed in the mirror is refused", async () => {
  const changed = await scriptRelease(join(directory, "replaced"));
  await makeNetworkMirror({ ...source(), release: changed }, join(directory, "tampered"));
  const content = Buffer.from("#!/bin/sh\nexit 1\n");
  await writeZip(join(directory, "tampered", HOST, "electronhub/electronhub", archive), [
    { name: executableName(version, platform), content, executable: true },
  ]);
  const tampered = await serveFiles(join(directory, "tampered"));
  writeFileSync(workspace.path("cli.tfrc"), installFrom("network_mirror", tampered.url));
  const init = await workspace.runWith({ SSL_CERT_FILE: AUTHORITY }, "init", "-input=false", "-no-color");
  await tampered.close();
  expect(init.code).toBe(1);
  expect(init.text).toMatch(/checksum/);
});

test("a release that was changed is not mirrored", async () => {
  const changed = await scriptRelease(join(directory, "changed"));
  writeFileSync(join(changed, archive), "not what it was");
  const expected = `${join(changed, archive)} is not what ${checksumsName(version)} says: it was changed or not copied completely.`;
  expect(() => makeFilesystemMirror({ ...source(), release: changed }, join(directory, "none"))).toThrow(expected);
});

test("a network mirror lists each archive with its hashes, and keeps other versions", async () => {
  const target = join(directory, "older", HOST, "electronhub/electronhub");
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "0.0.9.json"), '{ "archives": {} }');
  const small = await scriptRelease(join(directory, "small"));
  await makeNetworkMirror({ ...source(), release: small }, join(directory, "older"));
  const read = (name: string): unknown => JSON.parse(readFileSync(join(target, name), "utf8"));
  const hashes = [await packageHash(join(small, archive)), zipHash(join(small, archive))];
  expect(read("index.json")).toEqual({ versions: { "0.0.9": {}, [version]: {} } });
  expect(read(`${version}.json`)).toEqual({ archives: { [platformName(platform)]: { url: archive, hashes } } });
});
