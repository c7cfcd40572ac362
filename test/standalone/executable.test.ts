// The self-contained executable for Linux, as a machine without Node.js starts it.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { inspect } from "../../projenrc/release/inspect";
import { TERRAFORM_COOKIE } from "../../src/terraform/protocol";
import { startPlugin } from "../support/plugin-client";
import { PROVIDER } from "../support/provider";

jest.setTimeout(60_000);

const NOTHING = { PATH: "/nonexistent" };

test("it is an executable for Linux with a program inside", () => {
  const { os, arch, hasFuse, blob, signature } = inspect(readFileSync(PROVIDER));
  expect({ os, arch, hasFuse, signature }).toEqual({ os: "linux", arch: "amd64", hasFuse: true, signature: "none" });
  expect(blob?.length).toBeGreaterThan(500_000);
});

test("started by hand it explains itself, and says nothing else: the code cache is accepted", () => {
  const { status, stdout, stderr } = spawnSync(PROVIDER, { env: NOTHING, encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr.split("\n")[0]).toBe(
    "terraform-provider-electronhub is a Terraform provider. It manages proxy keys of an Electron Hub account.",
  );
  expect(stderr).not.toMatch(/warning/i);
});

test("options for the user's own Node.js are not for it", async () => {
  const env = { ...NOTHING, NODE_OPTIONS: "--no-such-option" };
  const plugin = await startPlugin([PROVIDER], { cookie: TERRAFORM_COOKIE, env });
  expect(await plugin.stop()).toBe(0);
  expect(plugin.output.stderr).toBe("");
});

test("it does not know where it was made", () => {
  expect(readFileSync(PROVIDER).includes(resolve(__dirname, "../.."))).toBe(false);
});

test("it needs no library but what a Linux with glibc has", () => {
  const dynamic = execFileSync("readelf", ["--dynamic", "--wide", PROVIDER], { encoding: "utf8" });
  expect([...dynamic.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name]) => name).sort()).toEqual([
    "ld-linux-x86-64.so.2",
    "libatomic.so.1",
    "libc.so.6",
    "libdl.so.2",
    "libgcc_s.so.1",
    "libm.so.6",
    "libpthread.so.0",
    "libstdc++.so.6",
  ]);
});
