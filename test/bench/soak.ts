// Creates 70 keys at 60 requests a minute, in real time, with the real terraform: no request may be refused, and it may
// take no more than 15 % above the least possible time. Run by `npm run soak`.
import { startEmulator } from "../../src/emulator";
import { TerraformWorkspace } from "../support/terraform";

const KEYS = 70;
const REQUESTS_PER_MINUTE = 60;
const MARGIN = 1.15;

const CONFIGURATION = `
resource "electronhub_proxy_key" "k" {
  count            = ${KEYS}
  name             = "key-\${count.index}"
  allocated_amount = 1
}
`;

async function main(): Promise<number> {
  const emulator = await startEmulator({ requestsPerMinute: REQUESTS_PER_MINUTE });
  const workspace = TerraformWorkspace.create({
    ELECTRONHUB_API_KEY: emulator.apiKey,
    ELECTRONHUB_BASE_URL: emulator.baseUrl,
  });
  try {
    workspace.configure(CONFIGURATION);
    await workspace.init();
    const started = Date.now();
    await workspace.apply();
    const seconds = (Date.now() - started) / 1000;
    // The first window takes as many as it allows at once; what is left needs full windows.
    const least = 60 * Math.floor((KEYS - 1) / REQUESTS_PER_MINUTE);
    const refused = emulator.refused();
    console.log(`keys created: ${emulator.store.keysOf(emulator.apiKey).length} of ${KEYS}`);
    console.log(`requests refused (429): ${refused}`);
    console.log(`time: ${seconds.toFixed(1)} s; least possible ${least} s; ratio ${(seconds / least).toFixed(3)}`);
    return refused === 0 && seconds <= least * MARGIN ? 0 : 1;
  } finally {
    workspace.dispose();
    await emulator.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
