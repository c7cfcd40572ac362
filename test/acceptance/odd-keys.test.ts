// The real terraform beside a stranger's key that nobody can make sense of: plans and applies work, the key is shown as
// odd, and the command line removes it.
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { keyId } from "../../src/api/key-id";
import { withAccount } from "../support/account";

jest.setTimeout(120_000);

const ELECTRONHUB = resolve(__dirname, "../../dist/electronhub");
const IN_MILLISECONDS = 4_102_444_800_000;

test("an expiry in milliseconds", async () => {
  await withAccount(async ({ emulator, workspace, environment }) => {
    const keys = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
      new Promise((done) => {
        const env = { PATH: process.env.PATH, HOME: workspace.directory, ...environment };
        const options = { env, cwd: workspace.directory };
        execFile(process.execPath, [ELECTRONHUB, "keys", ...args], options, (error, stdout, stderr) =>
          done({ code: Number(error?.code ?? 0), stdout, stderr }),
        );
      });
    const named = (name: string) => ({ name, expires_at: IN_MILLISECONDS, allocated_ammount: 1 });
    const id = keyId(emulator.store.create(emulator.apiKey, named("by curl")).key);
    workspace.configure(`
resource "electronhub_proxy_key" "ci" {
  name             = "ci"
  allocated_amount = 1
}

data "electronhub_proxy_keys" "all" {
  depends_on = [electronhub_proxy_key.ci]
}

output "expiries" { value = { for key in data.electronhub_proxy_keys.all.keys : key.name => key.expires_at } }
`);
    await workspace.init();
    await workspace.apply();
    expect((await workspace.plan("-detailed-exitcode")).text).toContain(
      `Some records of proxy keys cannot be used as the API sends them`,
    );
    const outputs = await workspace.expectSuccess("output", "-json", "expiries");
    expect(JSON.parse(outputs.stdout)).toEqual({ "by curl": null, ci: null });

    // Its owner, and nobody else, is told.
    const [, own] = emulator.store.keys();
    if (!own) throw new Error("terraform made no key");
    emulator.store.change(own.key, { expires_at: IN_MILLISECONDS });
    const refused = await workspace.run("plan");
    expect([refused.code, refused.text]).toEqual([
      1,
      expect.stringContaining(`The API's record of proxy key "ci" (${keyId(own.key)}) cannot be used`),
    ]);
    emulator.store.change(own.key, { expires_at: -1 });

    const listed = await keys("list");
    expect(listed.stdout).toMatch(new RegExp(`^${id} +by curl +0 +1 +\\? +yes`, "m"));
    expect(listed.stderr).toContain(`- ${id}: expires_at: expected Unix seconds up to the year 9999`);
    expect(await keys("remove", id, "--yes", "--count", "1")).toMatchObject({ code: 0 });
    expect(emulator.store.keys().map(({ name }) => name)).toEqual(["ci"]);
    expect((await workspace.plan()).text).not.toContain("cannot be used");
  });
});
