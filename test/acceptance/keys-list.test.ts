// `electronhub keys list --unmanaged` with what the real terraform writes: a key that no state knows is found.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { keyId } from "../../src/api/key-id";
import { startEmulator } from "../../src/emulator";
import { TerraformWorkspace } from "../support/terraform";

jest.setTimeout(120_000);

const ELECTRONHUB = resolve(__dirname, "../../dist/electronhub");

test("by the state file, by what terraform shows of it, and by a plan", async () => {
  const emulator = await startEmulator();
  const account = { ELECTRONHUB_API_KEY: emulator.apiKey, ELECTRONHUB_BASE_URL: emulator.baseUrl };
  const workspace = TerraformWorkspace.create(account);
  const keys = (...args: string[]): Promise<{ code: number; stdout: string }> =>
    new Promise((done) => {
      const env = { PATH: process.env.PATH, HOME: workspace.directory, ...account };
      execFile(process.execPath, [ELECTRONHUB, "keys", "list", ...args], { env }, (error, stdout) =>
        done({ code: Number(error?.code ?? 0), stdout }),
      );
    });
  try {
    workspace.configure(`
resource "electronhub_proxy_key" "k" {
  count            = 2
  name             = "managed-\${count.index}"
  allocated_amount = 1
}
`);
    await workspace.init();
    await workspace.apply();
    const state = workspace.path("terraform.tfstate");
    expect(await keys("--unmanaged", state, "--detailed-exitcode")).toEqual({
      code: 0,
      stdout: "Every proxy key of the account is in a state.\n",
    });

    const stray = emulator.store.create(emulator.apiKey, { name: "stray", expires_at: -1, allocated_ammount: 1 });
    const shown = workspace.path("state.json");
    writeFileSync(shown, (await workspace.expectSuccess("show", "-json")).stdout);
    await workspace.plan("-destroy", "-out=saved.tfplan");
    const plan = workspace.path("plan.json");
    writeFileSync(plan, (await workspace.expectSuccess("show", "-json", "saved.tfplan")).stdout);
    for (const file of [state, shown, plan]) {
      const { code, stdout } = await keys("--unmanaged", file, "--detailed-exitcode", "--json");
      expect([code, JSON.parse(stdout)]).toMatchObject([2, [{ id: keyId(stray.key), name: "stray" }]]);
      expect(stdout).not.toContain("ek-proxy");
    }
  } finally {
    workspace.dispose();
    await emulator.stop();
  }
});
