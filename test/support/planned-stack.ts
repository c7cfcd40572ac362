// What the real terraform plans for a synthesised example stack, against an emulator: three creates.
import assert from "node:assert/strict";
import { cpSync, rmSync } from "node:fs";
import { startTestEmulator } from "./emulator";
import { TerraformWorkspace } from "./terraform";

const CREATES = [
  ["electronhub_proxy_key.batch", "nightly batch", ["gpt-4o-mini", "text-embedding-3-small"]],
  ["electronhub_proxy_key.ci", "ci", ["claude-sonnet-4", "gpt-4o-mini"]],
  ["electronhub_proxy_key.contractor", "contractor", null],
];

/** Plans in a copy of the stack's directory. There is no provider but the one that the stack brought along. */
export async function assertPlanned(stackDirectory: string): Promise<void> {
  const emulator = await startTestEmulator();
  const workspace = TerraformWorkspace.create({
    ELECTRONHUB_BASE_URL: emulator.baseUrl,
    ELECTRONHUB_API_KEY: emulator.apiKey,
  });
  try {
    rmSync(workspace.path("terraform.d"), { recursive: true });
    cpSync(stackDirectory, workspace.directory, { recursive: true });
    await workspace.init();
    const { resource_changes: changes = [] } = await workspace.planJson();
    assert.deepEqual(
      changes.map(({ address, change: { after } }) => [address, after?.name, after?.model_whitelist]),
      CREATES,
    );
    assert.ok(changes.every(({ change: { actions } }) => actions.join() === "create"));
  } finally {
    workspace.dispose();
    await emulator.stop();
  }
}
