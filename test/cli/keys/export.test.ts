// `electronhub keys export` against the emulator, as far as it is more than its formats: what is said beside them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyId } from "../../../src/api/key-id";
import { type ExportFormat, exportKeys } from "../../../src/cli/keys/export-keys";
import { type Emulator } from "../../../src/emulator";
import { numberedKey, numberedKeys, startTestEmulator } from "../../support/emulator";

let emulator: Emulator;
let directory: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-export-"));
  emulator = await startTestEmulator({ random: numberedKeys() });
});
afterEach(async () => {
  rmSync(directory, { recursive: true, force: true });
  await emulator.stop();
});

test.each<ExportFormat>(["hcl", "cdktf", "json"])("a key that the API tells oddly of, as %s", async (format) => {
  emulator.store.create(emulator.apiKey, { name: "ci", expires_at: 4_102_444_800_000, allocated_ammount: 1 });
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const env = {
    ELECTRONHUB_API_KEY: emulator.apiKey,
    ELECTRONHUB_BASE_URL: emulator.baseUrl,
    XDG_STATE_HOME: directory,
  };
  await exportKeys({ format, output: undefined, env, terminal });
  const remark = "expires_at: expected Unix seconds up to the year 9999";
  expect(err[0]).toBe(`What the API says about these keys cannot be used:\n- ${keyId(numberedKey(1))}: ${remark}`);
  expect(out.join()).toContain(remark);
  expect(out.join()).not.toContain(numberedKey(1));
});
